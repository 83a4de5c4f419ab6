import type { Definition, Label, View } from '../agreements/define.ts';
import type { CheckValue, LabelFinding, LabelPlace, LabelVerdict } from '../model/document-check.ts';
import type { Finding } from '../model/derived.ts';
import type { FieldValue } from '../model/record.ts';
import type { Bilingual } from '../model/units.ts';
import { both } from './compare.ts';
import { type Difference, fillLabel, nearest, normalizeLabel } from './label-text.ts';

type Row = Readonly<Record<string, FieldValue>>;

/** The text of a document page by page; one page where it has none of its own. */
export interface DocumentText {
  pages: readonly string[];
  /** Whether the pages are the document’s (a PDF), so that a page number says something. */
  paged: boolean;
}

const longestPage = 20_000;
const nothing: Bilingual = both('', '');

interface Placed {
  text: string;
  /** For each unit of `text` where it stands in the page. */
  from: number[];
}

/** A page made comparable (G-017), each unit remembering where it came from. */
export function placed(page: string): Placed {
  const dropped = new Set<number>();
  for (const broken of page.matchAll(/(?<=\p{Script=Latin})[-‐‑]\s*\n\s*(?=\p{Script=Latin})/gu))
    for (let at = broken.index; at < broken.index + broken[0].length; at += 1) dropped.add(at);
  let text = '';
  const from: number[] = [];
  let at = 0;
  for (const char of page) {
    if (text.length >= longestPage) break;
    if (!dropped.has(at)) {
      const folded = normalizeLabel(char);
      for (let unit = 0; unit < folded.length; unit += 1) from.push(at);
      text += folded;
    }
    at += char.length;
  }
  return { text, from };
}

interface Match {
  verdict: Exclude<LabelVerdict, 'low_rank' | 'unread'>;
  page: number | null;
  start: number;
  end: number;
  differences: readonly Difference[];
}

/**
 * Looks for a sentence on every page and takes the best place. `number` is the part of it that is this project's: a
 * sentence that is right but for that is another project's.
 */
export function findSentence(pages: readonly Placed[], wanted: string, number = ''): Match {
  const words = normalizeLabel(wanted);
  const own = normalizeLabel(number);
  const none: Match = { verdict: 'absent', page: null, start: 0, end: 0, differences: [] };
  if (words === '') return none;
  for (const [page, { text }] of pages.entries()) {
    const start = text.indexOf(words);
    if (start >= 0) return { verdict: 'exact', page, start, end: start + words.length, differences: [] };
  }
  const numberAt = own === '' ? -1 : words.indexOf(own);
  const limit = Math.max(1, Math.floor(words.length / 6));
  let best: (Match & { cost: number }) | null = null;
  for (const [page, { text }] of pages.entries()) {
    const head = numberAt < 8 ? -1 : text.indexOf(words.slice(0, numberAt));
    if (head >= 0) {
      const after = text.slice(head + numberAt);
      const got = /^[\w-]{0,40}/u.exec(after)?.[0] ?? '';
      const end = head + numberAt + got.length;
      return {
        verdict: 'wrong_number',
        page,
        start: head,
        end,
        differences: [{ at: numberAt, wanted: own, got }],
      };
    }
    const near = nearest(text.toLowerCase(), words.toLowerCase());
    if (near.cost <= limit && (best === null || near.cost < best.cost)) {
      const { cost, differences, start, end } = near;
      best = { cost, differences, start, end, page, verdict: cost === 0 ? 'case' : 'near' };
    }
  }
  if (best === null) return none;
  const inNumber = (one: Difference) =>
    numberAt >= 0 && one.at >= numberAt && one.at <= numberAt + own.length;
  if (best.verdict === 'near' && best.differences.every(inNumber))
    return { ...best, verdict: 'wrong_number' };
  return best;
}

const thanks = /致谢|谢辞|后记|基金项目|资助项目|基金资助|acknowledg|funding|fundedby|supportedby/iu;

/** Where on which page a match stands: a page of few words before the text is a cover or a title page. */
export function placeOf(pages: readonly Placed[], page: number, start: number): LabelPlace {
  const text = pages[page]?.text ?? '';
  if (thanks.test(text.slice(Math.max(0, start - 200), start))) return 'acknowledgement';
  const few = (at: number) => (pages[at]?.text.length ?? 0) < 400;
  const covered = pages.length >= 4 && few(0);
  if (page === 0) return covered ? 'cover' : 'first_page';
  if (page === 1 && covered && few(1)) return 'title_page';
  if (page <= 2 && covered && pages.slice(0, page).every((_, at) => few(at))) return 'first_page';
  return 'other';
}

