import { isEmpty } from '../../engine/compare.ts';
import type { Deliverable, Problem, Rule, View } from '../define.ts';
import { at } from './clauses.ts';
import { planParts } from './fields-work.ts';
import { both, has, pathOf, rowsThat, rule, say } from './words.ts';

const delivered = (view: View) => has(view, 'results_delivered', 'final_acceptance_passed');

function plan(view: View): Problem[] {
  if (!has(view, 'rd_plan_submitted')) return [];
  const there = view
    .rows('rd_plan_parts')
    .filter((row) => row['present'] === true)
    .map((row) => row['part']);
  return planParts
    .filter((part) => !there.includes(part))
    .flatMap((part) =>
      say('block', 'fields.rd_plan_parts', `研究开发计划缺“${part}”`, `The plan lacks “${part}”`),
    );
}

/** B-D02: every line of the table of contents is answered by something delivered. */
function mapped(view: View): Problem[] {
  if (!delivered(view)) return [];
  const answered = view.entries('outputs').flatMap((row) => {
    const list = row['content_nos'];
    return Array.isArray(list)
      ? list.map((each) =>
          typeof each === 'object' && each !== null && !Array.isArray(each) ? each['no'] : each,
        )
      : [];
  });
  return view.rows('tech_content').flatMap((row, index) => {
    const no = row['no'] ?? index + 1;
    return answered.includes(no)
      ? []
      : say(
          'block',
          `fields.tech_content[${index}]`,
          `技术内容第${String(no)}项没有对应的成果`,
          `Nothing answers content ${String(no)}`,
        );
  });
}

const documents = ['技术设计书', '技术总结', '测试报告', '用户手册'];

function papers(view: View): Problem[] {
  if (!delivered(view)) return [];
  const titles = view.entries('outputs').map((row) => String(row['title'] ?? ''));
  return documents
    .filter((name) => !titles.some((title) => title.includes(name)))
    .flatMap((name) => say('block', 'entries.outputs', `成果缺${name}`, `${name} is missing`));
}

function executable(view: View): Problem[] {
  return delivered(view) && !view.entries('outputs').some((row) => row['type'] === '可执行程序')
    ? say('block', 'entries.outputs', '成果缺可执行程序', 'The executable is missing')
    : [];
}

function proved(key: string, zh: string, en: string) {
  return (view: View): Problem[] => {
    const event = view.events(key)[0];
    return event !== undefined && event.evidence.length === 0 ? say('warn', pathOf(view, key), zh, en) : [];
  };
}

function receipts(view: View): Problem[] {
  return rowsThat(
    view,
    'outputs',
    (row) => !isEmpty(row['delivered_on'] ?? null) && isEmpty(row['received_on'] ?? null),
  ).flatMap(({ path }) => say('warn', path, '无甲方签收，不得标“已交付”', 'Not signed for: not delivered'));
}

function trained(view: View): Problem[] {
  return has(view, 'final_acceptance_passed') &&
    !view.entries('trainings').some((row) => row['kind'] === 'service')
    ? say('warn', 'entries.trainings', '没有使用、技术、运维培训记录', 'No training of the users is recorded')
    : [];
}

function secured(view: View): Problem[] {
  if (!has(view, 'final_acceptance_passed')) return [];
  const lacks: [string, string][] = [
    ['people', '员工保密协议'],
    ['account_grants', '账号授权与交还记录'],
    ['rectifications', '等保三级测评、风险评估整改记录'],
  ];
  return lacks.flatMap(([key, zh]) =>
    view.entries(key).length > 0 ? [] : say('warn', `entries.${key}`, `缺${zh}`, `${key}: no record`),
  );
}

function reviewed(view: View): Problem[] {
  return rowsThat(
    view,
    'outputs',
    (row) =>
      row['type'] === '文字资料' &&
      !isEmpty(row['delivered_on'] ?? null) &&
      isEmpty(row['reviewed_by'] ?? null),
  ).flatMap(({ path }) =>
    say('warn', path, '数据计算、技术经济资料须有复核签字', 'Data and figures are checked and signed'),
  );
}

function authors(view: View): Problem[] {
  return rowsThat(
    view,
    'outputs',
    (row) => row['type'] === '文字资料' && isEmpty(row['authors'] ?? null),
  ).flatMap(({ path }) =>
    say(
      'warn',
      path,
      '没有完成者名单：研发人员有署名权',
      'No list of authors: they have the right to be named',
    ),
  );
}

function namesAuthors(view: View): Problem[] {
  return rowsThat(
    view,
    'outputs',
    (row) => row['type'] === '文字资料' && row['names_authors'] === false,
  ).flatMap(({ path }) =>
    say('block', path, '技术成果文件须写明技术成果完成者', 'The paper names its authors'),
  );
}

