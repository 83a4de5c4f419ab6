import { readLabels, type Label, type Labelled, type Stop } from '../../reading/labels.ts';
import { findDates, parseCount } from '../../reading/numbers.ts';
import { find, phoneOf, put, seen, tell, valueOf, type Paper } from '../../reading/paper.ts';
import type { Span } from '../../reading/source.ts';

/** Where several persons stand on one side (explanation 3 of the form). */
const further: readonly Label[] = [
  { key: 'co_a', words: ['共同委托方', '共同委托人'], extent: 'block' },
  { key: 'co_b', words: ['共同受托方', '共同受托人'], extent: 'block' },
];

const cover: readonly Label[] = [
  { key: 'contract_no', words: ['合同编号'], extent: 'line', bare: true },
  { key: 'project_title', words: ['项目名称'], extent: 'block', bare: true },
  { key: 'party_a', words: ['委托方(甲方)', '委托方'], extent: 'block', bare: true },
  { key: 'party_b', words: ['受托方(乙方)', '受托方'], extent: 'block', bare: true },
  ...further,
  // A date may be broken over two lines.
  { key: 'sign_date', words: ['签订时间', '签订日期'], extent: 'block', bare: true },
  { key: 'sign_place', words: ['签订地点'], extent: 'line', bare: true },
  { key: 'validity', words: ['有效期限', '有效期'], extent: 'line', bare: true },
];

const blocks: readonly Label[] = [
  { key: 'party_a', words: ['委托方(甲方)'], extent: 'block', bare: true },
  { key: 'party_b', words: ['受托方(乙方)'], extent: 'block', bare: true },
  ...further,
  { key: 'residence', words: ['住所地', '住所'], extent: 'line', bare: true },
  { key: 'legal_rep', words: ['法定代表人'], extent: 'line', bare: true },
  { key: 'contact_name', words: ['项目联系人'], extent: 'line', bare: true },
  { key: 'contact_way', words: ['联系方式'], extent: 'line', bare: true },
  { key: 'addr', words: ['通讯地址', '通信地址'], extent: 'line', bare: true },
  { key: 'tel', words: ['电话'], extent: 'line', bare: true },
  { key: 'fax', words: ['传真'], extent: 'line', bare: true },
  { key: 'email', words: ['电子信箱', '电子邮箱'], extent: 'line', bare: true },
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
  readParties(paper, found);
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

/** Names of one line: several bodies, each with the ending of one. */
const bodies =
  /^(?:[^、;,]{2,40}?(?:局|院|所|厅|部|委|委员会|公司|集团|大学|学院|学校|中心|站|馆|社|会|厂|处|队))(?:[、;,][^、;,]{2,40}?(?:局|院|所|厅|部|委|委员会|公司|集团|大学|学院|学校|中心|站|馆|社|会|厂|处|队))+$/u;
const roles = { a: '共同委托人', b: '共同受托人' } as const;

/** B-F03: the party of each side, and those who stand beside it, on lines of their own or on the same one. */
function readParties(paper: Paper, found: readonly Labelled[]): void {
  for (const side of ['a', 'b'] as const) {
    const own = found.find(({ key, value }) => key === `party_${side}` && value.end > value.start)?.value;
    const beside = found
      .filter(({ key, value }) => key === `co_${side}` && value.end > value.start)
      .map(({ value }) => ({ span: value, row: furtherParty(paper, value, side) }));
    if (own !== undefined) {
      const [first, ...others] = namesIn(paper, own);
      if (first === undefined) continue;
      put(paper, { key: `party_${side}_name`, rule: 'B-F03', value: valueOf(paper, first), span: first });
      beside.unshift(
        ...others.map((span) => ({ span, row: { name: valueOf(paper, span), role: roles[side] } })),
      );
    }
    const [first, last] = [beside[0], beside.at(-1)];
    if (first !== undefined && last !== undefined)
      put(paper, {
        key: `co_parties_${side}`,
        rule: 'B-F03',
        value: beside.map(({ row }) => row),
        span: { start: first.span.start, end: last.span.end },
      });
  }
}

/** The names in one value; one where it is one name, whatever marks stand in it. */
function namesIn(paper: Paper, span: Span): Span[] {
  const text = paper.source.tight.slice(span.start, span.end);
  if (!bodies.test(text)) return [span];
  const names: Span[] = [];
  let start = span.start;
  for (let at = span.start; at <= span.end; at++) {
    if (at < span.end && !/[、;,]/u.test(paper.source.tight[at] ?? '')) continue;
    names.push({ start, end: at });
    start = at + 1;
  }
  return names;
}

/** “名称（作用；住所地：…；联系人和方式）”, as the filled form prints it; the brackets may be missing. */
function furtherParty(paper: Paper, span: Span, side: 'a' | 'b'): Record<string, string> {
  const aside = find(paper, /^(?<name>[^()]+)\((?<inside>.+)\)$/u, span);
  const { name, inside } = aside?.groups ?? {};
  if (name === undefined || inside === undefined) return { name: valueOf(paper, span), role: roles[side] };
  const parts: Span[] = [];
  let start = inside.start;
  for (let at = inside.start; at <= inside.end; at++) {
    if (at < inside.end && paper.source.tight[at] !== ';') continue;
    if (at > start) parts.push({ start, end: at });
    start = at + 1;
  }
  const row: Record<string, string> = { name: valueOf(paper, name), role: roles[side] };
  for (const [index, part] of parts.entries()) {
    const addr = find(paper, /^住所地?:(?<v>.+)$/u, part)?.groups['v'];
    if (addr !== undefined) row['addr'] = valueOf(paper, addr);
    else if (index === 0) row['role'] = valueOf(paper, part);
    else row['contact'] = valueOf(paper, part);
  }
  return row;
}

/** Labels after a party's own belong to it; both sides have the same ones. */
function readBlocks(paper: Paper, found: readonly Labelled[]): void {
  let side: 'a' | 'b' | null = null;
  for (const item of found) {
    if (item.key === 'party_a' || item.key === 'party_b') {
      side = item.key === 'party_a' ? 'a' : 'b';
      checkName(paper, side, item.value);
    } else if (item.key === 'co_a' || item.key === 'co_b') {
      // Read on the cover; what its line says is none of the party's own.
      side = null;
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
  const name = valueOf(paper, namesIn(paper, span)[0] ?? span);
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
