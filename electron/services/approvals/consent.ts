import type { ApprovalValue, Objection } from '../../../shared/model/approval.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId, ItemId, ObjectId } from '../../../shared/model/ids.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import type { Open } from '../../app/open.ts';
import { approvalOf, digestOf } from './approvals.ts';

/** One act that needs a consent of its own (E-05): what a call wants to hand over, to whom, and on which day. */
export interface Matter {
  request: ItemId | null;
  objects: readonly ObjectId[];
  recipient: string;
  today: CivilDate;
  /** The machine's clock stands before what the log has seen: no time limit can be trusted. */
  clockBehind: boolean;
}

/**
 * Why there is no unused consent to exactly this act, or null where there is one. Read from the rows at every asking:
 * the gate asks before the call, and the handing-over asks again in the transaction that uses the consent up.
 */
export function objectionTo(open: Open, dossier: DossierId, matter: Matter): Objection | null {
  if (matter.request === null) return 'no_consent';
  const value = known(open, dossier, matter.request);
  // A guessed or a foreign request is none.
  if (value === null) return 'no_consent';
  const { ask, consent } = value;
  if (value.withdrawn !== null) return 'withdrawn';
  if (consent === null) return 'no_consent';
  if (consent.digest !== digestOf(open, dossier, matter.request, ask)) return 'edited';
  if (value.use !== null) return 'used';
  if (matter.clockBehind) return 'clock_behind';
  if (matter.today > consent.until || matter.today > ask.until) return 'expired';
  const within = matter.objects.every((object) => ask.objects.includes(object));
  return within && matter.recipient === ask.recipient ? null : 'widened';
}

function known(open: Open, dossier: DossierId, request: ItemId): ApprovalValue | null {
  try {
    return approvalOf(open, dossier, request).value;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}
