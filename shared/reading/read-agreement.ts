import type { ReadResult } from '../model/reading.ts';
import { readableKinds } from './kinds.ts';
import { openSource } from './source.ts';

/**
 * Reads an agreement: recognises its kind and says each field that the paper holds, with its exact words and
 * 1-based lines, and what in it disagrees (G-015, G-016, G-017 and the kind's own rules). Money is integer fen.
 * A kind that is known but not read, or none, gives no fields and one finding.
 * @param text the paper's text, its line breaks as extracted
 */
export function readAgreement(text: string): ReadResult {
  const source = openSource(text);
  const ranked = readableKinds
    .map((entry) => ({ entry, score: entry.recognise(source) }))
    .filter(({ entry, score }) => score >= entry.threshold)
    .sort((a, b) => b.score - a.score);
  const best = ranked[0]?.entry;
  if (best?.read !== undefined) return { kind: best.kind, ...best.read(text) };
  const kind = best?.kind ?? null;
  return {
    kind,
    fields: [],
    findings: [
      {
        rule: 'unknown_kind',
        severity: 'info',
        message:
          kind === null
            ? {
                zh: '认不出这是哪一类文书，须人工录入',
                en: 'The kind of this paper is not recognised; enter it by hand',
              }
            : {
                zh: '这一类文书已认出，但暂不能自动读取',
                en: 'This kind of paper is recognised but not read yet',
              },
        path: 'kind',
        clause: { article: '' },
      },
    ],
  };
}
