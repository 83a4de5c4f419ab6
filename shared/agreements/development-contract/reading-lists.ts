import { itemsOf } from '../../reading/items.ts';
import { findDates } from '../../reading/numbers.ts';
import { find, findAll, put, sure, valueOf, type Paper } from '../../reading/paper.ts';
import { gaps, trimSpan, type Span } from '../../reading/source.ts';

/** An article of the form by its number; null where the paper has none. */
export function articleNo(paper: Paper, number: number): Span | null {
  return paper.parts.find((part) => part.kind === 'article' && part.number === number) ?? null;
}

/** The table of contents, the phases, the results, definitions and further lists. */
export function readLists(paper: Paper): void {
  readContents(paper);
  readPhases(paper);
  readDelivery(paper);
  list(paper, 'transfer_exceptions', 'B-F19', 8, 'case');
  list(paper, 'risk_conditions', 'B-F20', 9, 'condition');
  list(paper, 'termination_cases', 'B-F29', 24, 'case');
  list(paper, 'term_defs', 'B-F31', 27, 'text');
  list(paper, 'other_matters', 'B-F33', 29, 'text');
  readPapers(paper);
}

/** A numbered list of an article as rows of one column, each without its number and its full stop. */
function list(paper: Paper, key: string, rule: string, number: number, column: string): void {
  const span = articleNo(paper, number);
  const items = span === null ? [] : itemsOf(paper, span, 0);
  const [first, last] = [items[0], items.at(-1)];
  if (first === undefined || last === undefined) return;
  const rows = items.map((item) => ({
    [column]: valueOf(paper, trimSpan(paper.source, item, /[,。;:、-]/u)),
  }));
  put(paper, { key, rule, value: rows, span: { start: first.start, end: last.end } });
}

/** B-F08: aim, table of contents, route. The table's rows open a line with their number. */
function readContents(paper: Paper): void {
  const part = articleNo(paper, 1);
  if (part === null) return;
  const contents = find(paper, /2\.技术内容:?/u, part);
  const route = find(paper, /3\.技术方法和?路线:?/u, part);
  const goal = find(paper, /1\.技术目标:?/u, part);
  const text = (key: string, from: Span | null, end: number) => {
    if (from === null) return;
    const span = trimSpan(paper.source, { start: from.end, end }, /[:]/u);
    put(paper, { key, rule: 'B-F08', value: valueOf(paper, span), span });
  };
  text('tech_goal', goal, contents?.start ?? part.end);
  text('tech_route', route, part.end);
  if (contents === null) return;
  const scope = { start: contents.end, end: route?.start ?? part.end };
  const heads = findAll(paper, /(?<n>\d{1,2})/u, scope).filter(
    (hit, index, all) =>
      (paper.source.gap[hit.start] ?? 0) >= gaps.line &&
      all.findIndex((other) => other.start === hit.start) === index,
  );
  const rows: { no: number; name: string; detail: string }[] = [];
  let start: number | null = null;
  let end = scope.end;
  for (const head of heads) {
    const no = Number(paper.source.tight.slice(head.start, head.end));
    if (no !== rows.length + 1) continue;
    const next = heads.find(
      (other) =>
        other.start > head.start && Number(paper.source.tight.slice(other.start, other.end)) === no + 1,
    );
    const title = find(paper, /序号主要内容内容说明/u, { start: head.end, end: next?.start ?? scope.end });
    const stop = title?.start ?? next?.start ?? scope.end;
    let cut = head.end + 1;
    while (cut < stop && (paper.source.gap[cut] ?? 0) < gaps.blank) cut++;
    rows.push({
      no,
      name: valueOf(paper, { start: head.end, end: cut }),
      detail: valueOf(paper, { start: cut, end: stop }),
    });
    start ??= head.start;
    end = stop;
  }
  if (start !== null)
    put(paper, {
      key: 'tech_content',
      rule: 'B-F08',
      value: rows,
      span: { start, end },
      confidence: rows.every(({ name, detail }) => name !== '' && detail !== '')
        ? sure.inferred
        : sure.doubtful,
    });
}

