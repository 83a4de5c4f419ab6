import { z } from 'zod';
import { approvalActs } from '../../../shared/model/approval.ts';
import { KeyPrint } from '../../../shared/model/transfer.ts';
import { CivilDate, Instant } from '../../../shared/model/units.ts';
import { ArchivedFile } from '../archive/import/archived-files.ts';
import { headOf } from './payload.ts';

/*
 * What lies in the sealed file of one 一事一议 (docs/transfer-format.md): as a transfer's payload, with a head that says
 * what was consented to, and the files by their names alone.
 */

const text = z.string().max(4096);

const HandOverHead = z.object({
  format: z.literal('juanzong-hand-over'),
  version: z.number().int().positive(),
  from: z.object({ name: text, unit: text }),
  to: z.object({ name: text, print: KeyPrint }),
  /** 申请编号. */
  number: text,
  /** Whom the consent names. */
  recipient: text,
  why: z.string().max(2000),
  act: z.enum(approvalActs),
  back_by: CivilDate.nullable(),
  at: Instant,
  files: z
    .array(ArchivedFile.pick({ name: true, size: true, sm3: true, sha256: true }))
    .min(1)
    .max(200_000),
});
export type HandOverHead = z.infer<typeof HandOverHead>;
export type HandedFile = HandOverHead['files'][number];

/** A sealed hand-over that a person chose, opened and looked at whole; nothing of it was written. */
export interface OfferedHandOver {
  id: string;
  path: string;
  name: string;
  sender: Uint8Array;
  head: HandOverHead;
}

/** The head of a hand-over, null where it says to be something else. @throws AppError `sealed_refused` */
export function handOverHead(value: unknown): HandOverHead | null {
  const said = z.object({ format: z.literal('juanzong-hand-over') }).safeParse(value);
  return said.success ? headOf(HandOverHead, value) : null;
}
