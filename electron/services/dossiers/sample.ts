import { samples } from '../../../shared/agreements/index.generated.ts';
import { parseDossier } from '../../../shared/model/exchange.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId, ObjectId } from '../../../shared/model/ids.ts';
import type { Fields } from '../../../shared/model/record.ts';
import type { Open } from '../../app/open.ts';
import type { Job } from '../../jobs/registry.ts';
import { type Ingested, forgo, record as recordObject } from '../evidence/seal.ts';
import { definitionOf } from './definitions.ts';
import { insertDossier } from './write.ts';

const paperName = '样例证据.txt';
const paperText = '样例：此处应为盖章件。样例卷宗中的人员、单位与金额均为虚构。\n';

/** The papers of a sample, sealed and without a row yet. */
export interface SamplePapers {
  /** The one on which its events stand (G-019: no state without evidence). */
  events: Ingested;
  /** Those that its ledgers name, by the ids they have there: one paper proves once (C-Q07). */
  named: ReadonlyMap<string, Ingested>;
  /** All of them, to be written down or given up. */
  all: readonly Ingested[];
}

/** Seals the invented papers of a kind's sample. */
export async function sealSamplePapers(open: Open, kind: string, job: Job): Promise<SamplePapers> {
  // Our own words need no inspection, which takes a process for each file.
  const seal = async (name: string): Promise<Ingested> => {
    async function* paper(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode(name === paperName ? paperText : `${name}\n${paperText}`);
    }
    const sealed = await open.vault.seal(paper(), { signal: job.signal });
    return { sealed, meta: { name, type: 'text/plain', sm3: sealed.sm3, sha256: sealed.sha256 } };
  };
  const all: Ingested[] = [];
  try {
    const events = await seal(paperName);
    all.push(events);
    const named = new Map<string, Ingested>();
    for (const { object, name } of papersIn(samples[kind])) {
      if (named.has(object)) continue;
      const sealed = await seal(name);
      all.push(sealed);
      named.set(object, sealed);
    }
    return { events, named, all };
  } catch (error) {
    for (const paper of all) await forgo(open, paper);
    throw error;
  }
}

/** Every file in the ledgers of a sample that says which sealed paper it is. */
function papersIn(sample: unknown): { object: string; name: string }[] {
  const entries = (sample as { entries?: Record<string, Record<string, unknown>[]> } | undefined)?.entries;
  return Object.values(entries ?? {}).flatMap((rows) =>
    rows.flatMap((row) => Object.values(row).flatMap((value) => (isPaper(value) ? [value] : []))),
  );
}

function isPaper(value: unknown): value is { object: string; name: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'object' in value &&
    'name' in value &&
    typeof value.object === 'string' &&
    typeof value.name === 'string'
  );
}

/**
 * A sample of a kind, everything in it invented; it stays a draft in the store and can be thrown away. Within
 * the caller's transaction.
 */
export function insertSample(open: Open, kind: string, papers: SamplePapers, at: string): DossierId {
  const sample = samples[kind];
  if (sample === undefined) throw new AppError('unknown_kind', { params: { kind } });
  const parsed = parseDossier(sample, definitionOf);
  const dossier = insertDossier(open, kind, at);
  const object = recordObject(open, dossier, papers.events, at);
  const ids = new Map(
    [...papers.named].map(([named, paper]) => [named, recordObject(open, dossier, paper, at)]),
  );
  const by = { dossier, author: open.account, at };
  const { kind: _kind, definitionVersion, our_side, fields, readings } = parsed;
  open.store.items.save({
    ...by,
    noun: 'fields',
    value: { kind, definitionVersion, ...(our_side === undefined ? {} : { our_side }), fields, sample: true },
  });
  for (const [rule, choice] of Object.entries(readings ?? {})) {
    open.store.items.save({ ...by, noun: 'choice', value: { rule, choice } });
  }
  for (const { id: _id, ...event } of parsed.events) {
    const evidence = event.evidence.length > 0 ? [object] : [];
    open.store.items.save({ ...by, noun: 'event', value: { ...event, evidence } });
  }
  for (const [ledger, entries] of Object.entries(parsed.entries)) {
    // Materials are files, and a sample brings none but its one paper.
    if (ledger === 'materials') continue;
    for (const entry of entries)
      open.store.items.save({ ...by, noun: 'entry', value: { ledger, values: sealedIn(entry.values, ids) } });
  }
  return dossier;
}

/** The values of a row with its papers under the ids by which they were sealed here. */
function sealedIn(values: Fields, ids: ReadonlyMap<string, ObjectId>): Fields {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      const id = isPaper(value) ? ids.get(value.object) : undefined;
      return [key, id === undefined || !isPaper(value) ? value : { ...value, object: id }];
    }),
  );
}
