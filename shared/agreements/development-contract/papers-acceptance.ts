import type { FieldValue } from '../../model/record.ts';
import { chineseDate } from '../../papers/compose.ts';
import type { PaperOffer, PaperWords } from '../define-paper.ts';
import type { View } from '../define-view.ts';
import { namesIn } from '../papers.ts';
import { at } from './clauses.ts';
import { both } from './words.ts';

const said = (value: FieldValue | undefined): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
const dated = (value: FieldValue | undefined): string => said(value).replaceAll('-', '');
const yes = (value: FieldValue | undefined): string => (value === true ? '是' : value === false ? '否' : '');

/** 签署页, as L366–L382 print the places. */
export const placesA = [
  '甲方：　{party_a_name}　（盖章）',
  '法定代表人/委托代理人：　　　　　（签名）',
  '　　年　月　日',
];
export const placesB = [
  '乙方：　{party_b_name}　（盖章）',
  '法定代表人/委托代理人：　　　　　（签名）',
  '经办人：　　　　　（签名）',
  '　　年　月　日',
];

/** 成果交付: each result with its copies. */
export const deliveryRows = (view: View): string[][] =>
  view
    .entries('outputs')
    .map((row, index) => [
      String(index + 1),
      said(row['title']),
      said(row['paper']),
      said(row['electronic']),
      said(row['disc']),
      dated(row['delivered_on']),
    ]);

/** 技术内容表 item by item, with the results that answer to each (B-D02). */
function moduleRows(view: View): string[][] {
  const outputs = view.entries('outputs');
  return view.rows('tech_content').map((row, index) => {
    const results = outputs.filter(
      ({ content_nos: nos }) => Array.isArray(nos) && nos.some((no) => numberOf(no) === said(row['no'])),
    );
    const titles = results.map((output) => said(output['title'])).join('、');
    return [said(row['no']) || String(index + 1), said(row['name']), said(row['detail']), titles, ''];
  });
}

function numberOf(value: FieldValue): string {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? said(value['no'] ?? value['name'])
    : said(value);
}

const record =
  (title: string, event: string, conclusion: string) =>
  (view: View): PaperWords => ({
    values: {
      record_title: title,
      held_on: chineseDate(view.eventDate(event)),
      place: view.text('delivery_place'),
      method: view.text('acceptance_method'),
      conclusion,
    },
    tables: { modules: moduleRows(view), deliveries: deliveryRows(view) },
  });

const people = (view: View): PaperWords => ({
  tables: {
    people: view
      .entries('people')
      .map((row, index) => [
        String(index + 1),
        said(row['name']),
        said(row['role']),
        yes(row['regular']),
        dated(row['background_checked_on']),
        dated(row['nda_signed_on']),
        dated(row['left_on']),
        '',
      ]),
  },
});

const sources: Readonly<Record<string, string>> = {
  risk: '风险评估报告',
  mlps3: '三级等保测评报告',
  incident: '网络安全事件',
};

const rectified =
  (title: string, rule: string) =>
  (view: View): PaperWords => {
    const failed = view.events('acceptance_failed').at(-1);
    return {
      values: {
        report_title: title,
        failed_on: failed === undefined ? '—' : chineseDate(failed.date),
        failed_why: failed === undefined ? '—' : (failed.note ?? ''),
        rule_words: rule,
      },
      tables: {
        rectifications: view
          .entries('rectifications')
          .map((row, index) => [
            String(index + 1),
            sources[said(row['source'])] ?? '',
            said(row['item']),
            dated(row['due']),
            dated(row['done_on']),
            '',
          ]),
      },
    };
  };

/** Who completed the results (B-L01), as the results name them, else the people of the project. */
function authorRows(view: View): string[][] {
  const done = new Map<string, string[]>();
  for (const row of view.entries('outputs'))
    for (const name of namesIn(row['authors']).split('、').filter(Boolean))
      done.set(name, [...(done.get(name) ?? []), said(row['title'])]);
  const named = [...done].map(([name, titles]) => [name, titles.join('、')]);
  const rows = named.length > 0 ? named : view.entries('people').map((row) => [said(row['name']), '']);
  return rows.map((row, index) => [String(index + 1), ...row, '']);
}

const bToA = { from: 'party_b', to: 'party_a' } as const;

