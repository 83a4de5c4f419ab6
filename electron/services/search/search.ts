import { fieldsOf } from '../../../shared/engine/view.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { maskAmounts } from '../../../shared/money/mask.ts';
import type { Judging } from '../calendar/store-calendar.ts';
import { definitionOf, identityOf } from '../dossiers/definitions.ts';
import { obligationsOn } from '../dossiers/derived.ts';
import { draftRecord, requireDraft } from '../dossiers/draft.ts';
import { type DossierShelf, type Loaded, phaseOf, recordOf } from '../dossiers/shelf.ts';

type Hit = Output<'search.find'>[number];
const most = 50;

/** Width, case and spaces do not matter when one looks for something (G-017). */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}

/**
 * Finds dossiers, obligations, clauses and evidence by their words, in the records that are open in memory:
 * nothing outside the person's need to know is searched, and no index lies on the disk.
 * @param hidden whether the amounts of a dossier are kept back (E-09)
 */
export function find(
  shelf: DossierShelf,
  text: string,
  judging: Judging,
  hidden: (dossier: DossierId) => boolean,
): Hit[] {
  const wanted = fold(text);
  if (wanted === '') return [];
  const hits: Hit[] = [];
  const has = (...words: (string | undefined)[]) =>
    words.some((word) => word !== undefined && fold(word).includes(wanted));
  for (const loaded of shelf.all()) {
    const say = hidden(loaded.row.id) ? maskAmounts : (words: string) => words;
    for (const hit of hitsIn(loaded, has, judging, say)) {
      hits.push(hit);
      if (hits.length >= most) return hits;
    }
  }
  return hits;
}

function* hitsIn(
  loaded: Loaded,
  has: (...words: (string | undefined)[]) => boolean,
  judging: Judging,
  say: (words: string) => string,
): Generator<Hit> {
  const draft = phaseOf(loaded) === 'draft';
  const record = draft ? draftRecord(loaded, requireDraft(loaded)) : recordOf(loaded);
  const definition = definitionOf(loaded.row.kind);
  // What is not shown is not found either: a search would spell it out letter by letter.
  const title = say(identityOf(definition, record).title);
  const where = title || definition.title.zh;
  const dossier = loaded.row.id;
  // An amount in words is as secret as its figures (E-09): it is not found by typing it.
  const secret = new Set(fieldsOf(definition).flatMap((field) => (field.secret === true ? [field.key] : [])));
  const words = Object.entries(record.fields).flatMap(([key, value]) =>
    typeof value !== 'string' || secret.has(key) ? [] : [say(value)],
  );
  if (has(title, ...words)) {
    yield {
      kind: 'dossier',
      dossier,
      title: { zh: where, en: where },
      where: definition.title.zh,
      target: dossier,
    };
  }
  if (!draft) {
    for (const obligation of obligationsOn(loaded, judging)) {
      const words = { zh: say(obligation.title.zh), en: say(obligation.title.en) };
      if (has(words.zh, words.en, obligation.rule)) {
        yield { kind: 'obligation', dossier, title: words, where, target: obligation.id };
      }
    }
  }
  for (const object of loaded.objects) {
    if (has(object.meta.name)) {
      const name = object.meta.name;
      yield { kind: 'evidence', dossier, title: { zh: name, en: name }, where, target: object.id };
    }
  }
  for (const line of definition.clauses) {
    if (has(line.text)) {
      const excerpt = line.text.slice(0, 60);
      yield {
        kind: 'clause',
        dossier,
        title: { zh: excerpt, en: excerpt },
        where: line.article,
        target: String(line.line),
      };
    }
  }
}
