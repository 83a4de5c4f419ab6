import type { Paper } from './paper.ts';
import { gaps, type Source, type Span } from './source.ts';

/** A label with the value that stands behind it. */
export interface Labelled {
  readonly key: string;
  readonly label: Span;
  /** Empty where the paper leaves the place blank. */
  readonly value: Span;
}

/** A label as data: its key, the words it is printed with, and whether its value may run over several lines. */
export interface Label {
  readonly key: string;
  /** Alternatives as they stand in the tight text; longer ones are tried first. */
  readonly words: readonly string[];
  /** `line`: the value ends with its line; `block`: it runs to the next label. */
  readonly extent: 'line' | 'block';
  /** At the start of a line it is a label without its colon too (scanners lose them). */
  readonly bare?: true;
}

/** What follows words of a label that are part of a sentence. */
const sentence = /[的和或应及与等项由、,。;”"」》)]/u;

/**
 * What ends a value at the start of a line; `oneLine`: only where the line itself matches, otherwise where the
 * lines up to the next empty one do.
 */
export interface Stop {
  readonly pattern: RegExp;
  readonly oneLine: boolean;
}

/** What looks like some other form label at the start of a line; a colon alone may belong to a title. */
const otherLabel =
  /[\u4e00-\u9fff/]{0,8}(?:名称|编号|类别|单位|负责人|代表人|联系人|时间|日期|地点|地址|住所|所在地|电话|手机|传真|邮编|编码|邮箱|信箱|代码|账号|帐号|银行|行号|期限|金额|职务|职称|号码|方|网址)(?:\([^():]{1,12}\))?:/u;
const runOn = /^(?:法定代表人|通讯地址|联系地址|通信地址|联系电话|电话|传真|邮政编码|签订时间|签订地点):$/u;
const longest = 200;

/**
 * Reads a form: every label of the list with its value, in the order of the paper. A label is a label where a
 * line, a gap or a mark parts it from what stands before, and a colon (or a wide gap) follows it; some are
 * known without.
 * @param stops what ends a value at the start of a line, besides another label (sticky patterns)
 */
export function readLabels(
  paper: Paper,
  span: Span,
  labels: readonly Label[],
  stops: readonly Stop[],
): Labelled[] {
  const { source } = paper;
  const places = findLabels(source, span, labels);
  return places.map((place, index) => {
    const limit = Math.min(places[index + 1]?.label.start ?? span.end, place.label.end + longest, span.end);
    return { key: place.key, label: place.label, value: valueAfter(source, place, limit, stops) };
  });
}

function findLabels(
  source: Source,
  span: Span,
  labels: readonly Label[],
): { key: string; label: Span; extent: Label['extent'] }[] {
  const found: { key: string; label: Span; extent: Label['extent'] }[] = [];
  const byWords = labels
    .flatMap((label) => label.words.map((words) => ({ label, words })))
    .sort((a, b) => b.words.length - a.words.length);
  for (let at = span.start; at < span.end; at++) {
    const gapBefore = source.gap[at] ?? 0;
    const before = source.tight[at - 1] ?? '';
    const parted = gapBefore > 0 || /[)。;,:|\d]/u.test(before);
    const hit = byWords.find(({ words }) => source.tight.startsWith(words, at));
    if (hit === undefined) continue;
    // Where the breaks of a form were lost, only what can be nothing else is a label.
    if (!parted && !runOn.test(source.tight.slice(at, at + hit.words.length + 1))) continue;
    let end = at + hit.words.length;
    const aside = /^\([^():]{1,12}\)(?=:)/u.exec(source.tight.slice(end, end + 16));
    if (aside !== null) end += aside[0].length;
    if (/[:;|]/u.test(source.tight[end] ?? '')) end++;
    else if (gapBefore < gaps.line) continue;
    else if ((source.gap[end] ?? 0) === 0) {
      if (hit.label.bare !== true || end >= span.end || sentence.test(source.tight[end] ?? '')) continue;
    }
    found.push({ key: hit.label.key, label: { start: at, end }, extent: hit.label.extent });
    at = end - 1;
  }
  return found;
}

function valueAfter(
  source: Source,
  place: { label: Span; extent: Label['extent'] },
  limit: number,
  stops: readonly Stop[],
): Span {
  const start = place.label.end;
  let end = start;
  while (end < limit) {
    const gap = source.gap[end] ?? 0;
    if (gap >= gaps.line) {
      if (place.extent === 'line') {
        // A code is continued by a line of nothing but its own characters.
        if (end === start || !isCodeLine(source, end, limit)) break;
      } else if (
        opensLabel(source, end) ||
        stops.some((stop) => end !== start + 1 && stopsAt(stop, source, end))
      )
        break;
    }
    end++;
  }
  while (end > start && /[,;:|。]/u.test(source.tight[end - 1] ?? '')) end--;
  return { start, end };
}

/** Whether another form's label stands here, on one line: the end of a title and the next label are not one. */
function opensLabel(source: Source, at: number): boolean {
  return stopsAt({ pattern: otherLabel, oneLine: true }, source, at);
}

function isCodeLine(source: Source, at: number, limit: number): boolean {
  let end = at + 1;
  while (end < limit && (source.gap[end] ?? 0) < gaps.line) end++;
  return (source.gap[at] ?? 0) === gaps.line && /^[A-Za-z0-9-]{1,12}$/u.test(source.tight.slice(at, end));
}

function stopsAt({ pattern, oneLine }: Stop, source: Source, at: number): boolean {
  const sticky = new RegExp(pattern.source, [...new Set(`${pattern.flags}y`)].join(''));
  sticky.lastIndex = at;
  const match = sticky.exec(source.tight);
  if (match === null) return false;
  const apart = oneLine ? gaps.line : gaps.paragraph;
  for (let inside = at + 1; inside < at + match[0].length; inside++) {
    if ((source.gap[inside] ?? 0) >= apart) return false;
  }
  return true;
}
