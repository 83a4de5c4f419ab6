import type { ReadResult } from '../../model/reading.ts';
import { byMarks } from '../../reading/marks.ts';
import { openPaper, tell, type Paper } from '../../reading/paper.ts';
import type { ReadableKind } from '../../reading/readable-kind.ts';
import { readClauses } from './reading-clauses.ts';
import { readContractHead } from './reading-head.ts';
import { readLists } from './reading-lists.ts';
import { readContractMoney } from './reading-money.ts';

/** What every contract of this form says; where it was not found, a person has to look. */
const essential: readonly (readonly [key: string, rule: string, zh: string, en: string])[] = [
  ['project_title', 'B-F02', '项目名称', 'title of the project'],
  ['party_a_name', 'B-F03', '委托方名称', 'name of the client'],
  ['party_b_name', 'B-F03', '受托方名称', 'name of the contractor'],
  ['sign_date', 'B-F04', '签订时间', 'day of signature'],
  ['validity_years', 'B-F05', '有效期限', 'validity'],
  ['tech_content', 'B-F08', '技术内容表', 'table of contents'],
  ['phases', 'B-F10', '进度阶段', 'phases'],
  ['total_price', 'B-F12', '经费和报酬总额', 'total'],
  ['installments', 'B-F15', '分期', 'instalments'],
];

/** Reads a development contract (rulebook B.1): what the paper says, in its order, then what disagrees. */
function read(text: string): Omit<ReadResult, 'kind'> {
  const paper = openPaper(text);
  readContractHead(paper);
  readLists(paper);
  readContractMoney(paper);
  readClauses(paper);
  checkFound(paper);
  checkForm(paper);
  const fields = [...paper.fields.values()].sort((a, b) => order(a.rule).localeCompare(order(b.rule)));
  return { fields, findings: paper.findings };
}

/** Fields of the rulebook's list first, in its order; counts and rates after them. */
function order(rule: string): string {
  return `${rule.startsWith('B-F') ? 0 : 1}${rule}`;
}

function checkFound(paper: Paper): void {
  for (const [key, rule, zh, en] of essential) {
    if (paper.fields.has(key) || paper.findings.some((finding) => finding.path === `fields.${key}`)) continue;
    tell(paper, {
      rule,
      severity: 'warn',
      path: `fields.${key}`,
      zh: `没有读到${zh}，须对照原件录入`,
      en: `The ${en} was not found; enter it from the original`,
      article: '',
    });
  }
}

/** The form has 31 articles and an annex; what lacks is told, the rest is still read. */
function checkForm(paper: Paper): void {
  const articles = paper.parts.filter((part) => part.kind === 'article');
  for (const [index, part] of articles.entries()) {
    const before = articles[index - 1]?.number ?? 0;
    if (part.number === before + 1) continue;
    tell(paper, {
      rule: 'B-F38',
      severity: 'warn',
      path: 'articles',
      zh: `条号不连续：第${before}条之后是第${part.number}条，可能缺页`,
      en: `Article ${part.number} follows article ${before}; pages may be missing`,
      span: { start: part.start, end: part.start + part.heading.length },
    });
  }
  if (!/保密和网络安全协议/u.test(paper.source.tight.slice(articles.at(-1)?.start ?? 0))) {
    tell(paper, {
      rule: 'B-X03',
      severity: 'warn',
      path: 'fields.annex_sign_date',
      zh: '没有找到附件一《保密和网络安全协议》',
      en: 'Annex 1 was not found',
      article: '附件一',
    });
  }
}

/** The development contract as reading knows it. */
export const reader: ReadableKind = {
  kind: 'development-contract',
  threshold: 6,
  recognise: byMarks([
    [/技术开发\((?:委托|合作)\)合同/u, 4],
    [/受托方\(乙方\)/u, 2],
    [/研究开发经费/u, 2],
    [/技术合同认定登记/u, 1],
    [/中华人民共和国科学技术部印制/u, 1],
    [/技术秘密/u, 1],
  ]),
  read,
};
