import { samples } from '../../../shared/agreements/index.generated.ts';
import { parseDossier } from '../../../shared/model/exchange.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import type { Open } from '../../app/open.ts';
import type { Job } from '../../jobs/registry.ts';
import { type Ingested, ingest, record as recordObject } from '../evidence/seal.ts';
import { definitionOf } from './definitions.ts';
import { insertDossier } from './write.ts';

const paperName = '样例证据.txt';
const paperText = '样例：此处应为盖章件。样例卷宗中的人员、单位与金额均为虚构。\n';

/** The one invented paper on which a sample's events stand (G-019: no state without evidence). */
export function sealSamplePaper(open: Open, job: Job): Promise<Ingested> {
  async function* paper(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(paperText);
  }
  return ingest(open, paper(), paperName, job);
}

/**
 * A sample of a kind, everything in it invented; it stays a draft in the store and can be thrown away. Within
 * the caller's transaction.
 */
export function insertSample(open: Open, kind: string, paper: Ingested, at: string): DossierId {
  const sample = samples[kind];
  if (sample === undefined) throw new AppError('unknown_kind', { params: { kind } });
  const parsed = parseDossier(sample, definitionOf);
  const dossier = insertDossier(open, kind, at);
  const object = recordObject(open, dossier, paper, at);
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
      open.store.items.save({ ...by, noun: 'entry', value: { ledger, values: entry.values } });
  }
  return dossier;
}
