import type { ReadResult } from '../../model/reading.ts';
import { article, openPaper, tell, type Paper } from '../../reading/paper.ts';
import type { ReadableKind } from '../../reading/readable-kind.ts';
import type { Source } from '../../reading/source.ts';
import { readAccounts } from './reading-account.ts';
import { checkAnnexes, readAnnexes } from './reading-annexes.ts';
import { readCounts } from './reading-counts.ts';
import { readHead } from './reading-head.ts';
import { readMoney } from './reading-money.ts';
import { checkSigning, readSignatures } from './reading-signatures.ts';
import { checkDates, readTerms } from './reading-terms.ts';

/** Words that tell this kind; none alone decides. */
const marks: readonly [RegExp, number][] = [
  [/课题(?:研究)?合作协议/u, 4],
  [/开放基金课题管理办法/u, 2],
  [/课题编号/u, 1],
  [/课题负责人/u, 1],
  [/本协议总额/u, 2],
  [/课题中期报告/u, 1],
  [/课题结题报告/u, 1],
  [/创新中心/u, 1],
  [/成果标注要求/u, 1],
  [/甲方.{2,40}?乙方/u, 1],
  [/本课题/u, 1],
  [/\d{4}NRD[KZ]\d{2}/u, 2],
];

/** How much speaks for a cooperation agreement. */
function recognise(source: Source): number {
  if (!/甲方/u.test(source.tight) || !/协议/u.test(source.tight)) return 0;
  return marks.reduce((score, [shape, weight]) => score + (shape.test(source.tight) ? weight : 0), 0);
}

/** Reads a cooperation agreement (rulebook A.1): what the paper says, in its order, then what disagrees. */
function read(text: string): Omit<ReadResult, 'kind'> {
  const paper = openPaper(text);
  readHead(paper);
  readTerms(paper);
  // The list's quota is evidence where words and figures of the total differ, so it is read first.
  readAnnexes(paper);
  readMoney(paper);
  readCounts(paper);
  readAccounts(paper);
  readSignatures(paper);
  checkDates(paper);
  checkSigning(paper);
  checkAnnexes(paper);
  checkArticles(paper);
  checkFound(paper);
  const fields = [...paper.fields.values()].sort((a, b) => order(a.rule).localeCompare(order(b.rule)));
  return { fields, findings: paper.findings };
}

/** What every agreement of this kind says; where it was not found, a person has to look. */
const essential: readonly (readonly [key: string, rule: string, zh: string, en: string])[] = [
  ['project_title', 'A-F03', '课题名称', 'project title'],
  ['project_no', 'A-F04', '课题编号', 'project number'],
  ['party_a_name', 'A-F05', '甲方名称', 'name of party A'],
  ['party_b_name', 'A-F05', '乙方名称', 'name of party B'],
  ['period_end', 'A-F12', '研究期限届满日', 'end of the research period'],
  ['midterm_due', 'A-F13', '中期报告期限', 'day of the interim report'],
  ['completion_due', 'A-F14', '完成并通过结题验收期限', 'day of completion'],
  ['project_leader', 'A-F15', '课题负责人', 'project leader'],
  ['total_amount', 'A-F20', '协议总额', 'total'],
  ['installments', 'A-F21', '分期付款', 'instalments'],
];

function checkFound(paper: Paper): void {
  for (const [key, rule, zh, en] of essential) {
    const path = `fields.${key}`;
    if (paper.fields.has(key) || paper.findings.some((finding) => finding.path === path)) continue;
    tell(paper, {
      rule,
      severity: 'warn',
      path,
      zh: `没有读到${zh}，须对照原件录入`,
      en: `The ${en} was not found; enter it from the original`,
      article: '',
    });
  }
}

/** Fields of the rulebook's list first, in its order; the counts of deadlines after them. */
function order(rule: string): string {
  return `${rule.startsWith('A-F') ? 0 : 1}${rule}`;
}

/** The articles that this kind's rules stand on; a paper without one is told, the rest is still read. */
const needed: readonly { topic: RegExp; name: string; en: string; rule: string }[] = [
  { topic: /目标|研究内容/u, name: '课题目标和研究内容', en: 'objective and content', rule: 'A-F11' },
  { topic: /研究要求|进度/u, name: '课题研究要求', en: 'requirements and progress', rule: 'A-F13' },
  { topic: /验收|交付/u, name: '验收与交付', en: 'acceptance and delivery', rule: 'A-F18' },
  { topic: /费用|支付|付款/u, name: '费用及支付方式', en: 'money and payment', rule: 'A-F20' },
  { topic: /经费使用/u, name: '经费使用管理要求', en: 'use of funds', rule: 'A-P10' },
  { topic: /联系人/u, name: '课题联系人', en: 'contacts', rule: 'A-F24' },
  { topic: /权利|义务/u, name: '权利和义务', en: 'rights and duties', rule: 'A-R01' },
  { topic: /保密/u, name: '安全保密责任', en: 'confidentiality', rule: 'A-S01' },
  { topic: /诚信/u, name: '科研诚信责任', en: 'research integrity', rule: 'A-S03' },
  { topic: /知识产权/u, name: '知识产权', en: 'intellectual property', rule: 'A-R05' },
  { topic: /变更|终止|解除/u, name: '协议变更、终止与解除', en: 'change and termination', rule: 'A-C03' },
  { topic: /违约/u, name: '违约责任', en: 'breach', rule: 'A-B01' },
  { topic: /争议/u, name: '争议的解决', en: 'disputes', rule: 'A-B06' },
  { topic: /其他文件|附件/u, name: '协议其他文件', en: 'other documents', rule: 'A-F26' },
  { topic: /效力|生效/u, name: '协议效力', en: 'effect', rule: 'A-T01' },
];

function checkArticles(paper: Paper): void {
  const articles = paper.parts.filter((part) => part.kind === 'article');
  if (articles.length === 0) {
    // Numbers that a word processor counts by itself are not in the text; the fields are found without them.
    tell(paper, {
      rule: 'A-R01',
      severity: 'warn',
      path: 'articles',
      zh: '没有找到条号（第一条、第二条……），无法按条核对，请对照原件',
      en: 'No numbered articles were found, so none can be checked; compare with the original',
      article: '',
    });
    return;
  }
  for (const { topic, name, en, rule } of needed) {
    if (article(paper, topic) !== null) continue;
    tell(paper, {
      rule,
      severity: 'warn',
      path: 'articles',
      zh: `没有找到“${name}”一条`,
      en: `No article on ${en} was found`,
      article: name,
    });
  }
  for (const [index, part] of articles.entries()) {
    const before = articles[index - 1]?.number ?? 0;
    if (part.number === before + 1) continue;
    tell(paper, {
      rule: 'A-R01',
      severity: 'warn',
      path: 'articles',
      zh: `条号不连续：第${before}条之后是第${part.number}条，可能缺页`,
      en: `Article ${part.number} follows article ${before}; pages may be missing`,
      span: { start: part.start, end: part.start + part.heading.length },
    });
  }
  if (!paper.parts.some((part) => part.kind === 'signatures')) {
    tell(paper, {
      rule: 'A-F28',
      severity: 'warn',
      path: 'fields.signature_blocks',
      zh: '没有找到签署页',
      en: 'No page of signatures was found',
      article: '签署页',
    });
  }
}

/** The cooperation agreement as reading knows it. */
export const reader: ReadableKind = { kind: 'cooperation-agreement', threshold: 6, recognise, read };
