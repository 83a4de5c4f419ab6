import { pairs } from '../../engine/recurring.ts';
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

/** What was said to a request, and what proves that it arrived (B-T12). */
export interface Reply {
  said: EventFact | null;
  proof: EventFact | null;
  /** What counts as the answer: what was said, else what arrived. */
  given: EventFact | null;
}

/** The reply to each request, oldest first. */
export function repliesTo(view: View): Reply[] {
  const requests = view.events('change_request_received').map((request) => ({
    on: request.date,
    n: request.n,
    until: silenceCounts(view, request) ? replyBy(view, request) : null,
  }));
  const of = (key: string) =>
    pairs(
      requests,
      view.events(key).filter((event) => event.date <= view.today),
    );
  const arrived = of('change_reply_delivered');
  return of('change_replied').map((said, at) => {
    const proof = arrived[at] ?? null;
    return { said, proof, given: said ?? proof };
  });
}

/** Whether a reply agrees; null where nobody said. */
export function agreedIn({ said, proof }: Reply): boolean | null {
  const told = [said, proof].map((event) => event?.values?.['agreed']);
  const first = told.find((value) => typeof value === 'boolean');
  return typeof first === 'boolean' ? first : null;
}
