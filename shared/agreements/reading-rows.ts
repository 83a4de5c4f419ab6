import type { Clause } from '../model/derived.ts';
import type { Bilingual } from '../model/units.ts';
import type { Count, View } from './define.ts';

/** One reading of an ambiguous clause, and how it counts where that differs. */
export interface ReadingChoice {
  key: string;
  text: Bilingual;
  count?: Partial<Count>;
}

/** A row Q of the rulebook whose clause can be read in several ways; the first choice is taken until a person chooses. */
export interface ReadingRow {
  rule: string;
  title: Bilingual;
  clause: Clause;
  why: Bilingual;
  who: Bilingual;
  choices: readonly [ReadingChoice, ...ReadingChoice[]];
  /** Has to be chosen by a person: a finding until then, from when this says so. */
  ask?: (view: View) => boolean;
}
