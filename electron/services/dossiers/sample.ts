import { samples } from '../../../shared/agreements/index.generated.ts';
import { parseDossier } from '../../../shared/model/exchange.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import type { Open } from '../../app/session.ts';
import { definitionOf } from './definitions.ts';
import { insertDossier } from './write.ts';

/** A sample of a kind, everything in it invented; it stays a draft in the store and can be thrown away. */
export function insertSample(open: Open, kind: string, at: string): DossierId {
  const sample = samples[kind];
  if (sample === undefined) throw new AppError('unknown_kind', { params: { kind } });
  const record = parseDossier(sample, definitionOf);
  const dossier = insertDossier(open, kind, at);
  const by = { dossier, author: open.account, at };
  const { kind: _kind, definitionVersion, our_side, fields } = record;
  open.store.items.save({
    ...by,
    noun: 'fields',
    value: { kind, definitionVersion, ...(our_side === undefined ? {} : { our_side }), fields, sample: true },
  });
  for (const { id: _id, ...event } of record.events) {
    // Its papers are invented too: no file stands behind them.
    open.store.items.save({ ...by, noun: 'event', value: { ...event, evidence: [] } });
  }
  for (const [ledger, entries] of Object.entries(record.entries)) {
    if (ledger === 'materials') continue;
    for (const entry of entries)
      open.store.items.save({ ...by, noun: 'entry', value: { ledger, values: entry.values } });
  }
  return dossier;
}
