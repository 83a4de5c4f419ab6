import type { States, View } from '../define.ts';
import { fundingEnd } from './deadlines.ts';
import { both } from './words.ts';

/** The day work began: as recorded, else the first money or report after the contract. */
function began(view: View) {
  const days = ['project_started', 'payment_received', 'payment_made', 'progress_submitted']
    .map((key) => view.events(key)[0]?.date)
    .filter((date) => date !== undefined);
  const contract = view.events('contract_approved')[0]?.date;
  const start = view.date('period_start');
  const first = days.toSorted()[0] ?? null;
  if (first !== null) return first;
  return contract && start ? (start > contract ? start : contract) : null;
}

/** The way of an open-fund topic (rulebook P, state machine D). */
export const states: States = {
  path: [
    { state: 'draft', title: both('拟申请', 'Draft'), reached: null },
    { state: 'applied', title: both('已申请', 'Applied'), reached: 'application_submitted' },
    { state: 'formal_ok', title: both('已受理', 'Accepted for review'), reached: 'form_review_passed' },
    { state: 'reviewed', title: both('已评审', 'Reviewed'), reached: 'expert_reviewed' },
    { state: 'awarded', title: both('已资助', 'Awarded'), reached: 'award_notice_received' },
    { state: 'contracted', title: both('已签合同', 'Contracted'), reached: 'contract_approved' },
    { state: 'executing', title: both('实施中', 'Under way'), reached: began },
    { state: 'funding_end', title: both('资助期满', 'Funding ended'), reached: (view) => fundingEnd(view) },
    {
      state: 'closing_applied',
      title: both('已申请结题', 'Closing applied for'),
      reached: 'closing_applied',
    },
    { state: 'accepted', title: both('已结题', 'Closed'), reached: 'closing_notice' },
  ],
  side: [
    { state: 'change', title: both('变更中', 'Changing'), event: 'change_applied', until: 'change_approved' },
    {
      state: 'extension',
      title: both('延期申请中', 'Extension asked for'),
      event: 'extension_applied',
      until: 'extension_approved',
    },
    {
      state: 'second_acceptance',
      title: both('待第二次验收', 'Second acceptance ahead'),
      event: 'closing_refused',
      until: 'closing_notice',
    },
    {
      state: 'correcting',
      title: both('警告、暂缓拨付、限期改正', 'Warned, held back, correcting'),
      event: 'correction_ordered',
      until: 'corrected',
    },
    { state: 'terminated', title: both('已终止', 'Ended'), event: 'sanction_decided', until: null },
    {
      state: 'not_accepted',
      title: both('不予受理', 'Not accepted'),
      event: 'form_review_refused',
      until: null,
    },
    { state: 'not_funded', title: both('不予资助', 'Not funded'), event: 'award_refused', until: null },
  ],
};
