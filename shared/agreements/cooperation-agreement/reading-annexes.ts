import { formatAmount } from '../../money/fen.ts';
import type { Fen } from '../../model/units.ts';
import { findAmounts, statedFen } from '../../reading/amounts.ts';
import { compareKey, sameWords } from '../../reading/characters.ts';
import { findDates, parseCount } from '../../reading/numbers.ts';
import {
  article,
  body,
  find,
  findAll,
  put,
  seen,
  sure,
  tell,
  valueOf,
  type Paper,
} from '../../reading/paper.ts';
import { gaps, type Span } from '../../reading/source.ts';
import { mendProjectNo } from './reading-head.ts';

/** What is annexed: the list of annexes, the notice with its list of projects (A-F09, A-F26, A-F29, A-F30). */
export function readAnnexes(paper: Paper): void {
  readAnnexList(paper);
  const notice = noticePart(paper);
  if (notice === null) return;
  readNotice(paper, notice);
  readProjectRow(paper, notice);
}

function noticePart(paper: Paper): Span | null {
  const annexes = paper.parts.filter((part) => part.kind === 'annex');
  return (
    annexes.find((part) => /通知|立项|名单/u.test(part.heading)) ??
    annexes.find((part) => part.number === 1) ??
    annexes[0] ??
    null
  );
}

function readAnnexList(paper: Paper): void {
  const part = article(paper, /其他文件|附件/u);
  if (part === null) return;
  const hits = findAll(
    paper,
    /附件(?<no>[一二三四五六七八九十]|\d{1,2})[:.、]?(?<title>[^。;:]{2,120}?)(?=[。;]|\d{1,2}[.、]附件|附件[一二三四五六七八九十\d]|$)/u,
    {
      start: part.start + part.heading.length,
      end: part.end,
    },
  );
  const rows = hits.flatMap((hit) => {
    const no = hit.groups['no'] === undefined ? null : parseCount(seen(paper, hit.groups['no']));
    const title = hit.groups['title'];
    if (no === null || title === undefined) return [];
    const number = valueOf(paper, { start: hit.start, end: hit.groups['no']?.end ?? hit.end });
    return [{ index: no, no: number, name: valueOf(paper, title).replace(/^《([^《》]*)》$/u, '$1') }];
  });
  const first = hits[0];
  const last = hits.at(-1);
  if (first === undefined || last === undefined || rows.length === 0) return;
  put(paper, {
    key: 'annexes',
    rule: 'A-F26',
    value: rows.map(({ no, name }) => ({ no, name })),
    span: { start: first.start, end: last.end },
  });
  const present = new Set(paper.parts.filter((item) => item.kind === 'annex').map((item) => item.number));
  for (const [index, row] of rows.entries()) {
    const hit = hits[index];
    if (present.has(row.index) || hit === undefined) continue;
    tell(paper, {
      rule: 'A-F26',
      severity: 'warn',
      path: `fields.annexes[${index}]`,
      zh: `${row.no}“${row.name}”列于协议而未见于文中`,
      en: `Annex ${row.index} (“${row.name}”) is listed but not in the document`,
      span: hit,
    });
  }
  checkNoticeTitle(paper, rows, first);
}

function checkNoticeTitle(paper: Paper, rows: readonly { name: string }[], span: Span): void {
  const title = paper.fields.get('approval_notice_title')?.value;
  const listed = rows.find((row) => /通知/u.test(row.name));
  if (typeof title !== 'string' || listed === undefined || sameWords(listed.name, title)) return;
  tell(paper, {
    rule: 'A-F09',
    severity: 'warn',
    path: 'fields.approval_notice_title',
    zh: `立项通知标题前言与附件清单不一致：“${title}”与“${listed.name}”`,
    en: `The notice's title differs between preamble and list of annexes`,
    span,
  });
}