/** B-F10: phases with their months, and the month of acceptance. */
function readPhases(paper: Paper): void {
  const part = articleNo(paper, 3);
  if (part === null) return;
  const items = itemsOf(paper, part, 0);
  const rows = items.flatMap((item) => {
    const months = findDates(paper.source, item);
    const [from, to] = months;
    const name = find(paper, /^(?<v>[^(:]{2,30})\(/u, item)?.groups['v'];
    if (name === undefined || from?.value == null || to?.value == null) return [];
    const work = find(paper, /\)[:,]?(?<v>.+)$/u, item)?.groups['v'];
    return [
      {
        row: {
          name: valueOf(paper, name),
          start: from.value.slice(0, 7),
          end: to.value.slice(0, 7),
          ...(work === undefined ? {} : { work: valueOf(paper, trimSpan(paper.source, work)) }),
        },
        span: item,
      },
    ];
  });
  const [first, last] = [rows[0], rows.at(-1)];
  if (first !== undefined && last !== undefined)
    put(paper, {
      key: 'phases',
      rule: 'B-F10',
      value: rows.map(({ row }) => row),
      span: { start: first.span.start, end: last.span.end },
    });
  const accepted = find(paper, /(?:20\d{2})年\d{1,2}月(?:底)?(?:前)?完成(?:项目|最终)?验收/u, part);
  const month = accepted === null ? undefined : findDates(paper.source, accepted)[0];
  if (month?.value != null)
    put(paper, { key: 'acceptance_month', rule: 'B-F10', value: month.value.slice(0, 7), span: month });
}

/** B-F22: what is delivered, by its names. */
function readDelivery(paper: Paper): void {
  const part = articleNo(paper, 13);
  const hit = part === null ? null : find(paper, /成果主要?包括:(?<v>[^。]+)/u, part)?.groups['v'];
  if (hit === null || hit === undefined) return;
  const inner = find(paper, /(?:文字资料|文档)\((?<v>[^)]+)\)/u, hit);
  const names = inner?.groups['v'];
  const split = (span: Span): Span[] => findAll(paper, /[^、,;]+?(?=[、,;]|等?$)/u, span).map((one) => one);
  const outer =
    inner === null
      ? [hit]
      : [
          { start: hit.start, end: inner.start },
          { start: inner.end, end: hit.end },
        ];
  const documents = names === undefined ? [] : split(names).map((span) => valueOf(paper, span));
  const others = outer
    .flatMap(split)
    .map((span) => valueOf(paper, span))
    .filter((name) => name !== '' && name !== '等');
  put(paper, {
    key: 'delivery_items',
    rule: 'B-F22',
    value: [
      ...others.map((name) => ({ name, kind: /程序/u.test(name) ? '可执行程序' : '系统' })),
      ...documents.map((name) => ({ name, kind: '文字资料' })),
    ],
    span: hit,
    confidence: sure.inferred,
  });
}

/** B-F32: the six sorts of papers, each with what it names. */
function readPapers(paper: Paper): void {
  const part = articleNo(paper, 28);
  if (part === null) return;
  const items = itemsOf(paper, part, 0);
  const [first, last] = [items[0], items.at(-1)];
  if (first === undefined || last === undefined) return;
  const rows = items.map((item) => {
    const at = paper.source.tight.indexOf(':', item.start);
    const cut = at >= 0 && at < item.end ? at : item.end;
    return {
      kind: valueOf(paper, { start: item.start, end: cut }),
      document: valueOf(paper, trimSpan(paper.source, { start: Math.min(cut + 1, item.end), end: item.end })),
    };
  });
  put(paper, { key: 'tech_docs', rule: 'B-F32', value: rows, span: { start: first.start, end: last.end } });
  const chosen = find(paper, /确认后,?第?(?<v>\d(?:[、,]\d)*)(?:项)?为本合同/u, part)?.groups['v'];
  if (chosen !== undefined)
    put(paper, { key: 'constituent_no', rule: 'B-F32', value: valueOf(paper, chosen), span: chosen });
}
