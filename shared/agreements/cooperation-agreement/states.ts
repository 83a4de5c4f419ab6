import type { States, View } from '../define.ts';
import { owesPaper } from './deadlines.ts';
import { both } from './words.ts';

/** The day on which both had signed: the event, or the later of the two dates on the page. */
function signedOn(view: View) {
  const [a, b] = [view.date('sign_date_a'), view.date('sign_date_b')];
  return (
    view.eventDate('agreement_signed') ?? (a && b ? (a > b ? a : b) : view.eventDate('agreement_effective'))
  );
}

/** The day the last of the tasks after closing was done: paper, settlement, surplus (A-R07). */
function tailsDone(view: View) {
  const closed = view.eventDate('dossier_closed');
  const surplus = view.events('finance_settled').at(-1)?.values?.['surplus'];
  const days = [
    closed,
    view.eventDate('finance_settled'),
    ...(owesPaper(view) ? [view.eventDate('paper_published')] : []),
    ...(surplus === 0 ? [] : [view.eventDate('surplus_returned')]),
  ];
  const known = days.filter((day) => day !== null);
  return known.length < days.length ? null : known.reduce((last, day) => (day > last ? day : last));
}

/** The way of a cooperation agreement (rulebook P, state machine A). */
export const states: States = {
  path: [
    { state: 'draft', title: both('拟稿', 'Draft'), reached: null },
    { state: 'signed', title: both('已签', 'Signed'), reached: signedOn },
    { state: 'effective', title: both('生效', 'In force'), reached: 'agreement_effective' },
    {
      state: 'midterm_submitted',
      title: both('中期已交', 'Interim report in'),
      reached: 'midterm_submitted',
    },
    {
      state: 'midterm_confirmed',
      title: both('中期已确认', 'Interim report confirmed'),
      reached: 'midterm_confirmed',
    },
    {
      state: 'materials_submitted',
      title: both('验收资料已交', 'Materials in'),
      reached: 'materials_submitted',
    },
    { state: 'accepted', title: both('通过验收', 'Accepted'), reached: 'project_closed' },
    { state: 'archived', title: both('已归档', 'Archived'), reached: 'archived' },
    {
      state: 'closed_with_tail',
      title: both('已结题，尾项未了', 'Closed with tasks left'),
      reached: 'dossier_closed',
    },
    { state: 'closed', title: both('了结', 'Closed'), reached: tailsDone },
  ],
  side: [
    {
      state: 'changing',
      title: both('变更中', 'Changing'),
      event: 'change_request_received',
      until: 'change_approved',
    },
    {
      state: 'early_closing',
      title: both('提前结题', 'Early closing'),
      event: 'early_closing_approved',
      until: 'project_closed',
    },
    {
      state: 'suspended',
      title: both('中止', 'Suspended'),
      event: 'project_suspended',
      until: 'project_resumed',
    },
    { state: 'revoked', title: both('撤销', 'Revoked'), event: 'project_revoked', until: null },
    {
      state: 'terminated_by_b',
      title: both('乙方终止', 'Terminated by party B'),
      event: 'terminated_by_b',
      until: null,
    },
    {
      state: 'force_majeure',
      title: both('不可抗力', 'Force majeure'),
      event: 'force_majeure_start',
      until: 'force_majeure_end',
    },
  ],
};
