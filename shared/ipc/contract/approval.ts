import { z } from 'zod';
import { ApprovalAsk, ApprovalView, DueReturn } from '../../model/approval.ts';
import { DossierId, ItemId, ObjectId } from '../../model/ids.ts';
import { KeyPrint } from '../../model/transfer.ts';
import { CivilDate } from '../../model/units.ts';
import { channel, Empty } from '../channel.ts';
import { Exported } from './work.ts';

const inDossier = {
  session: 'unlocked',
  scope: 'dossier',
  infoClass: 'trade_secret',
  purpose: 'carry_out_project',
  approval: null,
  clauses: ['E-05', 'B-S11'],
} as const;
const write = { ...inDossier, capability: 'edit', audit: 'write' } as const;
const dossier = DossierId;

/** 一事一议: a request, its letter, the stamped consent, one handing-over, the return (E-05). */
export const approvals = {
  'approval.list': channel({
    ...inDossier,
    capability: 'view',
    audit: 'none',
    input: z.object({ dossier }),
    output: z.array(ApprovalView),
  }),
  /** A new request, or a change of one that has no consent yet: then its letter is void and printed anew. */
  /** What was lent and is due within a week or overdue, of every dossier that the person may see, the first first. */
  'approval.due': channel({
    ...inDossier,
    scope: 'store',
    capability: 'view',
    audit: 'none',
    input: Empty,
    output: z.array(DueReturn),
  }),
  'approval.save': channel({
    ...write,
    input: z.object({
      dossier,
      request: ItemId.optional(),
      /** The version that was seen; needed for a change. */
      version: z.number().int().positive().optional(),
      ask: ApprovalAsk,
    }),
    output: z.object({ request: ItemId }),
  }),
  'approval.withdraw': channel({
    ...write,
    input: z.object({ dossier, request: ItemId, reason: z.string().trim().min(1).max(2000) }),
    output: Empty,
  }),
  /** Writes the application letter as docx and PDF into a folder chosen in main's dialog, and binds it to the request. */
  'approval.letter': channel({
    ...inDossier,
    capability: 'export',
    audit: 'intent_and_result',
    job: true,
    input: z.object({ dossier, request: ItemId }),
    output: Exported,
  }),
  /** A person looked: the evidence is the client's signed and stamped consent to this letter. */
  'approval.consent': channel({
    ...inDossier,
    capability: 'grant',
    audit: 'write',
    reauthenticate: true,
    input: z.object({
      dossier,
      request: ItemId,
      object: ObjectId,
      /** The day on the paper. */
      on: CivilDate,
      /** Until when the client consented; never later than what was asked for. */
      until: CivilDate,
      sealed: z.literal(true),
    }),
    output: Empty,
  }),
  /** The one handing-over that a consent allows: these files, this recipient, until its day. */
  'approval.handOver': channel({
    ...inDossier,
    capability: 'show',
    approval: 'one_matter',
    audit: 'intent_and_result',
    job: true,
    input: z.object({
      dossier,
      /** Null: there is none yet, and the refusal says how to come to one. */
      request: ItemId.nullable(),
      objects: z.array(ObjectId).min(1).max(200),
      recipient: z.string().max(200),
      /** The compared key that it is sealed to, as one file; without it the files leave plain. */
      seal_to: KeyPrint.optional(),
    }),
    output: Exported,
  }),
  /** What was lent came back or was destroyed; the proof is evidence. */
  'approval.giveBack': channel({
    ...write,
    input: z.object({
      dossier,
      request: ItemId,
      how: z.enum(['returned', 'destroyed']),
      object: ObjectId,
      on: CivilDate,
    }),
    output: Empty,
  }),
} as const;
