import type { Bilingual } from '../model/units.ts';
import type { Clause } from '../model/derived.ts';
import type { View } from './define-view.ts';

/** A part of a printed form: a heading, a line, or a table with its heads and rows. */
export type FormBlock =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | {
      kind: 'table';
      columns: readonly { title: string; weight: number; align?: 'left' | 'center' | 'right' }[];
      rows: readonly (readonly string[])[];
    };

/** The model form of a kind, filled with what a record says; in the language of the form. */
export interface Form {
  rule: string;
  clause: Clause;
  title: Bilingual;
  blocks(view: View): readonly FormBlock[];
}

/** A letter drafted for a person to decide, sign and send. */
export interface Letter {
  title: Bilingual;
  blocks: readonly FormBlock[];
}
