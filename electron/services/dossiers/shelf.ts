import { setImmediate } from 'node:timers/promises';
import type { CheckValue } from '../../../shared/model/document-check.ts';
import type { RetentionValue } from '../../../shared/model/retention.ts';
import type { ReadResult } from '../../../shared/model/reading.ts';
import type { AccountId, DossierId, ItemId, ObjectId } from '../../../shared/model/ids.ts';
import type { DossierRecord, Entry, EventFact, Fields, FieldValue } from '../../../shared/model/record.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import type { DossierKeys } from '../../app/dossier-keys.ts';
import type { DossierRow } from '../../store/dossiers.ts';
import type { ItemVersion } from '../../store/items.ts';
import type { AnswerValue } from './answers.ts';
import { openApart } from './open-apart.ts';
import type { OriginValue } from './origin.ts';
import type { Store } from '../../store/store.ts';
import type { ObjectRow } from '../../store/objects.ts';
import type { Contents } from '../../store/snapshots.ts';

/** How long opening may hold up everything else at a time. */
const longestTurnMs = 12;

/** From so many on, a thread that opens them is worth its start. */
const many = 100;

/** Below this, opening the rows costs no more than opening a snapshot. */
const fewestItems = 4;

/** What is sealed under the noun `fields`: the record's head. */
export interface FieldsValue {
  kind: string;
  definitionVersion: number;
  our_side?: string;
  fields: Fields;
  /** A sample to play with: it stays a draft in the store and can be thrown away. */
  sample?: true;
}

/** What is sealed under `draft`: the wizard's state. */
export interface DraftValue {
  our_side: string | null;
  fields: Fields;
  confirmed: string[];
}

/** What is sealed under `reading`: the document as it was read. */
export interface ReadingValue {
  object: ObjectId;
  name: string;
  lines: string[];
  articles: { heading: string; from: number; to: number }[];
  result: ReadResult;
}

/** What is sealed under `package`: the planned day of a package's meeting. */
export interface PlanValue {
  package: string;
  meeting: CivilDate | null;
}

/** What is sealed under `choice`: the reading of a row Q that a person chose; why is the item's reason. */
export interface ChoiceValue {
  rule: string;
  choice: string;
}

export interface EntryValue {
  ledger: string;
  values: Record<string, FieldValue>;
}

/** One dossier, opened: what its items say together. */
export interface Loaded {
  row: DossierRow;
  fields: { row: ItemId; version: number; value: FieldsValue } | null;
  draft: { row: ItemId; value: DraftValue } | null;
  reading: { row: ItemId; value: ReadingValue } | null;
  events: EventFact[];
  entries: Record<string, Entry[]>;
  plans: { row: ItemId; value: PlanValue }[];
  /** Warnings that a person answered with a reason. */
  answers: { row: ItemId; author: AccountId; at: string; value: AnswerValue }[];
  choices: { row: ItemId; value: ChoiceValue }[];
  /** What was read of documents and seen by people, oldest first. */
  checks: { author: AccountId; at: string; value: CheckValue }[];
  /** The archive it was brought in from; null for what began here. */
  origin: OriginValue | null;
  /** What the archivist said of its keeping; null while nothing was said. */
  retention: { row: ItemId; version: number; value: RetentionValue } | null;
  objects: ObjectRow[];
  savedAt: string;
}

/**
 * The opened dossiers, in main's memory until lock: no SQL filters on content, so the services read here.
 * A write forgets its dossier; the next look opens it anew.
 */
export class DossierShelf {
  readonly #store: Store;
  readonly #keys: DossierKeys;
  readonly #mayShow: (dossier: DossierId) => boolean;
  readonly #apartFrom: number;
  readonly #loaded = new Map<DossierId, Loaded>();
  /** Opened row by row because no snapshot was up to date: one is wanted. */
  readonly #stale = new Map<DossierId, Contents>();
  #warming: Promise<void> | null = null;
  /** Written to while a thread was opening the copies: what it gives of these is old. */
  #outdated: Set<DossierId> | null = null;

