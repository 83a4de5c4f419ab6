import { createHash } from 'node:crypto';
import type { Definition } from '../../../shared/agreements/define.ts';
import type { GuidelineText } from '../../../shared/agreements/guideline.ts';
import { definitions } from '../../../shared/agreements/index.generated.ts';
import { check } from '../../../shared/engine/check.ts';
import { schedule } from '../../../shared/engine/schedule.ts';
import type { GuidelineOffer, TouchedDossier } from '../../../shared/ipc/contract/guideline.ts';
import type { Finding } from '../../../shared/model/derived.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierRecord } from '../../../shared/model/record.ts';
import type { Open } from '../../app/open.ts';
import type { Judging } from '../calendar/store-calendar.ts';
import { elsewhereOf } from '../dossiers/across.ts';
import { identityOf } from '../dossiers/definitions.ts';
import { standingRecord } from '../dossiers/draft.ts';
import { type Loaded, phaseOf } from '../dossiers/shelf.ts';
import { movedBetween } from '../dossiers/views.ts';
import { fileSource } from '../evidence/file-source.ts';
import { keptText } from './kept.ts';

/** docs/guideline-format.md: at most 1 MiB. */
const mostBytes = 1024 * 1024;

/** A text that a person chose and that waits to be taken over or refused. */
export interface OfferedGuideline {
  offer: string;
  name: string;
  definition: Definition;
  text: GuidelineText;
  /** The file's own words, as they are kept. */
  source: string;
}

/**
 * Reads the file that a person chose, whole and small, by the kind whose format it names.
 * @param store the folder of the store, out of which nothing is read
 * @throws AppError `file_unreadable`, `too_large`, `guideline_invalid` {path}
 */
export async function readGuidelineFile(
  chosen: { path: string; name: string },
  store: string,
): Promise<OfferedGuideline> {
  const { size, pieces } = await fileSource(chosen.path, store);
  if (size > mostBytes) throw new AppError('too_large', { rule: 'C-Q01' });
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(Uint8Array.from(piece));
  const bytes = Buffer.concat(parts);
  const source = decoded(bytes);
  const definition = definitions.find(({ guideline }) => guideline?.format === formatOf(source));
  const read = definition?.guideline?.read(source) ?? { misfit: 'format' };
  if (definition === undefined || 'misfit' in read) throw invalid('misfit' in read ? read.misfit : 'format');
  const offer = createHash('sha256').update(bytes).digest('hex');
  return { offer, name: chosen.name, definition, text: read, source };
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalid('');
  }
}

function formatOf(source: string): unknown {
  try {
    return (JSON.parse(source) as { format?: unknown } | null)?.format;
  } catch {
    throw invalid('');
  }
}

function invalid(path: string): AppError {
  return new AppError('guideline_invalid', { rule: 'C-Q01', params: { path } });
}

/** What a person sees before it is taken over: both texts, every difference, and what it does to each dossier. */
export function offerOf(open: Open, offered: OfferedGuideline, judging: Judging): GuidelineOffer {
  const { definition, text } = offered;
  const before = keptText(open.store.settings, definition);
  const { name, version, status, draft } = text;
  return {
    offer: offered.offer,
    name: offered.name,
    kind: definition.id,
    title: definition.title,
    was: factsOf(definition, before),
    is: { name, version, status, draft },
    changes: text.changesFrom(before),
    dossiers: open.shelf
      .all()
      .filter((loaded) => loaded.row.kind === definition.id)
      .map((loaded) => touched(open, loaded, offered, judging)),
  };
}

/** @throws AppError `internal` for a kind without such a text, which none here is. */
export function factsOf(definition: Definition, text: string | null): GuidelineOffer['was'] {
  const { guideline } = definition;
  if (guideline === undefined) throw new AppError('internal');
  return guideline.facts(text);
}

function touched(open: Open, loaded: Loaded, offered: OfferedGuideline, judging: Judging): TouchedDossier {
  const { definition, text } = offered;
  const now = standingRecord(loaded);
  const then: DossierRecord = { ...now, fields: { ...now.fields, ...text.adopt() } };
  const asked = { ...judging, elsewhere: elsewhereOf(open, loaded.row.id) };
  const known = new Set(check(definition, now, asked).map(keyOf));
  const phase = phaseOf(loaded);
  return {
    dossier: loaded.row.id,
    title: identityOf(definition, now).title,
    phase,
    facts: definition.guideline?.of(now) ?? factsOf(definition, null),
    changes: text.changesFor(now),
    moved:
      phase === 'draft'
        ? []
        : movedBetween(
            schedule(definition, now, judging).slice(),
            schedule(definition, then, judging).slice(),
          ),
    found: check(definition, then, asked).filter((finding) => !known.has(keyOf(finding))),
  };
}

function keyOf({ rule, path, message }: Finding): string {
  return JSON.stringify([rule, path, message.zh]);
}
