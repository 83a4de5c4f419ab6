import type { Problem, Rule, View } from '../define.ts';
import { at } from './clauses.ts';
import { extended } from './deadlines.ts';
import { both } from './words.ts';

function effectiveDay(view: View): Problem[] {
  const effective = view.eventDate('agreement_effective');
  const [a, b] = [view.date('sign_date_a'), view.date('sign_date_b')];
  const last = a && b ? (a > b ? a : b) : (a ?? b);
  const index = view.record.events.findIndex((event) => event.key === 'agreement_effective');
  if (effective && last && effective < last) {
    return [
      {
        severity: 'warn',
        path: `events[${index}].date`,
        message: both(
          `生效日${effective}早于签订日${last}；生效以后一方签字盖章为准`,
          `In force on ${effective}, before the signature on ${last}; the later party decides`,
        ),
      },
    ];
  }
  if (!effective && last && last <= view.today) {
    return [
      {
        severity: 'warn',
        path: 'events',
        message: both(
          '尚未登记协议生效（双方签字并盖章），一切期限不启动',
          'The agreement is not recorded as in force: no period runs',
        ),
      },
    ];
  }
  return [];
}

/** A-T05: when the materials went in, against the day of the meeting. */
function materialsInTime(view: View): Problem[] {
  const meeting = view.eventDate('acceptance_meeting');
  const lead = view.integer('acceptance_lead_working_days') ?? 0;
  if (!meeting) return [];
  // Counting 0 back is the day of the meeting, on a Saturday too.
  const last = lead === 0 ? meeting : view.days.addWorkdays(meeting, -lead).date;
  const safe = view.days.addWorkdays(last, -1).date;
  // A-D06: application and materials go in together; where only one was recorded, it stands for both.
  const key = view.eventDate('materials_submitted') ? 'materials_submitted' : 'acceptance_applied';
  const submitted = view.eventDate(key);
  const index = view.record.events.findIndex((event) => event.key === key);
  if (submitted && submitted > last) {
    return [
      {
        severity: 'block',
        path: `events[${index}].date`,
        message: both(
          `资料${submitted}提交，晚于验收会${meeting}前第${lead}个工作日${last}`,
          `Materials handed in on ${submitted}, after ${last}, working day ${lead} before the meeting of ${meeting}`,
        ),
      },
    ];
  }
  if (submitted && submitted > safe) {
    return [
      {
        severity: 'warn',
        path: `events[${index}].date`,
        message: both(
          `资料${submitted}提交，不足整${lead}个工作日间隔（谨慎日${safe}）`,
          `Handed in on ${submitted}: less than ${lead} whole working days between (careful day ${safe})`,
        ),
      },
    ];
  }
  if (!submitted && view.today > last && view.eventDate('project_closed') === null) {
    return [
      {
        severity: 'warn',
        path: 'events',
        message: both(
          `验收会${meeting}的资料最迟${last}提交，今天${view.today}尚未登记提交`,
          `The materials for the meeting of ${meeting} were due on ${last}; none are recorded`,
        ),
      },
    ];
  }
  return [];
}

/** A-Q03: the meeting and the materials, counted back from the completion date. */
function planBack(view: View): Problem[] {
  const due = extended('completion_due')(view);
  const meeting = view.eventDate('acceptance_meeting');
  if (!due || view.eventDate('project_closed')) return [];
  const lead = view.integer('acceptance_lead_working_days') ?? 0;
  if (meeting && meeting > due) {
    const index = view.record.events.findIndex((event) => event.key === 'acceptance_meeting');
    return [
      {
        severity: 'warn',
        path: `events[${index}].date`,
        message: both(
          `验收会${meeting}晚于完成并通过验收的期限${due}`,
          `The meeting (${meeting}) comes after the day by which acceptance must be passed (${due})`,
        ),
      },
    ];
  }
  if (meeting) return [];
  const lastMeeting = view.days.lastWorkdayBefore(due);
  const materials = view.days.addWorkdays(lastMeeting, -lead).date;
  const careful = view.days.addWorkdays(materials, -1).date;
  return [
    {
      severity: 'info',
      path: 'fields.completion_due',
      message: both(
        `倒排：验收会不晚于${lastMeeting}，申请和资料不晚于${materials}（内控${careful}）`,
        `Counted back: meeting by ${lastMeeting}, application and materials by ${materials} (careful ${careful})`,
      ),
    },
  ];
}

/** A-T02, A-T03: what came after its fixed day, or has not come and the day is over. */
function inTime(
  field: 'midterm_due' | 'completion_due',
  key: string,
  what: Problem['message'],
  then: Problem['message'],
) {
  return (view: View): Problem[] => {
    const due = extended(field)(view);
    const effective = view.eventDate('agreement_effective');
    // A-T01: before the agreement is in force nothing is late.
    if (!due || !effective || effective > view.today) return [];
    const done = view.events(key).find((event) => event.date <= view.today);
    if (done && done.date > due) {
      return [
        {
          severity: 'warn',
          path: `events[${view.record.events.indexOf(done)}].date`,
          message: both(
            `${done.date}${what.zh}，晚于期限${due}；${then.zh}`,
            `${what.en} on ${done.date}, after ${due}; ${then.en}`,
          ),
        },
      ];
    }
    if (done || view.today <= due) return [];
    return [
      {
        severity: 'warn',
        path: 'events',
        message: both(
          `期限${due}已过，今天${view.today}尚未登记${what.zh}；${then.zh}`,
          `${due} has passed and by ${view.today} it is not recorded: ${what.en}; ${then.en}`,
        ),
      },
    ];
  };
}