function readNotice(paper: Paper, notice: Span): void {
  const alone = findDates(paper.source, notice).filter((date) => {
    const opens = (paper.source.gap[date.start] ?? 0) >= gaps.line;
    const closes =
      date.end >= notice.end ||
      (paper.source.gap[date.end] ?? 0) >= gaps.line ||
      paper.source.tight[date.end] === '(';
    return date.unit === 'day' && opens && closes;
  });
  const after = find(paper, /特此通知/u, notice)?.end ?? notice.start;
  const date = alone.find((candidate) => candidate.start >= after) ?? alone.at(-1);
  if (date?.value != null)
    put(paper, { key: 'approval_notice_date', rule: 'A-F09', value: date.value, span: date });
  const cycle = find(paper, /(?:研究|实施|执行)周期(?:为|是)?:?(?:自)?(?<text>[^。;,()]{8,40})/u, notice);
  const text = cycle?.groups['text'];
  if (text === undefined) return;
  const dates = findDates(paper.source, text).filter((found) => found.value !== null);
  const [start, end] = dates;
  const startMonth = start?.value?.slice(0, 7);
  if (start === undefined || startMonth === undefined) return;
  const short = find(paper, /[至到\-~](?<month>\d{1,2})月/u, { start: start.end, end: text.end })?.groups[
    'month'
  ];
  const endMonth =
    end?.value?.slice(0, 7) ??
    (short === undefined ? undefined : `${startMonth.slice(0, 4)}-${seen(paper, short).padStart(2, '0')}`);
  if (endMonth === undefined) return;
  put(paper, {
    key: 'research_cycle_notice',
    rule: 'A-F30',
    value: { start: startMonth, end: endMonth },
    span: { start: start.start, end: end?.end ?? (short?.end ?? start.end) + 1 },
  });
}

interface Row extends Span {
  readonly no: string;
}

const rowStart = /(?<no>(?:19|20|2[O〇])[\dO〇]{2}-?[A-Za-z]{2,4}-?[A-Za-z]{0,2}-?[\dOIl〇]{2,3})(?![\d-])/u;
const funding = /(?<type>开放基金|自主研究)/u;

/** Rows of the list of projects: each begins with a number that opens a line or a cell. */
function rowsOf(paper: Paper, notice: Span): Row[] {
  const header = find(paper, /(?:课题|项目)编号\|*(?:课题|项目)名称/u, notice);
  if (header === null) return [];
  const starts = findAll(paper, rowStart, { start: header.end, end: notice.end }).filter(
    (hit) =>
      (paper.source.gap[hit.start] ?? 0) >= gaps.blank ||
      /\||\d/u.test(paper.source.tight[hit.start - 1] ?? ''),
  );
  return starts.map((hit, index) => ({
    no: mendProjectNo(seen(paper, hit)) ?? seen(paper, hit),
    start: hit.start,
    end: starts[index + 1]?.start ?? Math.min(notice.end, hit.start + 260),
  }));
}

/** A-F29, A-E03: our row, and what the merged cells above it say. */
function readProjectRow(paper: Paper, notice: Span): void {
  const rows = rowsOf(paper, notice);
  if (rows.length === 0) return;
  const no = paper.fields.get('project_no')?.value;
  const title = paper.fields.get('project_title')?.value;
  const titled = (row: Row): boolean => typeof title === 'string' && holds(paper, row, title);
  let at = rows.findIndex((row) => row.no === no && titled(row));
  if (at < 0) at = rows.findIndex((row) => row.no === no);
  if (at < 0) at = rows.findIndex(titled);
  const row = rows[at];
  if (row === undefined) {
    tell(paper, {
      rule: 'A-E03',
      severity: 'warn',
      path: 'fields.project_no',
      zh: `立项名单中没有课题编号“${String(no ?? '')}”`,
      en: `The list of approved projects has no number “${String(no ?? '')}”`,
      span: { start: notice.start, end: Math.min(notice.end, notice.start + 10) },
      article: '附件一',
    });
    return;
  }
  compareRow(paper, row);
  readFunding(paper, rows, at);
}

function readFunding(paper: Paper, rows: readonly Row[], at: number): void {
  const own = rows[at] ?? { start: 0, end: 0, no: '' };
  const no = paper.fields.get('project_no')?.value;
  // A merged cell is printed once, in its first row, and holds for the rows below.
  const typed = [...rows.slice(0, at + 1)]
    .reverse()
    .map((row) => find(paper, funding, row))
    .find((hit) => hit !== null);
  const typeSpan = typed?.groups['type'];
  if (typeSpan !== undefined) {
    const inOwn = typeSpan.start >= own.start;
    put(paper, {
      key: 'funding_type',
      rule: 'A-F29',
      value: seen(paper, typeSpan),
      span: typeSpan,
      confidence: inOwn ? sure.explicit : sure.inferred,
    });
  }
  for (let index = at; index >= 0; index--) {
    const row = rows[index];
    const type = row === undefined ? null : find(paper, funding, row);
    if (row === undefined || type === null) continue;
    const cell = cellAfter(paper, type.end, row.end);
    if (cell === null) continue;
    const amount = findAmounts(paper.source, cell)[0];
    const fen = amount === undefined ? undefined : statedFen(amount)[0];
    if (amount !== undefined && fen !== undefined) {
      put(paper, {
        key: 'funding_quota',
        rule: 'A-F29',
        value: fen,
        span: amount,
        confidence: index === at && own.no === no ? sure.explicit : sure.doubtful,
      });
    } else {
      tell(paper, {
        rule: 'A-F29',
        severity: 'info',
        path: 'fields.funding_quota',
        zh: `立项名单的资助额度栏写作“${valueOf(paper, cell)}”，没有金额`,
        en: `The quota of the list reads “${valueOf(paper, cell)}”, not an amount`,
        span: cell,
        article: '附件一',
      });
    }
    return;
  }
}

