import type { Clause } from '../model/derived.ts';
import type { Bilingual } from '../model/units.ts';
import type { View } from './define.ts';

/** One line: what was promised or written, what answers to it, and how the two stand. */
export interface ComparisonRow {
  what: Bilingual;
  left: string;
  right: string;
  /** `met`: something answers; `open`: nothing does yet; `agreed`: they differ and may. */
  state: 'same' | 'met' | 'open' | 'differs' | 'agreed';
}

/** Two papers, or a promise and its fulfilment, laid side by side. */
export interface Comparison {
  key: string;
  rule: string;
  clause: Clause;
  title: Bilingual;
  heads: readonly [left: Bilingual, right: Bilingual];
  /** What to enter, and where, so that there is something to compare. */
  none: Bilingual;
  rows: (view: View) => readonly ComparisonRow[];
}
