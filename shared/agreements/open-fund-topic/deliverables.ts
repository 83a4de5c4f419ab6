import type { Deliverable, View } from '../define.ts';
import { at } from './clauses.ts';
import { kindOf } from './ledgers.ts';
import { both, say } from './words.ts';

/** D-D01: kinds beyond the six groups are allowed and told; none at all at closing is not. */
function kindsOfOutput(view: View) {
  const rows = view.entries('outputs');
  const unknown = rows.flatMap((row, index) =>
    kindOf(row['type']).group === null && row['type']
      ? say(
          'info',
          `entries.outputs[${index}].type`,
          `“${String(row['type'])}”不在第二十八条所列形式之内（不限于所列）`,
          `“${String(row['type'])}” is none of the kinds listed, which are not the only ones`,
        )
      : [],
  );
  if (rows.length > 0 || view.events('closing_applied').length === 0) return unknown;
  return say(
    'warn',
    'entries.outputs',
    '申请结题而没有登记成果',
    'Closing is applied for without any output',
  );
}

function had(piece: string, event: string, zh: string, en: string) {
  return (view: View) => {
    if (view.events(event).length === 0) return [];
    const bound = view.entries('materials').some((row) => String(row['piece'] ?? '').startsWith(piece));
    return bound ? [] : say('warn', 'entries.materials', zh, en);
  };
}

function progress(view: View) {
  const asked = view.events('progress_requested').filter((event) => event.date <= view.today).length;
  const given = view.events('progress_submitted').length;
  return given < asked && view.events('closing_applied').length > 0
    ? say(
        'warn',
        'events',
        `要求进展报告${asked}次，只提交了${given}次`,
        `${asked} progress reports were asked for, ${given} came`,
      )
    : [];
}

function notice(view: View) {
  const event = view.events('closing_notice')[0];
  return event && event.evidence.length === 0
    ? say(
        'warn',
        `events[${view.record.events.indexOf(event)}].evidence`,
        '结题以结题通知书为证',
        'The closing notice proves the closing',
      )
    : [];
}

function archived(view: View) {
  const closed = view.eventDate('closing_notice');
  return closed && view.events('results_archived').length === 0 && view.today > view.days.addMonths(closed, 3)
    ? say(
        'warn',
        'events',
        `${closed}结题，尚未登记成果归档；未归档的按第四十条处理`,
        `Closed on ${closed}; the results are not archived`,
      )
    : [];
}

function filed(view: View) {
  const awarded = view.eventDate('contract_approved');
  return awarded && view.events('filed_with_ministry').length === 0
    ? say(
        'info',
        'events',
        '资助名单报自然资源部备案尚未登记',
        'The filing with the ministry is not recorded',
      )
    : [];
}

function item(
  rule: string,
  key: string,
  zh: string,
  en: string,
  line: number,
  evidence: Deliverable['evidence'],
  check: NonNullable<Deliverable['check']>,
): Deliverable {
  return { rule, key, title: both(zh, en), clause: at(line), quantity: 1, evidence, check };
}

const decided = ['change_approved', 'change_rejected', 'extension_approved', 'extension_rejected'] as const;

/** What has to be delivered (D-D01–D-D07). */
export const deliverables: readonly Deliverable[] = [
  item('D-D01', 'outputs', '成果', 'Outputs', 109, both('成果和证明', 'Outputs and proofs'), kindsOfOutput),
  item(
    'D-D02',
    'closing_report',
    '结题报告',
    'Closing report',
    89,
    both('须按规定标注', 'Carries the acknowledgement'),
    had(
      'closing_report',
      'closing_applied',
      '申请结题而没有结题报告',
      'Closing is applied for without a report',
    ),
  ),
  item(
    'D-D03',
    'progress',
    '进展报告',
    'Progress reports',
    73,
    both('报告和签收', 'Report and receipt'),
    progress,
  ),
  item('D-D04', 'notice', '结题通知书', 'Closing notice', 99, both('结题通知书', 'The notice'), notice),
  item(
    'D-D05',
    'decision',
    '变更、延期批复文件',
    'Decisions on changes',
    81,
    both('批复文件', 'The decision'),
    (view) =>
      decided.flatMap((key) =>
        view
          .events(key)
          .flatMap((event) =>
            event.evidence.length > 0
              ? []
              : say(
                  'warn',
                  `events[${view.record.events.indexOf(event)}].evidence`,
                  '变更、延期以学术委员会批复文件为证',
                  'The committee’s decision proves it',
                ),
          ),
      ),
  ),
  item('D-D06', 'archive', '成果归档', 'Archive', 175, both('归档清单和签收', 'List and receipt'), archived),
  item('D-D07', 'filing', '备案', 'Filing', 21, both('备案文件', 'The filing'), filed),
];
