import { sameWords } from '../../reading/characters.ts';
import { readLabels, type Label, type Stop } from '../../reading/labels.ts';
import { findDates, type FoundDate } from '../../reading/numbers.ts';
import { find, tell, valueOf, type Paper } from '../../reading/paper.ts';
import type { Span } from '../../reading/source.ts';
import { putDate } from './reading-terms.ts';

const labels: readonly Label[] = [
  { key: 'party_a', words: ['甲方', '委托方(甲方)'], extent: 'block' },
  { key: 'party_b', words: ['乙方', '受托方(乙方)'], extent: 'block' },
  {
    key: 'sign',
    words: [
      '法定代表人/授权代表',
      '法定代表人或授权代表',
      '法定代表人',
      '授权代表',
      '委托代理人',
      '法定代表人/委托代理人',
    ],
    extent: 'block',
  },
  { key: 'leader', words: ['课题负责人', '项目负责人'], extent: 'block' },
  { key: 'date', words: ['签订日期', '签署日期', '签字日期', '签订时间', '日期'], extent: 'block' },
];
const stops: readonly Stop[] = [
  { pattern: /附件/u, oneLine: true },
  { pattern: /\(/u, oneLine: true },
];

/** A-F07, A-F28: the page of signatures. */
export function readSignatures(paper: Paper): void {
  const part = paper.parts.find((candidate) => candidate.kind === 'signatures');
  if (part === undefined) return;
  const found = readLabels(paper, part, labels, stops);
  const dates: { side: 'a' | 'b'; place: Span; date: FoundDate | null }[] = [];
  const seenSides = new Set<string>();
  let side: 'a' | 'b' | null = null;
  for (const item of found) {
    if (item.key === 'party_a' || item.key === 'party_b') {
      side = item.key === 'party_a' ? 'a' : 'b';
      seenSides.add(side);
      checkSealName(paper, side, item.value);
    } else if (item.key === 'date' && side !== null) {
      const date = findDates(paper.source, {
        start: item.label.end,
        end: Math.max(item.value.end, item.label.end),
      })[0];
      dates.push({ side, place: item.label, date: date ?? null });
    }
  }
  if (dates.length === 0) dates.push(...looseDates(paper, part));
  // Two columns are printed line by line: both dates then stand behind 乙方, left one first.
  const [left, right] = dates;
  if (dates.length === 2 && left !== undefined && right !== undefined && left.side === right.side) {
    left.side = 'a';
    right.side = 'b';
  }
  for (const { side: owner, place, date } of dates) {
    const name = owner === 'a' ? '甲方签订日期' : '乙方签订日期';
    if (date !== null && date.unit === 'day') {
      putDate(paper, `sign_date_${owner}`, 'A-F07', date, name);
      continue;
    }
    if (paper.fields.has(`sign_date_${owner}`)) continue;
    tell(paper, {
      rule: 'A-F07',
      severity: 'info',
      path: `fields.sign_date_${owner}`,
      zh: `${name}未填`,
      en: `The day on which party ${owner.toUpperCase()} signed is blank`,
      span: place,
    });
  }
}

/** Dates without a label, under the party they stand below. */
function looseDates(paper: Paper, part: Span): { side: 'a' | 'b'; place: Span; date: FoundDate }[] {
  const second = find(paper, /乙方\(/u, part)?.start ?? part.end;
  return findDates(paper.source, part)
    .filter((date) => date.unit === 'day')
    .slice(0, 2)
    .map((date) => ({ side: date.start < second ? 'a' : 'b', place: date, date }));
}

/** A-F05: the name beside the seal is the party's. */
function checkSealName(paper: Paper, side: 'a' | 'b', span: Span): void {
  const name = paper.fields.get(`party_${side}_name`)?.value;
  if (span.end <= span.start || typeof name !== 'string') return;
  const printed = valueOf(paper, span);
  if (printed.length < 4) return;
  if (sameWords(printed, name)) return;
  tell(paper, {
    rule: 'A-F05',
    severity: 'warn',
    path: `fields.party_${side}_name`,
    zh: `签署页${side === 'a' ? '甲方' : '乙方'}名称“${printed}”与正文“${name}”不一致`,
    en: `At the signatures party ${side.toUpperCase()} is “${printed}”, in the text “${name}”`,
    span,
  });
}

/** A-F07: the month on the cover is the month of the later signature. */
export function checkSigning(paper: Paper): void {
  const month = paper.fields.get('sign_month');
  const dates = ['a', 'b'].flatMap((side) => {
    const value = paper.fields.get(`sign_date_${side}`)?.value;
    return typeof value === 'string' ? [value] : [];
  });
  const last = dates.sort().at(-1);
  if (month === undefined || last === undefined || last.startsWith(String(month.value))) return;
  paper.findings.push({
    rule: 'A-F07',
    severity: 'warn',
    message: {
      zh: `封面签订时间${String(month.value)}与签署日${last}不在同一月`,
      en: `The cover says ${String(month.value)}, the agreement was signed on ${last}`,
    },
    path: 'fields.sign_month',
    clause: { article: '封面', line: month.lines[0], text: month.text },
  });
}
