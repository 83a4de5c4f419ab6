import { chainProblems } from '../../engine/chain.ts';
import type { Problem, View } from '../define.ts';
import { owesPaper, owesPatent } from './deadlines.ts';
import { has, one, pathOf } from './problems.ts';

/** What lacks once the project is closed: a deliverable's own check. */
export function lacksAtClosing(
  pieces: readonly string[],
  events: readonly string[],
  zh: string,
  en: string,
  owed: (view: View) => boolean = () => true,
) {
  return (view: View): Problem[] => {
    if (!has(view, 'project_closed') || !owed(view) || has(view, ...events)) return [];
    const bound = view.entries('materials').some((row) => pieces.includes(String(row['piece'])));
    return bound
      ? []
      : one('warn', pathOf(view, 'project_closed'), `已结题而没有${zh}`, `Closed without ${en}`);
  };
}

/** A-D01: the interim report is proved by its receipt or by the sealed paper itself. */
export function midtermProved(view: View): Problem[] {
  const [submitted] = view.events('midterm_submitted');
  const bound = view.entries('materials').some((row) => row['piece'] === 'midterm_report');
  return submitted && submitted.evidence.length === 0 && !bound && has(view, 'project_closed')
    ? one(
        'warn',
        `events[${view.record.events.indexOf(submitted)}].evidence`,
        '已结题而没有中期报告',
        'Closed without an interim report',
      )
    : [];
}

/** A-D09: the archive is handed over with a list and a receipt. */
export function archivedWithList(view: View): Problem[] {
  const index = view.record.events.findLastIndex((event) => event.key === 'archived');
  const event = view.record.events[index];
  const listed = view.entries('materials').some((row) => row['piece'] === 'handover_list');
  return event && !listed && event.evidence.length === 0
    ? one(
        'warn',
        `events[${index}]`,
        '归档须有移交清单和签收',
        'The archive is handed over with a list and a receipt',
      )
    : [];
}

/** A-D04: patent or paper by choice, each with its own proof. */
export function proofAtClosing(view: View): Problem[] {
  const lacks = (zh: string, en: string, piece: string, event: string, owed: (view: View) => boolean) =>
    lacksAtClosing([piece], [event], zh, en, owed)(view);
  return [
    ...lacks(
      '专利申请受理通知书',
      'the patent receipt',
      'patent_receipt',
      'patent_receipt_submitted',
      owesPatent,
    ),
    ...lacks(
      '论文投稿证明',
      'the proof of submission',
      'paper_submission_proof',
      'paper_submission_proved',
      owesPaper,
    ),
  ];
}

/** A-C01: application, written approval, then the change. */
export function leaderChain(view: View): Problem[] {
  return [
    ...chainProblems(view, ['leader_change_applied'], ['leader_change_approved']),
    ...chainProblems(view, ['leader_change_applied', 'leader_change_approved'], ['leader_changed']),
  ];
}

/** A-C02: leader, party B, party A, and only then is it done. */
export function planChain(view: View): Problem[] {
  const consents = ['change_applied', 'change_reviewed'] as const;
  const approvals = ['change_approved', 'extension_approved', 'early_closing_approved'] as const;
  const found = chainProblems(view, consents, approvals);
  const approved = approvals.flatMap((key) => view.events(key));
  view.events('change_carried_out').forEach((event, nth) => {
    if (approved.filter((other) => other.date <= event.date).length <= nth)
      found.push(
        ...one(
          'block',
          `events[${view.record.events.indexOf(event)}]`,
          `${event.date}施行变更，甲方尚未审批同意`,
          `Carried out on ${event.date} before party A approved`,
        ),
      );
  });
  return found;
}

/** A-C03: a great change of circumstances ends in a supplement in writing. */
export function supplementNeeded(view: View): Problem[] {
  const changed = view.eventDate('circumstances_changed');
  return changed && !view.events('supplement_signed').some((event) => event.date >= changed)
    ? one(
        'warn',
        pathOf(view, 'circumstances_changed'),
        '客观情况重大变动：协商一致的，应签订书面补充协议',
        'A great change: what both agree on goes into a supplement',
      )
    : [];
}

