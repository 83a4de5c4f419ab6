import type { ReadResult } from '../model/reading.ts';
import type { Source } from './source.ts';

/** A kind as reading knows it; a kind that can be read exports one from its folder's `reading.ts`. */
export interface ReadableKind {
  readonly kind: string;
  /** The score from which on a paper is of this kind. */
  readonly threshold: number;
  readonly recognise: (source: Source) => number;
  /** Absent for a kind that is recognised and not yet read. */
  readonly read?: (text: string) => Omit<ReadResult, 'kind'>;
}
