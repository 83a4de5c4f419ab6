import type { EventFact } from '../../model/record.ts';
import type { View } from '../define.ts';

/** The last day to answer a request, as the law counts it. */
export function replyBy(view: View, request: EventFact) {
  const days = view.integer('change_reply_days');
  return days === null ? null : view.days.rollForward(view.days.addDays(request.date, days));
}

/**
 * Whether silence can count as consent: only on one of article 7’s four grounds. The fourth is a catch-all that a
 * person decides; until then it counts against us and not for us (G-018), and so does a ground not entered.
 */
export function silenceCounts(view: View, request: EventFact): boolean {
  const { ground, requester, ground_accepted: accepted } = request.values ?? {};
  if (ground === 'none') return false;
  if (ground === '1' || ground === '2' || ground === '3') return true;
  return accepted === true || (accepted !== false && requester !== view.record.our_side);
}
