import { sameWords } from '../../reading/characters.ts';
import { readLabels, type Label, type Labelled, type Stop } from '../../reading/labels.ts';
import { findDates } from '../../reading/numbers.ts';
import { find, findAll, phoneOf, put, seen, sure, tell, valueOf, type Paper } from '../../reading/paper.ts';
import { trimSpan, type Span } from '../../reading/source.ts';

/** The labels of the cover and of the parties' block (A-F01..F08). */
const labels: readonly Label[] = [
  { key: 'agreement_no', words: ['协议编号', '合同编号', '协议书编号'], extent: 'line' },
  { key: 'project_title', words: ['课题名称', '项目名称', '课题题目'], extent: 'block' },
  { key: 'project_no', words: ['课题编号', '项目编号'], extent: 'line' },
  { key: 'party_a', words: ['甲方', '委托方(甲方)', '依托单位(甲方)'], extent: 'block' },
  { key: 'party_b', words: ['乙方', '受托方(乙方)', '承担单位(乙方)'], extent: 'block' },
  { key: 'legal_rep', words: ['法定代表人', '法人代表', '单位负责人', '法定代表人/负责人'], extent: 'block' },
  { key: 'addr', words: ['通讯地址', '联系地址', '通信地址', '住所地', '地址', '住所'], extent: 'block' },
  { key: 'tel', words: ['电话', '联系电话', '电话号码', '办公电话'], extent: 'block' },
  { key: 'fax', words: ['传真', '传真号码'], extent: 'block' },
  { key: 'sign_month', words: ['签订时间', '签订日期', '签署时间', '签署日期'], extent: 'block' },
  { key: 'sign_place', words: ['签订地点', '签署地点', '签约地点'], extent: 'block' },
  {
    key: 'other',
    words: ['邮政编码', '邮编', '电子邮箱', '电子信箱', '邮箱', '委托代理人', '联系人'],
    extent: 'block',
  },
];
const stops: readonly Stop[] = [
  { pattern: /[^:]{0,90}?合作协议/u, oneLine: false },
  { pattern: /第.{1,3}条/u, oneLine: true },
  { pattern: /(?:根据|依据|按照)《/u, oneLine: true },
  { pattern: /附件/u, oneLine: true },
];

/** What a form carries where nothing is filled in. */
const nothing = /^[\s/\\*×xX.\-~()]*$/u;

interface HeadValues {
  readonly first: (key: string) => Span | null;
  readonly all: (key: string) => readonly Span[];
}

/** Cover, parties and preamble. */
export function readHead(paper: Paper): void {
  const head = paper.parts.find((part) => part.kind === 'head') ?? { start: 0, end: 0 };
  const preambleAt = find(paper, /(?:根据|依据|按照|依照)《/u, head)?.start ?? head.end;
  const found = readLabels(paper, { start: head.start, end: preambleAt }, labels, stops).filter(
    (item) => !nothing.test(seen(paper, item.value)),
  );
  const values: HeadValues = {
    first: (key) => found.find((item) => item.key === key)?.value ?? null,
    all: (key) => found.filter((item) => item.key === key).map((item) => item.value),
  };
  readCover(paper, values);
  readHostCenter(paper, head, preambleAt, found);
  readPartyBlocks(paper, found);
  readPreamble(paper, { start: preambleAt, end: head.end }, values);
}

function readCover(paper: Paper, values: HeadValues): void {
  const no = values.first('agreement_no');
  // A title that stands on the label's line is no number.
  if (no !== null && no.end - no.start <= 40 && !/合作协议|合同书?$/u.test(seen(paper, no))) {
    put(paper, {
      key: 'agreement_no',
      rule: 'A-F01',
      value: valueOf(paper, no).replace(/\s+/gu, ''),
      span: no,
    });
  }
  const when = values.first('sign_month');
  const date = when === null ? undefined : findDates(paper.source, when)[0];
  if (date?.value != null) {
    put(paper, { key: 'sign_month', rule: 'A-F07', value: date.value.slice(0, 7), span: date });
  }
  const place = values.first('sign_place');
  if (place !== null && place.end - place.start <= 40 && !/合作协议/u.test(seen(paper, place)))
    put(paper, { key: 'sign_place', rule: 'A-F08', value: valueOf(paper, place), span: place });
}