/** What the packages P-B1 to P-B4 ask for and the record can fill. */
export const acceptancePapers: readonly PaperOffer[] = [
  {
    from: 'party_a',
    to: 'party_b',
    key: 'online_proof',
    template: 'running-proof',
    rule: 'B-T10',
    title: both('上线证明', 'Proof that it runs'),
    clause: at(139),
    pieces: ['online_proof'],
    words: (view) => ({
      values: { basis: '第五条', online_on: chineseDate(view.eventDate('system_online')) },
    }),
  },
  {
    ...bToA,
    key: 'initial_acceptance',
    template: 'acceptance-record',
    rule: 'B-D05',
    title: both('初验文件', 'Document of first acceptance'),
    clause: at(139),
    pieces: ['initial_acceptance'],
    signatures: [...placesA, ...placesB],
    words: record('初验文件', 'initial_acceptance_passed', '经初验，系统〔待填：通过或者不通过〕初验。'),
  },
  {
    ...bToA,
    key: 'acceptance_application',
    template: 'acceptance-application',
    rule: 'B-D06',
    title: both('验收申请', 'Application for acceptance'),
    clause: at(236),
    deadlines: ['final_acceptance_month'],
    words: (view) => ({
      values: {
        basis: '合同',
        due: '',
        progress: '',
        contact: view.text('contact_name_b'),
        phone: view.text('contact_phone_b'),
      },
    }),
  },
  {
    ...bToA,
    key: 'technical_summary',
    template: 'technical-summary',
    rule: 'B-D03',
    title: both('技术总结', 'Technical summary'),
    clause: at(228),
    pieces: ['summary'],
    signatures: placesB,
    words: (view) => ({ tables: { modules: moduleRows(view), authors: authorRows(view) } }),
  },
  {
    ...bToA,
    key: 'acceptance_record',
    template: 'acceptance-record',
    rule: 'B-D06',
    title: both('现场验收记录', 'Record of acceptance'),
    clause: at(236),
    pieces: ['acceptance_record'],
    signatures: [...placesA, ...placesB],
    words: record(
      '现场验收记录',
      'acceptance_meeting',
      '经现场验收，研究开发成果〔待填：合格或者不合格〕。两次未通过的，甲方有权解除合同（第二十一条4）。',
    ),
  },
  {
    ...bToA,
    key: 'training_record',
    template: 'training-record',
    rule: 'B-D08',
    title: both('培训记录', 'Trainings'),
    clause: at(268),
    pieces: ['training'],
    deadlines: ['yearly_training'],
    signatures: ['甲方：　{party_a_name}　（签字）', '乙方：　{party_b_name}　（签字）'],
    words: (view) => ({
      tables: {
        trainings: view
          .entries('trainings')
          .map((row, index) => [
            String(index + 1),
            dated(row['on']),
            row['kind'] === 'security' ? '安全培训、监督检查' : '系统使用、技术、运维培训',
            said(row['subject']),
            said(row['people']),
            '',
          ]),
        // To be signed by hand: nothing to fill in before.
        sign_in: Array.from({ length: 16 }, (_, index) => [String(index + 1), '', '', '', '']),
      },
    }),
  },
  {
    ...bToA,
    key: 'rectification_report',
    template: 'rectification-report',
    rule: 'B-B04',
    title: both('二次验收整改报告', 'Report for the second acceptance'),
    clause: at(282),
    pieces: ['second_try'],
    signatures: placesB,
    words: rectified('二次验收整改报告', '两次未通过甲方所组织的验收的，甲方有权解除合同（第二十一条4）。'),
  },
  {
    ...bToA,
    key: 'security_rectification',
    template: 'rectification-report',
    rule: 'B-P13',
    title: both('网络安全整改记录', 'What was mended for security'),
    clause: at(230),
    pieces: ['mlps', 'risk_assessment'],
    deadlines: ['rectification_done'],
    signatures: placesB,
    words: rectified(
      '网络安全整改记录',
      '在系统建设和运维期内，乙方配合甲方按风险评估报告、三级等保测评报告和网络安全事件开展免费整改（第十三条1）。',
    ),
  },
  {
    ...bToA,
    key: 'change_confirmation',
    template: 'change-confirmation',
    rule: 'B-C01',
    title: both('变更确认单', 'Confirmed change'),
    clause: at(159),
    pieces: ['change_forms'],
    change: 'one_sided',
    signatures: [...placesA, ...placesB],
    words: (view) => ({
      values: {
        subject: said(view.events('change_request_received').at(-1)?.values?.['subject']),
        rule_words: '本合同的变更由双方协商一致，并以书面形式确定（合同第七条）。',
      },
    }),
  },
  {
    ...bToA,
    key: 'need_to_know',
    template: 'need-to-know-list',
    rule: 'B-S09',
    title: both('知悉名单', 'Who knew'),
    clause: at(455),
    pieces: ['need_to_know'],
    signatures: ['乙方：　{party_b_name}　（盖章）', '　　年　月　日'],
    words: people,
  },
  {
    ...bToA,
    key: 'staff_undertaking',
    template: 'staff-undertaking',
    rule: 'B-S13',
    title: both('项目人员保密承诺书', 'Undertaking of the staff'),
    clause: at(463),
    pieces: ['staff_ndas'],
    deadlines: ['staff_nda'],
    words: (view) => ({
      tables: {
        people: view
          .entries('people')
          .map((row, index) => [String(index + 1), said(row['name']), said(row['role']), '', '']),
      },
    }),
  },
  {
    ...bToA,
    key: 'copies_register',
    template: 'copies-register',
    rule: 'B-N01',
    title: both('合同份数去向登记表', 'Where the copies of the contract went'),
    clause: at(362),
    pieces: ['contract'],
    words: (view) => ({
      values: { rule_words: `本合同一式${view.integer('copies') ?? 6}份，具有同等法律效力（第三十条）。` },
      tables: {
        copies: view
          .entries('copies')
          .map((row, index) => [
            String(index + 1),
            said(row['no']),
            said(row['holder']),
            dated(row['received_on']),
            '',
          ]),
      },
    }),
  },
];
