import type { CivilDate } from '../../model/units.ts';
import type { States, View } from '../define.ts';
import { directionOf } from './guideline.ts';
import { isJoint } from './fields-guideline.ts';
import { both } from './words.ts';

/** The day of a milestone that is proven (G-019). */
function proven(view: View, key: string): CivilDate | null {
  return (
    view.events(key).find((event) => event.date <= view.today && event.evidence.length > 0)?.date ?? null
  );
}

/** Both sides agree; where the direction asks for no joint application, applying is enough (C-Q10). */
function matched(view: View): CivilDate | null {
  return proven(view, 'joint_matched') ?? (isJoint(view) ? null : proven(view, 'application_submitted'));
}

const matching = (view: View) => [isJoint(view) ? 'joint_matched' : 'application_submitted'];

/** Registered online, in the direction that has it; elsewhere the application itself. */
function registered(view: View): CivilDate | null {
  return proven(view, registering(view));
}

function registering(view: View): string {
  return directionOf(view)?.registration === undefined ? 'application_submitted' : 'brics_registered';
}

/** The way of an application (rulebook P, state machine C). */
export const states: States = {
  path: [
    { state: 'draft', title: both('拟申报', 'Draft'), reached: null },
    { state: 'matched', title: both('双方一致', 'Both agree'), reached: matched, needs: matching },
    { state: 'applied', title: both('已申报', 'Applied'), reached: 'application_submitted' },
    {
      state: 'registered',
      title: both('已联合注册', 'Registered'),
      reached: registered,
      needs: (view) => [registering(view)],
    },
    { state: 'approved', title: both('已立项', 'Approved'), reached: 'approved' },
    { state: 'executing', title: both('执行中', 'Under way'), reached: 'execution_started' },
    { state: 'evaluated', title: both('已评价', 'Evaluated'), reached: 'evaluated' },
    { state: 'data_submitted', title: both('已汇交', 'Data deposited'), reached: 'data_submitted' },
  ],
  side: [
    {
      state: 'changing',
      title: both('双方字段变更中', 'Shared fields changing'),
      event: 'change_here',
      until: 'change_abroad',
    },
  ],
};