const unitEnd =
  /(?:大学|学院|研究院|研究所|研究中心|中心|实验室|公司|集团|测绘院|设计院|厅|局|university|institute|laborator(?:y|ies)|cent(?:er|re)|academy|bureau|ltd\.?)/giu;

/**
 * The place of a unit among the author units: the number printed before its name, else one more than the units that
 * end before it in the same head of a paper.
 */
export function rankOf(head: string, start: number): { rank: number; sure: boolean } {
  const before = head.slice(0, start);
  const number = /(?:^|[^\d])(\d{1,2})[.,:)]?$/u.exec(before)?.[1];
  if (number !== undefined && Number(number) > 0) return { rank: Number(number), sure: true };
  const line = before.slice(Math.max(0, before.length - 400));
  return { rank: [...line.matchAll(unitEnd)].length + 1, sure: false };
}

/** Cut before the abstract or the thanks: what stands above it names the authors and their units. */
function headOf(text: string): string {
  const end = /摘要|abstract|关键词|keywords|基金项目|致谢|acknowledg/iu.exec(text)?.index ?? -1;
  return end > 0 ? text.slice(0, end) : text.slice(0, 3000);
}

/** The heads of the pages without the acknowledgements in them: a unit that is named there only did not sign. */
function unitHeads(pages: readonly Placed[], sentences: readonly string[]): Placed[] {
  return pages.map(({ text, from }) => {
    let head = headOf(text);
    for (const words of sentences) {
      const { cost, start, end } = nearest(head.toLowerCase(), words.toLowerCase());
      // A sentence that names the unit is like the unit's name alone; only one that is nearly right is the sentence.
      if (cost <= words.length / 6)
        head = head.slice(0, start) + '\ue000'.repeat(end - start) + head.slice(end);
    }
    return { text: head, from };
  });
}

function isChinese(pages: readonly Placed[]): boolean {
  const text = pages.map((page) => page.text).join('');
  return (text.match(/\p{Script=Han}/gu)?.length ?? 0) * 4 > text.length;
}

/** The labels that a document is held against, by the type and language of its output. */
function labelsFor(
  definition: Definition,
  types: readonly string[],
  row: Row | null,
  chinese: boolean,
): Label[] {
  const type = row === null ? null : String(row['type'] ?? '');
  const named = type === null ? types : [type];
  const language = String(row?.['language'] ?? '');
  const zh = /中/u.test(language) || (!/英|en|其他/iu.test(language) && chinese);
  return definition.labels.filter(({ document, outputs }) => {
    if (document === undefined) return false;
    if (document.language !== undefined && (document.language === 'zh') !== zh) return false;
    return outputs.some((one) => one === '*' || named.some((own) => own === '*' || own.includes(one)));
  });
}

/** Holds a document against every label rule that applies to it. */
export function checkDocument(
  view: View,
  document: DocumentText,
  what: { types: readonly string[]; row: Row | null },
): LabelFinding[] {
  const pages = document.pages.map(placed);
  const number =
    view.definition.identity.numbers.map((key) => view.text(key)).find((text) => text !== '') ?? '';
  const unread = pages.every(({ text }) => text === '');
  const chinese = unread || isChinese(pages);
  const fill = (template: string) =>
    fillLabel(
      fillLabel(template, (key) => textOf(view, key)),
      (key) => textOf(view, key),
    );
  const sentences = view.definition.labels
    .filter(({ document: look }) => look?.find === 'sentence')
    .flatMap(({ strings }) => strings.map((one) => normalizeLabel(fill(one))))
    .filter((words) => words !== '');
  const heads = unitHeads(pages, sentences);
  return labelsFor(view.definition, what.types, what.row, chinese).flatMap((label): LabelFinding[] => {
    const { document: look } = label;
    if (look === undefined) return [];
    const searched = look.find === 'unit' ? heads : pages;
    const wanted = label.strings.map(fill).filter((words) => words !== '');
    const base = { rule: label.rule, title: label.title, clause: label.clause };
    const empty = { page: null, place: null, rank: null, rank_sure: false, printed: '', differences: [] };
    const bad = { consequence: look.consequence, severity: look.severity };
    if (wanted.length === 0) return [];
    if (unread)
      return [
        {
          ...base,
          ...empty,
          wanted: wanted[0] ?? '',
          verdict: 'unread',
          consequence: nothing,
          severity: 'warn',
        },
      ];
    const found = wanted.map((words) => ({
      words,
      match: findSentence(searched, words, look.find === 'unit' ? '' : number),
    }));
    const order: readonly Match['verdict'][] = ['exact', 'case', 'wrong_number', 'near', 'absent'];
    const { words, match } = found.toSorted(
      (a, b) => order.indexOf(a.match.verdict) - order.indexOf(b.match.verdict),
    )[0] ?? { words: '', match: null };
    if (match === null || match.page === null)
      return [{ ...base, ...empty, ...bad, wanted: wanted.join(' / '), verdict: 'absent' }];
    const page = document.pages[match.page] ?? '';
    const own = pages[match.page];
    const last = own?.from[match.end - 1] ?? 0;
    const printed = page.slice(own?.from[match.start] ?? 0, last + 1).replace(/\s+/gu, ' ');
    const rank = look.find === 'unit' ? rankOf(heads[match.page]?.text ?? '', match.start) : null;
    const low = rank !== null && look.lowest !== undefined && rank.rank > look.lowest(view);
    const verdict: LabelVerdict = match.verdict === 'exact' && low ? 'low_rank' : match.verdict;
    const right = verdict === 'exact';
    return [
      {
        ...base,
        verdict,
        wanted: words,
        page: document.paged ? match.page + 1 : null,
        place: look.find === 'unit' ? null : placeOf(pages, match.page, match.start),
        rank: rank?.rank ?? null,
        rank_sure: rank?.sure ?? false,
        printed,
        differences: match.differences.map((one) => ({ ...one })),
        ...(right
          ? { consequence: nothing, severity: null }
          : {
              consequence: look.consequence,
              severity: verdict === 'case' || (low && !rank.sure) ? 'warn' : look.severity,
            }),
      },
    ];
  });
}

