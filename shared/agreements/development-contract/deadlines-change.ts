import { pairs } from '../../engine/recurring.ts';
import type { Deadline, Instance, View } from '../define.ts';
import { at } from './clauses.ts';
import { readings } from './readings.ts';
import { replyLetter } from './reply-letter.ts';
import { agreedIn, repliesTo, replyBy, silenceCounts } from './request-days.ts';
import { both } from './words.ts';

const other = (side: unknown) => (side === 'party_a' ? 'party_b' : 'party_a');

function requests(view: View): Instance[] {
  const replies = repliesTo(view);
  const asked = view.events('change_request_received');
  if (asked.length === 0) return [{ suffix: '', met: null }];
  return asked.map((request, index) => {
    const asking = request.values?.['requester'];
    const no = request.n ?? index + 1;
    const { said = null, proof = null, given = null } = replies[index] ?? {};
    const until = replyBy(view, request);
    const counts = silenceCounts(view, request);
    // Ours is given when it has arrived, for we have to prove it; theirs when we have it in hand.
    const done = other(asking) === view.record.our_side ? proof : given;
    const underWay = done === null && said !== null;
    const unproven = underWay && until !== null && said.date <= until && view.today > until;
    return {
      suffix: `#${no}`,
      obligor: other(asking),
      obligee: asking === 'party_a' ? 'party_a' : 'party_b',
      title: underWay
        ? both(`第${no}次变更请求的答复：待送达凭证`, `Answer to request ${no}: proof of delivery`)
        : both(`答复第${no}次变更请求`, `Answer request ${no}`),
      trigger: { date: () => request.date, label: 'change_request_received' },
      met: done === null ? null : { on: done.date, by: done.key },
      // What was said in time is no silence; that it arrived has still to be proven.
      ...(counts && !unproven ? {} : { silence: null }),
      ...(request.values?.['ground'] === '4' ? { confidence: 'ask' as const } : {}),
    };
  });
}

/** B-C01, B-Q12: what was agreed, or deemed agreed, is put into writing. */
function confirmations(view: View): Instance[] {
  const replies = repliesTo(view);
  const free = [...view.events('change_confirmed'), ...view.events('supplement_signed')].toSorted((a, b) =>
    a.date < b.date ? -1 : a.date > b.date ? 1 : 0,
  );
  const open = view.events('change_request_received').flatMap((request, index) => {
    const own = replies[index];
    const reply = own?.given ?? null;
    const until = replyBy(view, request);
    const late = until !== null && silenceCounts(view, request) && (reply === null || reply.date > until);
    const deemed = late && view.today > until ? view.days.addDays(until, 1) : null;
    const agreed = own !== undefined && agreedIn(own) === true ? (reply?.date ?? null) : null;
    const on = deemed ?? agreed;
    return on === null ? [] : [{ no: request.n ?? index + 1, on, deemed: deemed !== null }];
  });
  const written = pairs(
    open.map(({ on, no }) => ({ on, n: no })),
    free,
  );
  return open.map(({ no, on, deemed }, index) => ({
    suffix: `#${no}`,
    title: deemed
      ? both(
          `第${no}次变更请求已于${on}视为同意：写成书面确认单`,
          `Request ${no} counts as agreed since ${on}: put it into writing`,
        )
      : both(`第${no}次变更请求已同意：写成书面确认单`, `Request ${no} was agreed: put it into writing`),
    trigger: { date: () => on, label: 'change_replied' },
    met: written[index] ? { on: written[index].date, by: written[index].key } : null,
  }));
}

const means = both('逾期未予答复的，视为同意', 'Not answered in time, the request counts as agreed');

/** Article 7: the reply that silence replaces (B-T12), and the change in writing (B-C01). */
export const changeDeadlines: readonly Deadline[] = [
  {
    rule: 'B-T12',
    key: 'change_reply_due',
    title: both('答复变更请求（逾期视为同意）', 'Answer the request (silence counts as consent)'),
    obligor: 'either',
    obligee: 'other',
    clause: at(159),
    trigger: { event: 'change_request_received' },
    count: { offset: { field: 'change_reply_days' }, unit: 'natural_day', dir: 'after' },
    metBy: ['change_replied', 'change_reply_delivered'],
    silence: { means, reply: { delivered: 'change_reply_delivered', letter: replyLetter } },
    reading: readings.q20,
    onMiss: both(
      '逾期未予答复的，视为同意（限第七条四种情形）；无此依据的须协商一致，不产生默示同意。',
      'Silence counts as consent on article 7’s four grounds; otherwise it means nothing.',
    ),
    instances: requests,
  },
  {
    rule: 'B-C01',
    key: 'change_in_writing',
    title: both('变更写成书面', 'Put the change into writing'),
    obligor: 'both',
    obligee: 'both',
    clause: at(159),
    trigger: { event: 'change_request_received' },
    count: { offset: { field: 'return_working_days' }, unit: 'working_day', dir: 'after' },
    metBy: ['change_confirmed', 'supplement_signed'],
    reading: readings.q12,
    internal: true,
    confidence: 'read',
    onMiss: both('口头变更难以证明。', 'An unwritten change is hard to prove.'),
    instances: confirmations,
  },
];
