import type { Language } from '../../papers/format-value.ts';

/** Why an original is not among the pages of a reading copy; it gets a page that says so. */
export type Untaken = 'no_pages' | 'too_large' | 'whole_too_large' | 'encrypted' | 'broken';

/** An original of the package, in its order. */
export interface CopyPart {
  /** The piece it stands under: the upper level of the bookmarks. */
  group: string;
  title: string;
  /** Where the original lies in the package. */
  path: string;
  size: number;
  /** Lower-case hex, of the original's bytes. */
  sm3: string;
  /** How its pages come in, or why they do not. */
  take: 'pdf' | 'image' | Untaken;
}

/** What stands on the cover. */
export interface CopyHead {
  language: Language;
  title: string;
  facts: readonly (readonly [string, string])[];
  author: string;
  /** Civil date; the only date in the file. */
  date: string;
  watermark?: string;
}

/** What the worker is given at its start; the bytes follow part by part, when it asks for them. */
export interface CopyJob {
  head: CopyHead;
  parts: readonly CopyPart[];
}

export type CopyMessage =
  /** The bytes of this part are wanted. */
  { want: number } | { done: Uint8Array; pages: number; untaken: number };

/** A file larger than this is no reading matter: its page says where the original lies. */
export const mostPartBytes = 96 * 1024 * 1024;
/** All pages lie in memory until the copy is written. */
export const mostCopyBytes = 320 * 1024 * 1024;
