import { countShape, parseCount } from '../../reading/numbers.ts';
import { body, find, findAll, put, seen, sure, tell, valueOf, type Paper } from '../../reading/paper.ts';
import type { Span } from '../../reading/source.ts';

/** A count that differs from one agreement to the next: where it stands and under which field it is kept. */
interface CountPattern {
  readonly key: string;
  readonly rule: string;
  readonly unit: 'working_day' | 'month';
  readonly pattern: RegExp;
}

const workingDays = `(?<n>${countShape})个?(?<unit>工作日|自然日|日历日|日|天)`;
const months = `(?<n>半|${countShape})个?(?<unit>年半|年|月)`;

const counts: readonly CountPattern[] = [
  {
    key: 'acceptance_lead_working_days',
    rule: 'A-T05',
    unit: 'working_day',
    pattern: new RegExp(`验收(?:会|会议)?(?:召开)?(?:之)?前${workingDays}`, 'u'),
  },
  {
    key: 'archive_working_days',
    rule: 'A-T07',
    unit: 'working_day',
    pattern: new RegExp(`(?:验收|结题)[^。;]{0,12}?(?:之日)?起?${workingDays}内?[^。;]{0,40}归档`, 'u'),
  },
  {
    key: 'force_majeure_working_days',
    rule: 'A-T18',
    unit: 'working_day',
    pattern: new RegExp(`不可抗力[^。;]{0,30}?发生(?:之日)?(?:后|起)的?${workingDays}`, 'u'),
  },
  {
    key: 'contact_change_working_days',
    rule: 'A-T17',
    unit: 'working_day',
    pattern: new RegExp(`联系人[^。;]{0,20}变更(?:之日)?前${workingDays}`, 'u'),
  },
  {
    key: 'paper_publish_months',
    rule: 'A-T10',
    unit: 'month',
    pattern: new RegExp(
      `结题(?:验收)?(?:之日起|之后|后)${months}(?:之?内)?[^。;]{0,8}(?:完成)?论文(?:的)?发表`,
      'u',
    ),
  },
  {
    key: 'settlement_months',
    rule: 'A-T15',
    unit: 'month',
    pattern: new RegExp(
      `结题(?:验收)?(?:之日起|之后|后)${months}(?:之?内)?(?=[,，(][^。]{0,60}(?:结算|支出))`,
      'u',
    ),
  },
  {
    key: 'settlement_months_with_ip',
    rule: 'A-T15',
    unit: 'month',
    pattern: new RegExp(`(?:论文|专利)[^。;()]{0,12}为${months}`, 'u'),
  },
];

/** Counts of days and months (A-T05, A-T07, A-T10, A-T11, A-T15, A-T17, A-T18). */
export function readCounts(paper: Paper): void {
  const text = body(paper);
  for (const { key, rule, unit, pattern } of counts) {
    const hit = find(paper, pattern, text);
    const n = hit?.groups['n'];
    const unitSpan = hit?.groups['unit'];
    if (n === undefined || unitSpan === undefined) continue;
    const span = { start: n.start, end: unitSpan.end };
    const value =
      unit === 'month' ? inMonths(seen(paper, n), seen(paper, unitSpan)) : parseCount(seen(paper, n));
    if (value === null) continue;
    const asExpected = unit === 'month' || seen(paper, unitSpan) === '工作日';
    put(paper, { key, rule, value, span, confidence: asExpected ? sure.explicit : sure.disputed });
    if (!asExpected) sayUnit(paper, `fields.${key}`, rule, span);
  }
  readPaymentDays(paper, text);
}

function inMonths(n: string, unit: string): number | null {
  if (n === '半') return unit === '年' ? 6 : null;
  const count = parseCount(n);
  if (count === null) return null;
  return unit === '月' ? count : count * 12 + (unit === '年半' ? 6 : 0);
}

/** A-T11, A-T12: the days of the first instalment; the others' stand in their own rows. */
function readPaymentDays(paper: Paper, text: Span): void {
  const rows = paper.fields.get('installments')?.value;
  const scope = find(
    paper,
    /支付(?:时间|进度|安排)[^。]*?:(?<text>.+?)(?=收款账户|收款帐户|\(三\)|$)/su,
    text,
  )?.groups['text'];
  if (scope === undefined || !Array.isArray(rows)) return;
  const first = findAll(paper, new RegExp(`(?:之日)?(?:起|后)(?:的)?${workingDays}`, 'u'), scope)[0];
  const n = first?.groups['n'];
  const unit = first?.groups['unit'];
  if (n === undefined || unit === undefined) return;
  const value = parseCount(seen(paper, n));
  const span = { start: n.start, end: unit.end };
  const asExpected = seen(paper, unit) === '工作日';
  if (value === null) return;
  put(paper, {
    key: 'payment_working_days',
    rule: 'A-T11',
    value,
    span,
    confidence: asExpected ? sure.explicit : sure.disputed,
  });
  if (!asExpected) sayUnit(paper, 'fields.payment_working_days', 'A-T11', span);
}

/** G-011: “日” is a natural day; the fields of this kind count working days. */
function sayUnit(paper: Paper, path: string, rule: string, span: Span): void {
  tell(paper, {
    rule: 'G-011',
    severity: 'warn',
    path,
    zh: `“${valueOf(paper, span)}”未写“工作日”，依文义为自然日，请核对（${rule}）`,
    en: `“${valueOf(paper, span)}” does not say working days, so natural days are meant; please check (${rule})`,
    span,
  });
}