/** B-N02, B-Q10: two of each, on paper, as file, on disc. */
function copies(view: View): Problem[] {
  const wanted = view.integer('delivery_copies') ?? 2;
  const few = (value: unknown) => typeof value === 'number' && value < wanted;
  return rowsThat(view, 'outputs', (row) =>
    row['type'] === '文字资料'
      ? few(row['paper'] ?? 0) || few(row['electronic'] ?? 0)
      : few(row['disc'] ?? 0),
  ).flatMap(({ path }) =>
    say(
      'block',
      path,
      `成果一式${wanted}份：纸、电、光盘全部×${wanted}`,
      `${wanted} copies of each: paper, file, disc`,
    ),
  );
}

/** B-N01, B-Q11: where the copies of the contract went. */
function contractCopies(view: View): Problem[] {
  if (!has(view, 'agreement_effective')) return [];
  const wanted = view.integer('copies') ?? 6;
  const rows = view.entries('copies');
  if (rows.length === 0)
    return say(
      'warn',
      'entries.copies',
      '份数去向未登记；建议甲2乙2、采购/财政1、技术合同登记1，须人工确认',
      'Say where the copies went: two, two, one, one',
      'B-Q11',
    );
  return rows.length === wanted
    ? []
    : say(
        'warn',
        'entries.copies',
        `合同一式${wanted}份，已登记${rows.length}份`,
        `${wanted} copies, ${rows.length} entered`,
      );
}

const item = (
  id: string,
  key: string,
  zh: string,
  en: string,
  line: number,
  evidence: { zh: string; en: string },
  check: Rule['check'],
  quantity: Deliverable['quantity'] = 1,
): Deliverable => ({
  rule: id,
  key,
  title: both(zh, en),
  clause: at(line),
  quantity,
  evidence,
  ...(check ? { check } : {}),
});

/** What is delivered and what proves it (B-D01–B-D11). */
export const deliverables: readonly Deliverable[] = [
  item('B-D01', 'plan', '研究开发计划', 'Development plan', 95, both('必含4部分', 'Four parts'), plan),
  item(
    'B-D02',
    'system',
    '应用场景系统',
    'The system',
    228,
    both('光盘；模块与技术内容逐项映射', 'Disc; mapped to the contents'),
    mapped,
    { field: 'delivery_copies' },
  ),
  item(
    'B-D03',
    'documents',
    '技术设计书、技术总结、测试报告、用户手册',
    'Four documents',
    228,
    both('书面和电子', 'On paper and as file'),
    papers,
    { field: 'delivery_copies' },
  ),
  item('B-D04', 'executable', '可执行程序', 'Executable', 228, both('光盘', 'Disc'), executable, {
    field: 'delivery_copies',
  }),
  item(
    'B-D05',
    'first_acceptance',
    '初验文件',
    'Document of first acceptance',
    139,
    both('付款门2', 'Gate of instalment 2'),
    proved(
      'initial_acceptance_passed',
      '初验没有文件，第2期款的门不成立',
      'First acceptance has no document',
    ),
  ),
  item(
    'B-D06',
    'acceptance',
    '验收合格文件',
    'Document of acceptance',
    236,
    both('现场验收记录、签字盖章', 'The record, signed and sealed'),
    proved('final_acceptance_passed', '验收合格没有现场验收记录', 'Acceptance has no record'),
  ),
  item('B-D07', 'receipts', '送达签收单', 'Receipts', 232, both('每次交付', 'Each delivery'), receipts),
  item(
    'B-D08',
    'training',
    '培训记录',
    'Trainings',
    268,
    both('使用、技术、运维培训', 'Use, technology, operation'),
    trained,
  ),
  item(
    'B-D09',
    'security',
    '安全整改、应急预案、保密协议、账号授权与交还记录',
    'Security papers',
    230,
    both('各1套', 'One of each'),
    secured,
  ),
  item(
    'B-D10',
    'reviewed',
    '数据计算、技术经济资料的复核',
    'Data checked',
    234,
    both('复核签字', 'Signed'),
    reviewed,
  ),
  item('B-D11', 'authors', '完成者名单', 'List of authors', 260, both('名单', 'The list'), authors),
];

/** Checks of copies and of names on the papers (B-N, B-L01). */
export const resultChecks: readonly Rule[] = [
  rule('B-N01', 'contract_copies', both('合同份数去向', 'Copies of the contract'), 362, contractCopies),
  rule('B-N02', 'result_copies', both('成果一式两份', 'Copies of the results'), 228, copies),
  rule('B-L01', 'names_authors', both('写明技术成果完成者', 'The authors are named'), 260, namesAuthors),
];
