import type { States } from '../define.ts';
import { acceptedOn, contractEnd, signedOn } from './days.ts';
import { both } from './words.ts';

/** The way of a development contract (rulebook P, state machine B). */
export const states: States = {
  path: [
    { state: 'draft', title: both('拟稿', 'Draft'), reached: null },
    { state: 'signed', title: both('已签', 'Signed'), reached: signedOn },
    { state: 'effective', title: both('生效', 'In force'), reached: 'agreement_effective' },
    { state: 'plan_submitted', title: both('计划已交', 'Plan in'), reached: 'rd_plan_submitted' },
    { state: 'built', title: both('研发完成', 'Built'), reached: 'system_built' },
    { state: 'online', title: both('已上线', 'Online'), reached: 'system_online' },
    {
      state: 'initial_accepted',
      title: both('通过初验', 'First acceptance'),
      reached: 'initial_acceptance_passed',
    },
    { state: 'trial', title: both('试运行', 'Trial'), reached: 'trial_started' },
    { state: 'final_accepted', title: both('验收合格', 'Accepted'), reached: 'final_acceptance_passed' },
    {
      state: 'maintenance',
      title: both('免费维护', 'Maintenance'),
      // Acceptance is a milestone and needs its evidence here as well (G-019).
      reached: (view) => {
        const on = acceptedOn(view);
        const proved = view.events('final_acceptance_passed').some(({ evidence }) => evidence.length > 0);
        return on === null || !proved ? null : view.days.addDays(on, 1);
      },
    },
    { state: 'returned', title: both('资料已归还', 'Materials returned'), reached: 'materials_returned' },
    { state: 'expired', title: both('届满', 'Expired'), reached: contractEnd },
  ],
  side: [
    {
      state: 'change_pending',
      title: both('变更请求待答复', 'Request unanswered'),
      event: 'change_request_received',
      until: ['change_replied', 'change_reply_delivered'],
    },
    {
      state: 'suspended',
      title: both('乙方暂停', 'Suspended by party B'),
      event: 'suspension_noticed',
      until: 'work_resumed',
    },
    {
      state: 'terminated',
      title: both('已解除', 'Terminated'),
      event: 'termination_notice_received',
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