/** A-C04: a notice for each change of contact; consent is not needed. */
export function contactNoticed(view: View): Problem[] {
  const due = view.events('contact_change_effective').filter((event) => event.date <= view.today).length;
  return view.events('contact_change_noticed').length < due
    ? one(
        'warn',
        pathOf(view, 'contact_change_effective'),
        '联系人已变更，没有书面通知对方的记录',
        'The contact changed and no notice is recorded',
      )
    : [];
}

/** A-C05: notice and proof first, then delay, revision or exemption. */
export function majeureChain(view: View): Problem[] {
  return chainProblems(view, ['force_majeure_noticed', 'force_majeure_proved'], ['force_majeure_relief']);
}

/** A-B01: party B ends the project only where payment is refused without reason. */
export function terminationGround(view: View): Problem[] {
  if (!has(view, 'terminated_by_b')) return [];
  const excused = has(view, 'payment_applied', 'payment_received', 'fiscal_delay');
  return excused
    ? one(
        'warn',
        pathOf(view, 'terminated_by_b'),
        '甲方已提出支付申请或因财政审批延迟，不属于无正当理由拒付，乙方终止的依据须另行说明',
        'Party A applied for payment or the treasury delayed: that is no refusal; say on what ground',
      )
    : [];
}

/** A-B02: what party A had redone, and when it was. */
export function reworkOpen(view: View): Problem[] {
  return view.events('rework_required').length > view.events('rework_done').length
    ? one(
        'warn',
        pathOf(view, 'rework_required'),
        '甲方要求的修改、重做尚未完成；致延期的，乙方负违约责任',
        'Rework is open; what is late for it is a breach of party B',
      )
    : [];
}

/** A-B03: held back, suspended or revoked only in one of the four cases, which is named. */
export function caseNamed(view: View): Problem[] {
  const keys = ['payment_withheld', 'project_suspended', 'project_revoked'];
  return view.record.events.flatMap((event, index): Problem[] =>
    keys.includes(event.key) && !event.values?.['cause'] && !event.note
      ? one(
          'warn',
          `events[${index}]`,
          '缓拨、中止、撤销须属第十二条（二）1四种情形之一，尚未注明',
          'Which of the four cases it is, is not said',
        )
      : [],
  );
}

/** A-B04: a notice of breach stays open until it is made good. */
export function breachOpen(view: View): Problem[] {
  return view.events('breach_notice_received').length > view.events('breach_remedied').length
    ? one(
        'warn',
        pathOf(view, 'breach_notice_received'),
        '收到违约通知，尚未登记补救；费用由乙方承担',
        'A notice of breach is open; to be made good at party B’s cost',
      )
    : [];
}

/** A-B05: after revocation what is left and the equipment go back; all may be claimed. */
export function givenBack(view: View): Problem[] {
  const ended = ['project_revoked', 'project_suspended'].find((key) => has(view, key));
  if (
    !ended ||
    has(view, 'assets_returned') ||
    (ended === 'project_suspended' && has(view, 'project_resumed'))
  )
    return [];
  return one(
    'warn',
    pathOf(view, ended),
    '课题撤销或中止：剩余经费和用经费购买的设备须缴回甲方，甲方可追回全部已拨经费',
    'Revoked or suspended: what is left and the equipment go back; party A may claim all',
  );
}

/** A-B06: negotiation and mediation come before the court of party A’s seat. */
export function negotiatedFirst(view: View): Problem[] {
  return has(view, 'litigation_started') && !has(view, 'negotiation_failed')
    ? one(
        'warn',
        pathOf(view, 'litigation_started'),
        '起诉前应先协商、调解，尚无记录；管辖为甲方所在地人民法院',
        'Negotiation comes first; the court is that of party A’s seat',
      )
    : [];
}
