import type { z } from 'zod';
import { check } from '../../../shared/engine/check.ts';
import { stateOf } from '../../../shared/engine/state.ts';
import type { Elsewhere } from '../../../shared/agreements/across.ts';
import type { Definition } from '../../../shared/agreements/define.ts';
import type {
  DossierSummary,
  DossierView,
  EvidenceItem,
  Moved,
} from '../../../shared/ipc/contract/dossier.ts';
import type { Obligation } from '../../../shared/model/derived.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { reviewOn } from '../../../shared/model/marking.ts';
import { civilDateInShanghai } from '../../app/environment.ts';
import type { ObjectRow } from '../../store/objects.ts';
import { type Dataset, datasetsOf, partOf } from '../datasets/manifest.ts';
import { markingOf } from '../evidence/marks.ts';
import type { Judging } from '../calendar/store-calendar.ts';
import { definitionOf, identityOf } from './definitions.ts';
import { obligationsOn } from './derived.ts';
import { draftRecord, requireDraft } from './draft.ts';
import { checksOf, type Loaded, phaseOf, recordOf } from './shelf.ts';

/** The row of the list; a draft says what it has so far. */
export function summaryOf(loaded: Loaded, judging: Judging): DossierSummary {
  const definition = definitionOf(loaded.row.kind);
  const phase = phaseOf(loaded);
  const record = phase === 'draft' ? draftRecord(loaded, requireDraft(loaded)) : recordOf(loaded);
  const obligations = phase === 'draft' ? [] : obligationsOn(loaded, judging);
  const state = stateOf(definition, record, judging);
  const dated = obligations
    .filter((obligation) => isOpen(obligation) && dateToHeed(obligation) !== null)
    .sort((a, b) => (dateToHeed(a) ?? '').localeCompare(dateToHeed(b) ?? ''));
  const next = dated[0];
  return {
    id: loaded.row.id,
    kind: loaded.row.kind,
    phase,
    ...identityOf(definition, record),
    our_side: record.our_side ?? null,
    state: { key: state.key, title: state.title, side: state.side.map(({ title }) => title) },
    next:
      next === undefined ? null : { date: dateToHeed(next) as CivilDate, title: next.title, side: next.side },
    open: obligations.filter(isOpen).length,
    overdue: obligations.filter((obligation) => obligation.status === 'overdue').length,
    saved_at: loaded.savedAt,
  };
}

export function isOpen(obligation: Obligation): boolean {
  return ['open', 'due_soon', 'due_today', 'overdue'].includes(obligation.status);
}

/** The day a person looks at: the careful day of what we owe, the writing day of what is owed to us. */
export function dateToHeed(obligation: Obligation): CivilDate | null {
  const ours = obligation.side !== 'theirs';
  return (ours ? obligation.safe : obligation.escalate) ?? obligation.statutory ?? obligation.nominal;
}

/** The whole dossier for its screen, derived from the record at this moment. */
export function viewOf(
  loaded: Loaded,
  judging: Judging,
  elsewhere?: Elsewhere,
): Omit<z.input<typeof DossierView>, 'known'> {
  const record = recordOf(loaded);
  const definition = definitionOf(record.kind);
  const state = stateOf(definition, record, judging);
  const phase = phaseOf(loaded);
  return {
    id: loaded.row.id,
    kind: record.kind,
    phase: phase === 'active' ? 'active' : 'sample',
    version: loaded.fields?.version ?? 0,
    saved_at: loaded.savedAt,
    today: judging.today,
    record,
    ...identityOf(definition, record),
    state,
    obligations: [...obligationsOn(loaded, judging)],
    findings: check(definition, record, {
      ...judging,
      checks: checksOf(loaded),
      ...(elsewhere === undefined ? {} : { elsewhere }),
    }),
    evidence: evidenceOf(loaded, definition),
    packages: definition.packages.map(({ id, title }) => ({ id, title })),
  };
}

function markedAs(loaded: Loaded, object: ObjectRow): Pick<EvidenceItem, 'marking' | 'review_on'> {
  const marking = markingOf(loaded, object);
  return { marking, review_on: reviewOn(marking, civilDateInShanghai(new Date(object.at))) };
}

/** The evidence with the places where it serves. */
export function evidenceOf(loaded: Loaded, definition: Definition): EvidenceItem[] {
  const pieces = new Map(
    definition.packages.flatMap((p) => p.pieces.map((piece) => [piece.key, piece.title])),
  );
  const events = new Map(definition.events.map((event) => [event.key, event.title]));
  const datasets = new Map([...datasetsOf(loaded.objects).values()].map((each) => [each.head.id, each]));
  // A dataset is one thing: the row of its head stands for all its parts.
  const heads = loaded.objects.filter((object) => partOf(object) === null || datasets.has(object.id));
  return heads.map((object) => ({
    ...datasetFacts(datasets.get(object.id)),
    object: object.id,
    name: object.meta.name,
    type: object.meta.type,
    size: datasets.get(object.id)?.bytes ?? object.size,
    sm3: object.meta.sm3,
    sha256: object.meta.sha256,
    sealed_at: object.at,
    pages: typeof object.meta['pages'] === 'number' ? object.meta['pages'] : null,
    ...markedAs(loaded, object),
    bound: [
      ...(loaded.reading?.value.object === object.id
        ? [
            {
              as: 'source' as const,
              key: 'agreement',
              title: { zh: '读入的协议', en: 'The agreement that was read' },
            },
          ]
        : []),
      ...loaded.events
        .filter((event) => event.evidence.includes(object.id))
        .map((event) => ({
          as: 'event' as const,
          key: event.key,
          title: events.get(event.key) ?? { zh: event.key, en: event.key },
        })),
      ...(loaded.entries['materials'] ?? [])
        .filter((entry) => entry.values['object'] === object.id)
        .map((entry) => {
          const key = String(entry.values['piece'] ?? '');
          return { as: 'piece' as const, key, title: pieces.get(key) ?? { zh: key, en: key } };
        }),
    ],
  }));
}

function datasetFacts(dataset: Dataset | undefined): Pick<EvidenceItem, 'dataset'> {
  if (dataset === undefined) return {};
  const { files, folders, complete } = dataset;
  return { dataset: { files, folders, complete } };
}

/** What an edit moved: obligations whose last day is another, appeared or went; while a gate is shut, the day the words count to. */
export function movedBetween(before: Obligation[], after: Obligation[]): z.infer<typeof Moved> {
  const was = new Map(before.map((obligation) => [obligation.id, obligation]));
  const is = new Map(after.map((obligation) => [obligation.id, obligation]));
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((id) => {
    const from = lastDay(was.get(id));
    const to = lastDay(is.get(id));
    const title = (is.get(id) ?? was.get(id))?.title;
    return from === to || title === undefined ? [] : [{ id, title, from, to }];
  });
}

function lastDay(obligation: Obligation | undefined): CivilDate | null {
  return obligation?.statutory ?? obligation?.nominal ?? null;
}