  /** `mayShow`: whether the table lets the person see the dossier's record; the keys alone do not say so. */
  constructor(
    store: Store,
    keys: DossierKeys,
    mayShow: (dossier: DossierId) => boolean = () => true,
    apartFrom: number = many,
  ) {
    this.#store = store;
    this.#keys = keys;
    this.#mayShow = mayShow;
    this.#apartFrom = apartFrom;
  }

  /** Every dossier whose record the person may see by role and class, newest first: lists, searches, counts (E-03). */
  all(): Loaded[] {
    return this.#store.dossiers
      .list()
      .filter((row) => this.#keys.has(row.id) && this.#mayShow(row.id))
      .map((row) => this.get(row.id, row));
  }

  /** @throws AppError `not_found` (E-03). */
  get(dossier: DossierId, row?: DossierRow): Loaded {
    const known = this.#loaded.get(dossier);
    if (known !== undefined) return known;
    if (!this.#keys.has(dossier)) throw new AppError('not_found', { rule: 'E-03' });
    const loaded = this.#load(row ?? this.#store.dossiers.get(dossier));
    this.#loaded.set(dossier, loaded);
    return loaded;
  }

  /**
   * Opens every dossier in short turns, so that a call or a lock that comes meanwhile does not wait for thousands.
   * What was opened slowly is kept for the next time. One at a time; who comes second waits for the first.
   */
  warm(): Promise<void> {
    this.#warming ??= this.#warm().finally(() => {
      this.#warming = null;
    });
    return this.#warming;
  }

  async #warm(): Promise<void> {
    // Listed once: a lock that comes in between closes the store.
    const all = this.#store.dossiers.list();
    await this.#warmApart(all);
    let turn = performance.now();
    for (const row of all) {
      if (performance.now() - turn > longestTurnMs) {
        await setImmediate();
        turn = performance.now();
      }
      // A lock that came in between has dropped the keys: nothing is left to open.
      if (this.#keys.has(row.id)) this.get(row.id, row);
    }
    try {
      this.keep();
    } catch (error) {
      // A full or read-only disc: copies are not kept, and nothing is lost.
      if (!(error instanceof AppError)) throw error;
    }
  }

