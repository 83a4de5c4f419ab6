import type { FieldValue } from '../../model/record.ts';
import { countShape, findDates, hanDigits, parseCount } from '../../reading/numbers.ts';
import { find, put, seen, sure, valueOf, type Paper } from '../../reading/paper.ts';
import type { Span } from '../../reading/source.ts';
import { articleNo } from './reading-lists.ts';

type Kind = 'text' | 'count' | 'owner' | 'option' | 'person';
type Line = readonly [key: string, rule: string, article: number, shape: RegExp, kind?: Kind];

const count = (before: string, after: string) => new RegExp(`${before}(?<v>${countShape})${after}`, 'u');

/** Where each clause with a choice or a count stands, and the words around its value (group `v`). */
const lines: readonly Line[] = [
  ['rd_plan_days', 'B-T03', 2, count('生效后', '[日天]内'), 'count'],
  ['tech_materials_list', 'B-F11', 4, /技术资料清单:(?<v>[^。]+)/u],
  ['provide_method', 'B-F11', 4, /提供时间和方式:(?<v>[^。]+)/u],
  ['tech_materials_days', 'B-T04', 4, count('签订(?:之日起)?', '[日天]内'), 'count'],
  ['a_cooperation', 'B-F11', 4, /其他协作事项:(?<v>[^。]+)/u],
  ['after_handling', 'B-F11', 4, /按以下方式处理:(?<v>归还|销毁|各自存档保管)/u],
  ['royalty_audit_mode', 'B-F17', 5, /有权以(?<v>[^。]{1,20}?)的方式查阅/u],
  ['fund_use_mode', 'B-F18', 6, /由乙方以(?<v>[^。]{1,30}?)的方式使用/u],
  ['fund_inspect_mode', 'B-F18', 6, /甲方有权以(?<v>[^。]{1,30}?)的方式检查/u],
  ['change_reply_days', 'B-T12', 7, count('在', '[日天]内予以答复'), 'count'],
  ['transferable_parts', 'B-F19', 8, /具体内容包括:(?<v>[^。]+)/u],
  ['risk_sharing', 'B-F20', 9, /承担风险损失:(?<v>.+?)(?=。双方确定|。$)/u],
  ['risk_decision_mode', 'B-F20', 9, /技术风险按(?<v>[^。]{1,30}?)的方式认定/u],
  ['risk_notice_days', 'B-T13', 9, count('在', '[日天]内通知'), 'count'],
  ['public_notice_days', 'B-T14', 10, count('在', '[日天]内通知'), 'count'],
  ['conf_a_content', 'B-F21', 11, /甲方:.*?经营信息\):(?<v>[^。]+?),属于/u],
  ['conf_a_persons', 'B-F21', 11, /甲方:.*?人员范围:(?<v>[^。]+)/u],
  ['conf_a_years', 'B-F21', 11, count('甲方:.*?保密期限:', '年'), 'count'],
  ['conf_a_liability', 'B-F21', 11, /甲方:.*?泄密责任:(?<v>[^。]+)/u],
  ['conf_b_content', 'B-F21', 11, /乙方:1?\.?.*?经营信息\):(?<v>甲方向[^。]+?),属于/u],
  ['conf_b_persons', 'B-F21', 11, /乙方:1\..*?人员范围:(?<v>[^。]+)/u],
  ['conf_b_term', 'B-F21', 11, /乙方:1\..*?保密期限:(?<v>[^。]+)/u],
  ['conf_b_liability', 'B-F21', 11, /乙方:1\..*?泄密责任:(?<v>[^。]+)/u],
  ['delivery_form', 'B-F22', 13, /形式及数量:(?<v>[^。]+?),一式/u],
  ['delivery_copies', 'B-N02', 13, count('一式', '份'), 'count'],
  ['delivery_place', 'B-F22', 13, /提交地点为:(?<v>[^,。]+)/u],
  ['acceptance_method', 'B-F23', 14, /进行验收:(?<v>[^。]+)/u],
  ['ip_option', 'B-F24', 16, /按下列第(?<v>[12])种方式/u, 'option'],
  ['ip_patent_owner', 'B-F24', 16, /1\.(?<v>[甲乙双无])(?:\(|方)/u],
  ['ip_patent_use', 'B-F24', 16, /利益分配方式如下:(?<v>[^。]+)/u],
  ['secret_use_right', 'B-F24', 16, /技术秘密的使用权:(?<v>[^。(]+)/u],
  ['secret_transfer_right', 'B-F24', 16, /技术秘密的转让权:(?<v>[^。(]+)/u],
  ['secret_benefit', 'B-F24', 16, /相关利益的分配办法:(?<v>[^。(]+)/u],
  ['ip_special', 'B-F24', 16, /特别约定如下:(?<v>[^。]+)/u],
  ['asset_owner', 'B-F25', 19, /归(?<v>[甲乙双])(?:\(|方)/u],
  ['service_content', 'B-F26', 20, /服务和指导内容:(?<v>.+?)(?=。自验收|。2\.|2\.地点)/u],
  ['maintenance_years', 'B-T19', 20, count('提供', '年免费维护'), 'count'],
  ['service_place', 'B-F26', 20, /地点和方式:(?<v>[^。]+)/u],
  ['service_fee', 'B-F26', 20, /费用及支付方式:(?<v>[^。]+)/u],
  ['suspend_days', 'B-T20', 21, /逾期[^(。]{0,6}\(?(?<v>\d{1,3})\)?[日天]或以上/u, 'count'],
  ['cure_days', 'B-T21', 21, count('违约通知后', '[日天]内'), 'count'],
  ['acceptance_attempts', 'B-T22', 21, count('', '次未通过'), 'count'],
  ['improve_a_owner', 'B-F27', 22, /由(?<v>[甲乙双])(?:\(|方)/u],
  ['improve_a_benefit', 'B-F27', 22, /分配办法?如下:(?<v>[^。]+)/u],
  ['improve_b_owner', 'B-F27', 22, /成果,归(?<v>[甲乙双])(?:\(|方)/u],
  ['improve_b_benefit', 'B-F27', 22, /归[甲乙双].*?分配办法如下:(?<v>[^。]+)/u],
  ['contact_a', 'B-F28', 23, /甲方指定(?<v>[^,。]{2,12}?)为甲方/u, 'person'],
  ['contact_b', 'B-F28', 23, /乙方指定(?<v>[^,。]{2,12}?)为乙方/u, 'person'],
  ['fm_report_days', 'B-T24', 25, count('每隔', '[日天]'), 'count'],
  ['dispute_option', 'B-F30', 26, /以下第(?<v>[12])种方式/u, 'option'],
  ['arbitration_commission', 'B-F30', 26, /提交(?<v>[^。;]{2,20}仲裁委员会)/u],
  ['copies', 'B-F34', 30, count('一式', '份'), 'count'],
];

/** Rates as the form writes them: 万分之三 a day, 50%, 10%. */
const rates: readonly (readonly [key: string, rule: string, shape: RegExp])[] = [
  [
    'overdue_rate',
    'B-P03',
    new RegExp(`(?<v>[万千百]分之[${hanDigits}]{1,4}|\\d+(?:\\.\\d+)?%)作为逾期违约金`, 'u'),
  ],
  ['secrecy_share', 'B-P07', /第十一条约定.{0,30}?(?<v>\d+(?:\.\d+)?%)/u],
  ['acceptance_share', 'B-P08', /合同总金额(?<v>\d+(?:\.\d+)?%)/u],
];

/** Clauses with a choice, counts and rates, the annex (B-F17–B-F34, B-F39). */
export function readClauses(paper: Paper): void {
  for (const [key, rule, number, shape, kind = 'text'] of lines) {
    const part = articleNo(paper, number);
    const span = part === null ? undefined : find(paper, shape, part)?.groups['v'];
    if (span === undefined || span.end <= span.start) continue;
    const value = valueAs(paper, span, kind);
    if (value !== null) put(paper, { key, rule, value, span, confidence: sure.explicit });
  }
  const breach = articleNo(paper, 21);
  for (const [key, rule, shape] of rates) {
    const span = breach === null ? undefined : find(paper, shape, breach)?.groups['v'];
    const value = span === undefined ? null : rateOf(seen(paper, span));
    if (span !== undefined && value !== null) put(paper, { key, rule, value, span });
  }
  readAnnex(paper);
}

function valueAs(paper: Paper, span: Span, kind: Kind): FieldValue {
  switch (kind) {
    case 'count':
      return parseCount(seen(paper, span));
    case 'person':
      return { name: valueOf(paper, span) };
    case 'option':
      return seen(paper, span);
    default:
      return valueOf(paper, span).replace(/[\n ]+/gu, '');
  }
}

/** `万分之三` as `0.03%`; null where it is no rate. */
export function rateOf(text: string): string | null {
  if (/^\d+(?:\.\d+)?%$/u.test(text)) return text;
  const [, scale = '', amount = ''] = /^([万千百])分之(.+)$/u.exec(text) ?? [];
  const number = parseCount(amount);
  if (number === null || scale === '') return null;
  const places = { 百: 0, 千: 1, 万: 2 }[scale] ?? 0;
  const digits = String(number).padStart(places + 1, '0');
  return places === 0 ? `${digits}%` : `${digits.slice(0, -places)}.${digits.slice(-places)}%`;
}

/** The annex: place, day, years (B-F39, B-T17). */
function readAnnex(paper: Paper): void {
  const annex = paper.parts.find((part) => part.kind === 'annex');
  if (annex === undefined) return;
  const place = find(paper, /签订地点:(?<v>.+?)签订日期/u, annex)?.groups['v'];
  if (place !== undefined)
    put(paper, { key: 'annex_sign_place', rule: 'B-F39', value: valueOf(paper, place), span: place });
  const label = find(paper, /签订日期:/u, annex);
  const date =
    label === null ? undefined : findDates(paper.source, { start: label.end, end: label.end + 16 })[0];
  if (date?.unit === 'day' && date.value !== null)
    put(paper, { key: 'annex_sign_date', rule: 'B-F39', value: date.value, span: date });
  const years = find(paper, count('保密期限为', '年'), annex)?.groups['v'];
  const value = years === undefined ? null : parseCount(seen(paper, years));
  if (years !== undefined && value !== null)
    put(paper, { key: 'annex_conf_years', rule: 'B-T17', value, span: years });
}
