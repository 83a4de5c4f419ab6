import type { FilledBlock, PaperForm } from '../../../shared/papers/template.ts';
import type { Language } from './format-value.ts';

/** A column: its head, its share of the width, and where its text stands. */
export interface PaperColumn {
  title: string;
  weight: number;
  align?: 'left' | 'center' | 'right';
}

export type PaperBlock =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'facts'; rows: readonly (readonly [label: string, value: string])[] }
  | { kind: 'table'; columns: readonly PaperColumn[]; rows: readonly (readonly string[])[] }
  /** 主送机关, paragraphs, 附件说明, places to sign, 署名 and 成文日期 of an official paper. */
  | Extract<FilledBlock, { kind: 'to' | 'body' | 'page' | 'attachments' | 'signature' | 'close' }>;

/** A printable paper: A4, a title, blocks one under the other, page numbers. Plain data, fit for a worker. */
export interface Paper {
  language: Language;
  title: string;
  author: string;
  /** Civil date; the only date in the file, so that the same paper is the same bytes. */
  date: string;
  /** Set across every page, e.g. 依据征求意见稿 (C-F01). */
  watermark?: string;
  /** How it is laid out; `plain` where it does not say. */
  form?: PaperForm | 'plain';
  /** Pages lie; upright where it does not say. */
  landscape?: boolean;
  /** False where the pages are numbered elsewhere. */
  numbered?: boolean;
  /** 发文机关标志 of a letter. */
  issuer?: string;
  blocks: readonly PaperBlock[];
}

/** `number`: its cells are numbers, shown by `format`; `date`: civil dates, written as dates. */
export interface SheetColumn extends PaperColumn {
  number?: boolean;
  format?: string;
  date?: boolean;
}

/** One sheet of a workbook, to be printed on A4 too. */
export interface Sheet {
  name: string;
  title: string;
  facts: readonly (readonly [label: string, value: string])[];
  columns: readonly SheetColumn[];
  landscape?: boolean;
  rows: readonly (readonly (string | number | null)[])[];
  notes: readonly string[];
}

export interface Workbook {
  author: string;
  date: string;
  sheets: readonly Sheet[];
}