function textOf(view: View, key: string): string {
  return (
    view.text(key) ||
    view
      .rows(key)
      .map((row) => String(row['name'] ?? ''))
      .find(Boolean) ||
    ''
  );
}

/** What is there and wrong: it is settled rule by rule. What is not there, or not read, a person settles with the file. */
function isPlain({ verdict, rank_sure: sure }: LabelFinding): boolean {
  return verdict === 'near' || verdict === 'wrong_number' || (verdict === 'low_rank' && sure);
}

/**
 * What the last reading of a file found that nobody has looked at and called right.
 * @param confirmed whether a person called the file as a whole the right one: it may be a receipt that carries no words
 */
export function openLabels(checks: readonly CheckValue[], object: string, confirmed = false): LabelFinding[] {
  const last = checks.findLast((one) => one.kind === 'document' && one.object === object);
  if (last?.kind !== 'document') return [];
  return last.labels.filter((label) => {
    if (label.severity === null) return false;
    const looked = checks.findLast(
      (one) => one.kind === 'looked' && one.object === object && one.rule === label.rule,
    );
    if (looked?.kind === 'looked') return !looked.right;
    return !confirmed || isPlain(label);
  });
}

/** The same as findings of a package, with what follows. */
export function labelFindings(
  checks: readonly CheckValue[],
  object: string,
  path: string,
  confirmed = false,
): Finding[] {
  return openLabels(checks, object, confirmed).map((one) => ({
    rule: one.rule,
    severity: one.severity ?? 'warn',
    path,
    clause: one.clause,
    message: both(
      `${one.title.zh}：${sayVerdict(one).zh}${one.consequence.zh === '' ? '' : `；${one.consequence.zh}`}`,
      `${one.title.en}: ${sayVerdict(one).en}${one.consequence.en === '' ? '' : `; ${one.consequence.en}`}`,
    ),
  }));
}

/** A verdict in words. */
export function sayVerdict({ verdict, wanted, differences, rank, page }: LabelFinding): Bilingual {
  const where = page === null ? both('', '') : both(`第${page}页`, `page ${page}: `);
  const zh = differences.map(({ wanted: w, got }) =>
    w && got ? `“${got}”应为“${w}”` : w ? `缺“${w}”` : `多“${got}”`,
  );
  const en = differences.map(({ wanted: w, got }) =>
    w && got ? `“${got}” for “${w}”` : w ? `“${w}” lacks` : `“${got}” too many`,
  );
  switch (verdict) {
    case 'exact':
      return both(`${where.zh}相符`, `${where.en}as wanted`);
    case 'case':
      return both(`${where.zh}大小写不同`, `${where.en}but for capitals`);
    case 'near':
      return both(`${where.zh}标注有误：${zh.join('，')}`, `${where.en}${en.join(', ')}`);
    case 'wrong_number':
      return both(
        `${where.zh}编号不是本课题的：${zh.join('，')}`,
        `${where.en}another number: ${en.join(', ')}`,
      );
    case 'low_rank':
      return both(`${where.zh}署在第${rank ?? '？'}位`, `${where.en}in place ${rank ?? '?'}`);
    case 'absent':
      return both(`未见“${wanted}”`, `“${wanted}” is not there`);
    case 'unread':
      return both('没有文字层，须由人看过确认', 'no text layer: a person has to look');
  }
}