/** A-Q06: half a year after closing, a reminder where the hard limit is a year. */
function halfYear(view: View): Problem[] {
  const closed = view.eventDate('project_closed');
  const months = view.integer('settlement_months');
  if (!closed || months === null || view.eventDate('finance_settled')) return [];
  const day = view.days.addMonths(closed, months);
  if (view.today < day) return [];
  return [
    {
      severity: 'warn',
      path: 'events',
      message: both(
        `结题后${months}个月（${day}）已到，尚未登记财务结算`,
        `${months} months after closing (${day}) have passed and the accounts are not settled`,
      ),
    },
  ];
}

/** A-Q07: nothing is held back for acceptance. */
function nothingHeldBack(view: View): Problem[] {
  const rows = view.rows('installments');
  const last = rows.at(-1);
  if (!last || rows.length < 2) return [];
  if (!/中期|midterm/u.test(`${last['condition'] ?? ''}${last['trigger'] ?? ''}`)) return [];
  return [
    {
      severity: 'info',
      path: `fields.installments[${rows.length - 1}]`,
      message: both(
        '末期款在中期即付清，验收无扣留款，约束靠追回与信用',
        'All is paid at the interim report; nothing is held back for acceptance',
      ),
    },
  ];
}

/** A-Q11: one person in two offices. */
function twoOffices(view: View): Problem[] {
  const changes = view.events('leader_change_approved').length + view.events('leader_change_applied').length;
  const name = (value: unknown) =>
    typeof value === 'string' ? value : String((value as { name?: unknown } | undefined)?.name ?? '');
  const leader = name(view.value('project_leader'));
  if (changes === 0 || !leader || leader !== name(view.value('contact_b'))) return [];
  if (view.events('contact_change_effective').length > 0) return [];
  return [
    {
      severity: 'warn',
      path: 'fields.contact_b',
      message: both(
        '课题负责人兼乙方联系人：变更负责人的，还须按第六条（二）通知联系人变更',
        'The leader is also the contact: a new leader needs the notice of Article 6 as well',
      ),
    },
  ];
}

/** The rule that the acceptance package asks again. */
export const handedInTime: Rule = {
  rule: 'A-T05',
  key: 'handed_in_time',
  title: both('资料于验收会前按约定工作日提交', 'Materials in time before the meeting'),
  clause: at('第三条（一）1', 66),
  check: materialsInTime,
};

/** The interim package asks this too (P-A1). */
export const midtermInTime: Rule = {
  rule: 'A-T02',
  key: 'midterm_in_time',
  title: both('中期报告如期提交', 'The interim report in time'),
  clause: at('第二条（二）1', 48),
  check: inTime(
    'midterm_due',
    'midterm_submitted',
    both('提交中期报告', 'Interim report submitted'),
    both('须积极补救并承担费用（A-B04）', 'to be made good at party B’s cost (A-B04)'),
  ),
};

/** Checks of events against fields and against each other. */
export const eventChecks: readonly Rule[] = [
  {
    rule: 'A-T01',
    key: 'effective_day',
    title: both('生效以后一方为准', 'The later party decides'),
    clause: at('第十五条（一）', 204),
    check: effectiveDay,
  },
  handedInTime,
  midtermInTime,
  {
    rule: 'A-T03',
    key: 'closed_in_time',
    title: both('如期完成并通过结题验收', 'Completed and accepted in time'),
    clause: at('第二条（二）2', 50),
    check: inTime(
      'completion_due',
      'project_closed',
      both('通过结题验收', 'Acceptance passed'),
      both('延期须经甲方审批同意（A-C02）', 'an extension needs party A’s approval (A-C02)'),
    ),
  },
  {
    rule: 'A-Q03',
    key: 'plan_back',
    title: both('验收倒排', 'Counted back from completion'),
    clause: at('第二条（二）2', 50),
    check: planBack,
  },
  {
    rule: 'A-Q06',
    key: 'half_year',
    title: both('半年提醒、一年硬期限', 'Reminder at half a year'),
    clause: at('第五条（一）', 122),
    check: halfYear,
  },
  {
    rule: 'A-Q07',
    key: 'nothing_held_back',
    title: both('验收无扣留款', 'Nothing held back'),
    clause: at('第四条（二）2(2)', 96),
    check: nothingHeldBack,
  },
  {
    rule: 'A-Q11',
    key: 'two_offices',
    title: both('负责人兼联系人', 'Leader and contact'),
    clause: at('第六条（一）', 132),
    check: twoOffices,
  },
];