/** A-F02: the centre whose name heads the agreement, from the title before “课题合作协议”. */
function readHostCenter(paper: Paper, head: Span, preambleAt: number, found: readonly Labelled[]): void {
  const shape =
    /(?<name>[^:。《》,;\d][^:。《》,;]{3,59}?(?:中心|实验室|研究院|研究所|基地|平台|观测站|研究站))(?:\d{4}年度)?(?:开放基金|开放|自主研究|科研)?(?:课题|项目)(?:研究)?合作协议/u;
  const hits = [...findAll(paper, shape, { start: head.start, end: preambleAt })];
  const spans = hits.map((hit) => startOfTitle(paper, hit.groups['name'] ?? hit, found));
  const measures = find(
    paper,
    /《(?<name>[^《》]{4,60}?(?:中心|实验室|研究院|研究所|基地|平台))开放(?:基金)?课题[^《》]{0,10}管理/u,
  );
  const candidates = [...spans, ...(measures?.groups['name'] === undefined ? [] : [measures.groups['name']])];
  const best = candidates[0];
  if (best === undefined) return;
  const value = valueOf(paper, best);
  const agree = candidates.every((span) => sameWords(valueOf(paper, span), value));
  put(paper, {
    key: 'host_center_name',
    rule: 'A-F02',
    value,
    span: best,
    confidence: spans.length === 0 ? sure.inferred : agree ? sure.explicit : sure.doubtful,
  });
  const other = candidates.find((span) => !sameWords(valueOf(paper, span), value));
  if (other === undefined) return;
  tell(paper, {
    rule: 'A-F02',
    severity: 'warn',
    path: 'fields.host_center_name',
    zh: `创新中心名称前后不一致：“${value}”与“${valueOf(paper, other)}”`,
    en: `The centre is named in two ways: “${value}” and “${valueOf(paper, other)}”`,
    span: other,
  });
}

/** The title pattern may have begun in what stands above it: a form's value, or another block. */
function startOfTitle(paper: Paper, span: Span, found: readonly Labelled[]): Span {
  let { start } = span;
  for (const item of found)
    if (item.value.end > start && item.value.end < span.end - 4) start = item.value.end;
  for (let at = start + 1; at < span.end - 4; at++) if ((paper.source.gap[at] ?? 0) >= 3) start = at;
  return { start, end: span.end };
}

/** A-F05, A-F06: names on the cover and in the block; what follows a party's name is that party's. */
function readPartyBlocks(paper: Paper, found: readonly Labelled[]): void {
  const rules = { legal_rep: 'A-F06', addr: 'A-F06', tel: 'A-F06', fax: 'A-F06' } as const;
  for (const side of ['a', 'b'] as const) {
    const names = found.filter((item) => item.key === `party_${side}`).map((item) => item.value);
    // The block below the title is the party's own; the cover repeats it.
    const name = names[1] ?? names[0];
    if (name === undefined) continue;
    const value = valueOf(paper, name);
    const odd = names.find((span) => !sameWords(valueOf(paper, span), value));
    put(paper, {
      key: `party_${side}_name`,
      rule: 'A-F05',
      value,
      span: name,
      ...(odd === undefined
        ? {}
        : {
            confidence: sure.disputed,
            alternatives: [
              { value, why: '当事人信息所写', preferred: true },
              { value: valueOf(paper, odd), why: '封面所写', preferred: false },
            ],
          }),
    });
    if (odd === undefined) continue;
    tell(paper, {
      rule: 'A-F05',
      severity: 'warn',
      path: `fields.party_${side}_name`,
      zh: `${side === 'a' ? '甲方' : '乙方'}名称封面与正文不一致：“${valueOf(paper, odd)}”与“${value}”`,
      en: `Party ${side.toUpperCase()} differs between cover (“${valueOf(paper, odd)}”) and text (“${value}”)`,
      span: odd,
    });
  }
  let side: 'a' | 'b' | null = null;
  for (const item of found) {
    if (item.key === 'party_a') side = 'a';
    else if (item.key === 'party_b') side = 'b';
    else if (side !== null && item.key in rules) {
      put(paper, {
        key: `${item.key}_${side}`,
        rule: 'A-F06',
        value:
          item.key === 'tel' || item.key === 'fax' ? phoneOf(paper, item.value) : valueOf(paper, item.value),
        span: item.value,
      });
    }
  }
}