  async #warmApart(all: readonly DossierRow[]): Promise<void> {
    const rows = new Map(
      all.filter(({ id }) => this.#keys.has(id) && !this.#loaded.has(id)).map((row) => [row.id, row]),
    );
    if (rows.size < this.#apartFrom) return;
    this.#outdated = new Set();
    // A lock that comes in between has dropped the keys: nothing is asked for or kept any more.
    const wanted = (id: DossierId) => this.#keys.has(id) && !this.#loaded.has(id) && !this.#outdated?.has(id);
    const packed = (id: DossierId) => (wanted(id) ? this.#store.snapshots.packed(id) : null);
    try {
      for await (const batch of openApart([...rows.keys()], packed)) {
        for (const { dossier, mark, json } of batch) {
          const row = rows.get(dossier);
          if (row === undefined || !wanted(dossier)) continue;
          this.#loaded.set(dossier, loadedOf(row, this.#store.snapshots.decode(mark, json)));
        }
      }
    } catch (error) {
      if (error instanceof AppError) throw error;
      // Without the thread all is opened here, one after the other.
    } finally {
      this.#outdated = null;
    }
  }

  /** Keeps snapshots of what had to be opened row by row, and the keys that SM2 opened: for the next unlock. */
  keep(): void {
    const stale = [...this.#stale];
    this.#stale.clear();
    if (stale.length === 0 && !this.#keys.hasNews) return;
    this.#store.transaction(() => {
      this.#keys.keepNews();
      for (const [dossier, contents] of stale) {
        if (this.#keys.has(dossier)) this.#store.snapshots.write(dossier, contents);
      }
    });
  }

  forget(dossier: DossierId): void {
    this.#outdated?.add(dossier);
    this.#loaded.delete(dossier);
    this.#stale.delete(dossier);
  }

  clear(): void {
    this.#loaded.clear();
    this.#stale.clear();
  }

  #load(row: DossierRow): Loaded {
    return loadedOf(row, this.#contentsOf(row.id, row.phase));
  }

  #contentsOf(dossier: DossierId, phase: DossierRow['phase']): Contents {
    const kept = this.#store.snapshots.read(dossier);
    if (kept !== null) return kept;
    const contents = this.#store.snapshots.fromRows(dossier);
    // A draft is typed into twice a second, and small.
    if (phase === 'active' && contents.items.length >= fewestItems) this.#stale.set(dossier, contents);
    return contents;
  }
}

function loadedOf(row: DossierRow, contents: Contents): Loaded {
  const loaded: Loaded = {
    row,
    fields: null,
    draft: null,
    reading: null,
    events: [],
    entries: {},
    plans: [],
    answers: [],
    choices: [],
    checks: [],
    origin: null,
    retention: null,
    objects: contents.objects,
    savedAt: row.createdAt,
  };
  for (const item of contents.items) place(loaded, item);
  return withoutRecalled(loaded);
}

/** E-07: what names a file that was recalled names nothing. */
function withoutRecalled(loaded: Loaded): Loaded {
  const there = new Set<unknown>(loaded.objects.map(({ id }) => id));
  loaded.events = loaded.events.map((event) =>
    event.evidence.every((object) => there.has(object))
      ? event
      : { ...event, evidence: event.evidence.filter((object) => there.has(object)) },
  );
  const { materials } = loaded.entries;
  if (materials !== undefined)
    loaded.entries['materials'] = materials.filter(({ values }) => there.has(values['object']));
  return loaded;
}

function place(loaded: Loaded, item: ItemVersion): void {
  if (item.at > loaded.savedAt) loaded.savedAt = item.at;
  const { row, version } = item;
  switch (item.noun) {
    case 'fields':
      loaded.fields = { row, version, value: item.value as FieldsValue };
      break;
    case 'draft':
      loaded.draft = { row, value: item.value as DraftValue };
      break;
    case 'reading':
      loaded.reading = { row, value: item.value as ReadingValue };
      break;
    case 'event':
      loaded.events.push({ ...(item.value as Omit<EventFact, 'id'>), id: row });
      break;
    case 'entry': {
      const { ledger, values } = item.value as EntryValue;
      (loaded.entries[ledger] ??= []).push({ id: row, values });
      break;
    }
    case 'package':
      loaded.plans.push({ row, value: item.value as PlanValue });
      break;
    case 'answer': {
      const { author, at } = item;
      loaded.answers.push({ row, author, at, value: item.value as AnswerValue });
      break;
    }
    case 'choice':
      loaded.choices.push({ row, value: item.value as ChoiceValue });
      break;
    case 'origin':
      loaded.origin = item.value as OriginValue;
      break;
    case 'retention':
      loaded.retention = { row, version, value: item.value as RetentionValue };
      break;
    case 'check':
      loaded.checks.push({ author: item.author, at: item.at, value: item.value as CheckValue });
      break;
    default:
      break;
  }
}

/** What was read of the documents and what people saw in them, oldest first, for the engine. */
export function checksOf(loaded: Loaded): CheckValue[] {
  return loaded.checks.map(({ value }) => value);
}

/** The record of an active dossier or a sample. @throws AppError `not_found` for a draft. */
export function recordOf(loaded: Loaded): DossierRecord {
  if (loaded.fields === null) throw new AppError('not_found', { rule: 'E-03', params: { phase: 'draft' } });
  const { kind, definitionVersion, our_side, fields } = loaded.fields.value;
  return {
    kind,
    definitionVersion,
    ...(our_side === undefined ? {} : { our_side }),
    fields,
    events: loaded.events,
    entries: loaded.entries,
    ...(loaded.choices.length === 0
      ? {}
      : { readings: Object.fromEntries(loaded.choices.map(({ value }) => [value.rule, value.choice])) }),
  };
}

/** `sample` and `draft` lie in the store as drafts; only an active dossier can never be discarded. */
export function phaseOf(loaded: Loaded): 'draft' | 'sample' | 'active' {
  if (loaded.row.phase === 'active') return 'active';
  return loaded.fields === null ? 'draft' : 'sample';
}
