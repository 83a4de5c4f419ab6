import { z } from 'zod';
import { DossierId, ItemId, ObjectId } from './ids.ts';
import { KeyPrint } from './transfer.ts';
import { CivilDate, Instant } from './units.ts';

/** What is to be done with the files: 导出 = handed over for good; 复制 = lent as a copy that comes back or is destroyed. */
export const approvalActs = ['export', 'copy'] as const;

/** On what it leaves: 光盘, U 盘, 移动硬盘, 打印件. */
export const media = ['disc', 'usb', 'drive', 'paper'] as const;

/** E-05: what one request asks for, and all that its consent can ever cover (一事一议). */
export const ApprovalAsk = z.object({
  recipient: z.string().trim().min(1).max(200),
  objects: z
    .array(ObjectId)
    .min(1)
    .max(200)
    .refine((all) => new Set(all).size === all.length),
  why: z.string().trim().min(1).max(2000),
  act: z.enum(approvalActs),
  medium: z.enum(media),
  /** The last day on which it may be handed over. */
  until: CivilDate,
  /** The day by which the recipient returns or destroys it; null where it may keep it. */
  back_by: CivilDate.nullable(),
});
export type ApprovalAsk = z.infer<typeof ApprovalAsk>;

/** What is sealed under the noun `approval`; every step is a version, so that its history is the proof. */
export const ApprovalValue = z.object({
  ask: ApprovalAsk,
  /** The letter that was printed, bound to exactly this request by its digest. */
  letter: z.object({ digest: z.string(), at: Instant, on: CivilDate }).nullable(),
  /** The stamped consent: the evidence, and the digest of the request that it was given to. */
  consent: z
    .object({
      digest: z.string(),
      object: ObjectId,
      /** SM3 of the scan: the same paper consents once. */
      sm3: z.string(),
      on: CivilDate,
      until: CivilDate,
      at: Instant,
    })
    .nullable(),
  /** The one handing-over. `under_way` after a broken process: it counts as used. */
  use: z
    .object({
      state: z.enum(['under_way', 'done']),
      at: Instant,
      name: z.string(),
      files: z.number().int(),
      bytes: z.number().int(),
      /** Whose key it was sealed to; absent or null: it left plain. */
      sealed: z.object({ name: z.string(), print: KeyPrint }).nullable().optional(),
    })
    .nullable(),
  back: z
    .object({
      how: z.enum(['returned', 'destroyed']),
      object: ObjectId,
      on: CivilDate,
    })
    .nullable(),
  withdrawn: z.object({ at: Instant, reason: z.string() }).nullable(),
});
export type ApprovalValue = z.infer<typeof ApprovalValue>;

export const approvalStates = [
  'asked',
  'sent',
  'granted',
  'expired',
  'out',
  'overdue',
  'done',
  'withdrawn',
] as const;
export type ApprovalState = (typeof approvalStates)[number];

/** Where a request stands on a day; derived, never stored. */
export function approvalState(value: ApprovalValue, today: CivilDate): ApprovalState {
  if (value.withdrawn !== null) return 'withdrawn';
  if (value.use !== null) {
    if (value.back !== null || value.ask.back_by === null) return 'done';
    return today > value.ask.back_by ? 'overdue' : 'out';
  }
  if (value.consent !== null) return today > value.consent.until ? 'expired' : 'granted';
  return value.letter === null ? 'asked' : 'sent';
}

/** Why a handing-over has no consent: each is refused with E-05 (B-S11). */
export const objections = [
  'no_consent',
  'withdrawn',
  'edited',
  'used',
  'expired',
  'widened',
  'clock_behind',
] as const;
export type Objection = (typeof objections)[number];

/** Why a stamped paper is not taken as the consent to a request. */
export const paperFaults = [
  'no_letter',
  'edited',
  'older_than_letter',
  'same_paper',
  'longer',
  'before_letter',
] as const;
export type PaperFault = (typeof paperFaults)[number];

/** A request as the page shows it. */
export const ApprovalView = ApprovalValue.extend({
  id: ItemId,
  version: z.number().int(),
  state: z.enum(approvalStates),
  /** The number that the letter bears. */
  number: z.string(),
  by: z.string(),
  at: Instant,
});
export type ApprovalView = z.infer<typeof ApprovalView>;

/** Something lent that is to come back or be destroyed (E-05), as 今日 reminds of it. */
export const DueReturn = z.object({
  dossier: DossierId,
  title: z.string(),
  request: ItemId,
  number: z.string(),
  recipient: z.string(),
  back_by: CivilDate,
  overdue: z.boolean(),
});
export type DueReturn = z.infer<typeof DueReturn>;
