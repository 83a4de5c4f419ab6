import { z } from 'zod';
import { DossierId, ObjectId } from '../../model/ids.ts';
import { recallCauses, RecallView } from '../../model/recall.ts';
import { channel, Empty } from '../channel.ts';
import { Exported } from './work.ts';

const take = {
  session: 'unlocked',
  capability: 'recall',
  purpose: 'none',
  approval: null,
  audit: 'intent_and_result',
  lifecycle: 'destroy',
  clauses: ['E-07', 'B-S15', 'B-S19'],
} as const;
const oversee = {
  session: 'unlocked',
  capability: 'audit',
  scope: 'store',
  infoClass: 'internal',
  purpose: 'audit',
  approval: null,
  clauses: ['E-07', 'E-10', 'B-S22'],
} as const;
const RecallId = z.string().regex(/^[0-9a-f]{32}$/);

/** 收回: a dossier or a file is taken back for good; inventory and certificate go into a folder of the person's. */
export const recalls = {
  /**
   * Keys, records, files, tickets, jobs, index and snapshots go; afterwards every channel answers as if it had never
   * been there. It cannot be undone, and reaches neither backups taken before nor what was shown.
   */
  'recall.run': channel({
    ...take,
    scope: 'dossier',
    infoClass: 'trade_secret',
    reauthenticate: true,
    input: z.object({
      dossier: DossierId,
      /** Null: the whole dossier. */
      object: ObjectId.nullable(),
      cause: z.enum(recallCauses),
      reason: z.string().trim().min(1).max(2000),
    }),
    output: Exported.extend({ recall: RecallId, backups: z.number().int() }),
  }),
  /** What stays of every recall, for who oversees: no title and no name. */
  'recall.list': channel({
    ...oversee,
    audit: 'none',
    input: Empty,
    output: z.array(RecallView),
  }),
  /** The certificate once more, from what stays of a recall. */
  'recall.certificate': channel({
    ...oversee,
    audit: 'intent_and_result',
    lifecycle: 'provide',
    input: z.object({ recall: RecallId }),
    output: Exported,
  }),
} as const;