function cellAfter(paper: Paper, start: number, limit: number): Span | null {
  let end = start;
  while (end < limit && end - start < 24) {
    if (end > start && (paper.source.gap[end] ?? 0) >= gaps.paragraph) break;
    if (/^(?:附件|第.条|自然资源部)/u.test(paper.source.tight.slice(end, end + 5))) break;
    end++;
  }
  while (start < end && /\|/u.test(paper.source.tight[start] ?? '')) start++;
  while (end > start && /\|/u.test(paper.source.tight[end - 1] ?? '')) end--;
  return end > start ? { start, end } : null;
}

function compareRow(paper: Paper, row: Row): void {
  const person = paper.fields.get('project_leader')?.value;
  const leader =
    typeof person === 'object' && person !== null && !Array.isArray(person) ? person['name'] : undefined;
  const checks = [
    {
      key: 'project_title',
      rule: 'A-F03',
      name: '课题名称',
      en: 'title',
      value: paper.fields.get('project_title')?.value,
    },
    {
      key: 'project_no',
      rule: 'A-F04',
      name: '课题编号',
      en: 'number',
      value: paper.fields.get('project_no')?.value,
    },
    { key: 'project_leader', rule: 'A-E03', name: '课题负责人', en: 'leader', value: leader },
    {
      key: 'party_b_name',
      rule: 'A-E03',
      name: '所在单位',
      en: 'unit',
      value: paper.fields.get('party_b_name')?.value,
    },
  ];
  for (const { key, rule, name, en, value } of checks) {
    if (typeof value !== 'string' || holds(paper, row, value) || (key === 'project_no' && row.no === value))
      continue;
    const printed = valueOf(paper, row);
    tell(paper, {
      rule,
      severity: key === 'project_title' ? 'block' : 'warn',
      path: `fields.${key}`,
      zh: `${name}“${value}”与立项名单“${printed}”不一致`,
      en: `The ${en} “${value}” does not agree with the list of projects: “${printed}”`,
      span: row,
      article: '附件一',
    });
  }
}

/** Whether a row holds the words; the cells of a wrapped row may be printed line by line across each other. */
function holds(paper: Paper, row: Span, words: string): boolean {
  const text = compareKey(seen(paper, row));
  const wanted = compareKey(words);
  if (text.includes(wanted)) return true;
  const broken = [...Array(row.end - row.start).keys()].some(
    (step) => step > 0 && (paper.source.gap[row.start + step] ?? 0) >= gaps.line,
  );
  if (!broken) return false;
  let at = 0;
  for (const character of wanted) {
    at = text.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** The list's quota against the total (A-F29), and numbers printed elsewhere against the agreement's (A-F04). */
export function checkAnnexes(paper: Paper): void {
  const quota = paper.fields.get('funding_quota');
  const total = paper.fields.get('total_amount')?.value;
  if (quota !== undefined && typeof total === 'number' && quota.value !== total) {
    paper.findings.push({
      rule: 'A-F29',
      severity: 'warn',
      message: {
        zh: `立项名单资助额度${formatAmount(quota.value as Fen)}与协议总额${formatAmount(total as Fen)}不相等`,
        en: `The quota ${formatAmount(quota.value as Fen)} is not the total ${formatAmount(total as Fen)}`,
      },
      path: 'fields.funding_quota',
      clause: { article: '附件一', line: quota.lines[0], text: quota.text },
    });
  }
  const no = paper.fields.get('project_no')?.value;
  const labelled = findAll(paper, /资助\((?<no>[^()]{4,20})\)|\(No\.(?<en>[^()]{4,20})\)/iu, {
    start: body(paper).end,
    end: paper.source.tight.length,
  });
  for (const hit of labelled) {
    const span = hit.groups['no'] ?? hit.groups['en'];
    if (span === undefined || typeof no !== 'string') continue;
    const printed = seen(paper, span);
    if ((mendProjectNo(printed) ?? printed) === no || !/\d{4}/u.test(printed)) continue;
    tell(paper, {
      rule: 'A-F04',
      severity: 'warn',
      path: 'fields.project_no',
      zh: `标注要求中的课题编号“${printed}”与协议的“${no}”不一致`,
      en: `The number “${printed}” in the labelling rules is not the agreement's “${no}”`,
      span,
    });
    return;
  }
}