/** Notice, measures, title and number as the preamble states them (A-F03, A-F04, A-F09, A-F10). */
function readPreamble(paper: Paper, preamble: Span, values: HeadValues): void {
  const notice = find(
    paper,
    /《(?<title>[^《》]*?(?:立项|资助|下达)[^《》]*?(?:通知|公告|批复|函))》/u,
    preamble,
  );
  if (notice?.groups['title'] !== undefined) {
    const span = notice.groups['title'];
    put(paper, { key: 'approval_notice_title', rule: 'A-F09', value: valueOf(paper, span), span });
  }
  const measures = find(
    paper,
    /《(?<title>[^《》]*?(?:管理办法|管理规定|实施细则|暂行办法|管理条例|实施办法)[^《》]*?)》/u,
    preamble,
  );
  if (measures?.groups['title'] !== undefined) {
    const span = measures.groups['title'];
    put(paper, { key: 'governing_measures', rule: 'A-F10', value: valueOf(paper, span), span });
  }
  const subject = find(
    paper,
    /就(?<title>[^。;]{2,160}?)\((?:课题|项目)?编号:?(?<no>[^,。)、;]{0,40}?)[,)、;]/u,
    preamble,
  );
  const cover = values.first('project_title');
  const inPreamble =
    subject?.groups['title'] === undefined ? null : bareTitle(paper, subject.groups['title'], cover);
  readTitle(paper, cover, inPreamble);
  readProjectNo(paper, subject?.groups['no'] ?? null, values.first('project_no'));
}

/** The title without quotes and without the word 课题 that the sentence adds. */
function bareTitle(paper: Paper, span: Span, cover: Span | null): Span {
  let bare = trimSpan(paper.source, span, /["'《》,]/u);
  const lead = /^(?:开展|实施|开放基金课题|本课题)(?=["'《])/u.exec(seen(paper, bare));
  if (lead !== null)
    bare = trimSpan(paper.source, { start: bare.start + lead[0].length, end: bare.end }, /["'《》,]/u);
  const words = seen(paper, bare);
  if (cover === null) return bare;
  for (const tail of ['课题', '项目', '"课题', '》课题']) {
    if (words.endsWith(tail) && words.slice(0, -tail.length) === seen(paper, cover)) {
      return { start: bare.start, end: bare.end - tail.length };
    }
  }
  return bare;
}

function readTitle(paper: Paper, cover: Span | null, preamble: Span | null): void {
  const span = cover ?? preamble;
  if (span === null || span.end === span.start) return;
  const bare = trimSpan(paper.source, span, /["'《》]/u);
  const value = valueOf(paper, bare);
  const other = cover !== null && preamble !== null ? valueOf(paper, preamble) : null;
  const same = other === null || sameWords(other, value);
  put(paper, {
    key: 'project_title',
    rule: 'A-F03',
    value,
    span: bare,
    confidence: same ? (cover === null ? sure.elsewhere : sure.explicit) : sure.disputed,
    ...(same
      ? {}
      : {
          alternatives: [
            { value, why: '封面所写', preferred: true },
            { value: other ?? '', why: '前言所写', preferred: false },
          ],
        }),
  });
  if (same) return;
  tell(paper, {
    rule: 'A-F03',
    severity: 'block',
    path: 'fields.project_title',
    zh: `课题名称封面与前言不一致：“${value}”与“${other}”`,
    en: `The title on the cover (“${value}”) and in the preamble (“${other}”) differ`,
    span: preamble ?? span,
  });
}

const projectNo = /^\d{4}NRD[KZ]\d{2}$/u;

function readProjectNo(paper: Paper, preamble: Span | null, cover: Span | null): void {
  const span = [preamble, cover].find(
    (candidate) => candidate !== null && !nothing.test(seen(paper, candidate)),
  );
  if (span === undefined || span === null) return;
  const printed = valueOf(paper, span).replace(/\s+/gu, '');
  const mended = mendProjectNo(printed);
  put(paper, {
    key: 'project_no',
    rule: 'A-F04',
    value: mended ?? printed,
    span,
    confidence: mended === printed ? sure.explicit : mended === null ? sure.disputed : sure.doubtful,
  });
  if (mended !== null) return;
  tell(paper, {
    rule: 'A-F04',
    severity: 'warn',
    path: 'fields.project_no',
    zh: `课题编号“${printed}”不合编号式样（年份＋NRDK 或 NRDZ＋两位序号）`,
    en: `Project number “${printed}” does not have the form year + NRDK or NRDZ + two figures`,
    span,
  });
}

/** The number with look-alikes set right, where that alone makes it well formed; null where it does not. */
export function mendProjectNo(printed: string): string | null {
  if (projectNo.test(printed)) return printed;
  const upper = printed.toUpperCase().replace(/[-\s]/gu, '');
  if (upper.length !== 10) return null;
  const figure = (text: string): string => text.replace(/[OQ〇]/gu, '0').replace(/[IL|]/gu, '1');
  const mended = figure(upper.slice(0, 4)) + upper.slice(4, 8) + figure(upper.slice(8));
  return projectNo.test(mended) ? mended : null;
}
