import type { SealMark } from './find-seals.ts';

/** A mark with a small picture of its place, as PNG. */
export interface SeenMark extends SealMark {
  thumbnail: Uint8Array<ArrayBuffer>;
}

/** A signature in the file: who it names and whether it is over all of it. Its certificates are not judged. */
export interface FileSignature {
  name: string;
  on: string;
  page: number | null;
  whole: boolean;
}

/** What a look for seals tells. Always a hint: a person confirms. */
export interface SealLook {
  pages: { page: number; marks: SeenMark[] }[];
  looked: number;
  of: number;
  /** 骑缝章: parts of a seal at the edge of several pages, at one height. */
  across: { verdict: 'found' | 'unsure' | 'none'; pages: number[] };
  signatures: FileSignature[];
  /** Places for a date that nobody filled in: page and line. */
  empty_dates: { page: number; text: string }[];
}

export type SealAnswer =
  | { kind: 'progress'; done: number; total: number }
  | { kind: 'done'; look: SealLook }
  | { kind: 'failed'; code: 'file_damaged' | 'file_encrypted' | 'file_type_refused' };

const emptyDate = /(?<![\d〇零一二三四五六七八九十])[\s_＿　]*年[\s_＿　]{1,12}月[\s_＿　]{1,12}日/u;

/** Lines of a page with a date to be signed that has no figures. */
export function emptyDates(lines: readonly string[], page: number): SealLook['empty_dates'] {
  return lines.flatMap((line) => {
    const found = emptyDate.exec(line);
    return found === null ? [] : [{ page, text: line.trim().slice(0, 80) }];
  });
}

/** Parts of a seal on most pages at one height are a seal across them. */
export function acrossPages(
  edges: readonly { page: number; y: number }[],
  pages: number,
): SealLook['across'] {
  let best: number[] = [];
  for (const { y } of edges) {
    const own = [...new Set(edges.filter((one) => Math.abs(one.y - y) < 0.025).map(({ page }) => page))];
    if (own.length > best.length) best = own;
  }
  const verdict =
    best.length >= 2 && best.length >= pages * 0.6 ? 'found' : best.length >= 1 ? 'unsure' : 'none';
  return { verdict: pages < 2 ? 'none' : verdict, pages: best };
}
