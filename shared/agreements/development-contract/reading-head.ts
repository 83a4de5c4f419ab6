import { readLabels, type Label, type Labelled, type Stop } from '../../reading/labels.ts';
import { findDates, parseCount } from '../../reading/numbers.ts';
import { find, phoneOf, put, seen, tell, valueOf, type Paper } from '../../reading/paper.ts';
import type { Span } from '../../reading/source.ts';

const cover: readonly Label[] = [
  { key: 'contract_no', words: ['合同编号'], extent: 'line' },
  { key: 'project_title', words: ['项目名称'], extent: 'block' },
  { key: 'party_a', words: ['委托方(甲方)', '委托方'], extent: 'block' },
  { key: 'party_b', words: ['受托方(乙方)', '受托方'], extent: 'block' },
  { key: 'sign_date', words: ['签订时间', '签订日期'], extent: 'line' },
  { key: 'sign_place', words: ['签订地点'], extent: 'line' },
  { key: 'validity', words: ['有效期限', '有效期'], extent: 'line' },
];

const blocks: readonly Label[] = [
  { key: 'party_a', words: ['委托方(甲方)'], extent: 'block' },
  { key: 'party_b', words: ['受托方(乙方)'], extent: 'block' },
  { key: 'residence', words: ['住所地', '住所'], extent: 'line' },
  { key: 'legal_rep', words: ['法定代表人'], extent: 'line' },
  { key: 'contact_name', words: ['项目联系人'], extent: 'line' },
  { key: 'contact_way', words: ['联系方式'], extent: 'line' },
  { key: 'addr', words: ['通讯地址', '通信地址'], extent: 'line' },
  { key: 'tel', words: ['电话'], extent: 'line' },
  { key: 'fax', words: ['传真'], extent: 'line' },
  { key: 'email', words: ['电子信箱', '电子邮箱'], extent: 'line' },
];

const stops: readonly Stop[] = [
  { pattern: /中华人民共和国科学技术部/u, oneLine: true },
  { pattern: /填写说明/u, oneLine: true },
  { pattern: /本合同甲方委托/u, oneLine: true },
];
const phones = new Set(['contact_way', 'tel', 'fax']);

/** Cover, the blocks of the parties and the preamble (B-F01–B-F07). */
export function readContractHead(paper: Paper): void {
  const head = paper.parts.find((part) => part.kind === 'head') ?? { start: 0, end: 0 };
  const preamble = find(paper, /本合同甲方委托/u, head)?.start ?? head.end;
  const guide = find(paper, /填写说明/u, head)?.start ?? preamble;
  readCover(paper, readLabels(paper, { start: head.start, end: guide }, cover, stops));
  readBlocks(paper, readLabels(paper, { start: guide, end: preamble }, blocks, stops));
  readPreamble(paper, { start: preamble, end: head.end });
}

function readCover(paper: Paper, found: readonly Labelled[]): void {
  const value = (key: string): Span | null => {
    const span = found.find((item) => item.key === key)?.value;
    return span !== undefined && span.end > span.start ? span : null;
  };
  const text = (label: string, key: string, rule: string): void => {
    const span = value(label);
    if (span !== null) put(paper, { key, rule, value: valueOf(paper, span), span });
  };
  text('contract_no', 'contract_no', 'B-F01');
  text('project_title', 'project_title', 'B-F02');
  text('party_a', 'party_a_name', 'B-F03');
  text('party_b', 'party_b_name', 'B-F03');
  text('sign_place', 'sign_place', 'B-F04');
  const when = value('sign_date');
  const date = when === null ? undefined : findDates(paper.source, when)[0];
  if (date?.unit === 'day' && date.value !== null)
    put(paper, { key: 'sign_date', rule: 'B-F04', value: date.value, span: date });
  const validity = value('validity');
  const years = validity === null ? null : find(paper, /(?<n>[\d一二三四五六七八九十]{1,3})年/u, validity);
  const n = years?.groups['n'];
  const count = n === undefined ? null : parseCount(seen(paper, n));
  if (years !== null && count !== null)
    put(paper, { key: 'validity_years', rule: 'B-F05', value: count, span: years });
}

/** Labels after a party's own belong to it; both sides have the same ones. */
function readBlocks(paper: Paper, found: readonly Labelled[]): void {
  let side: 'a' | 'b' | null = null;
  for (const item of found) {
    if (item.key === 'party_a' || item.key === 'party_b') {
      side = item.key === 'party_a' ? 'a' : 'b';
      checkName(paper, side, item.value);
    } else if (side !== null && item.value.end > item.value.start) {
      put(paper, {
        key: `${item.key}_${side}`,
        rule: 'B-F06',
        value: phones.has(item.key) ? phoneOf(paper, item.value) : valueOf(paper, item.value),
        span: item.value,
      });
    } else if (side !== null) {
      tell(paper, {
        rule: 'B-F38',
        severity: 'block',
        path: `fields.${item.key}_${side}`,
        zh: `“${seen(paper, item.label).replace(/:$/u, '')}”一栏为空，须填写或注明“无”`,
        en: 'This line is empty: fill it in or write 无',
        span: item.label,
      });
    }
  }
}

/** B-F03: the name on the cover and in the block are one. */
function checkName(paper: Paper, side: 'a' | 'b', span: Span): void {
  const key = `party_${side}_name`;
  if (span.end <= span.start) return;
  const name = valueOf(paper, span);
  const before = paper.fields.get(key)?.value;
  if (before === undefined) put(paper, { key, rule: 'B-F03', value: name, span });
  else if (before !== name)
    tell(paper, {
      rule: 'B-F03',
      severity: 'warn',
      path: `fields.${key}`,
      zh: `名称前后不一致：“${String(before)}”与“${name}”`,
      en: `The party is named in two ways: “${String(before)}” and “${name}”`,
      span,
    });
}

function readPreamble(paper: Paper, span: Span): void {
  const number = find(paper, /项目编号:(?<v>[A-Za-z0-9-]{4,40})/u, span)?.groups['v'];
  if (number !== undefined)
    put(paper, { key: 'procurement_no', rule: 'B-F07', value: seen(paper, number), span: number });
  const method = find(paper, /(?<v>竞争性磋商|公开招标|邀请招标|竞争性谈判|单一来源|询价)/u, span)?.groups[
    'v'
  ];
  if (method !== undefined)
    put(paper, { key: 'procurement_method', rule: 'B-F07', value: seen(paper, method), span: method });
}
