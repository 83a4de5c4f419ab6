import type { Clause, Obligation } from '../model/derived.ts';
import type { Bilingual } from '../model/units.ts';
import type { View } from './define-view.ts';

/** Words by name and rows by name that a template asks for; what lacks is marked in the paper, never invented. */
export interface PaperWords {
  values?: Readonly<Record<string, string>>;
  tables?: Readonly<Record<string, readonly (readonly string[])[]>>;
}

/** A paper that can be written from the record of a kind: which template, between whom, for what. */
export interface PaperOffer extends PaperWords {
  key: string;
  /** Key of a template in `shared/papers/templates`, which a unit may replace by its own. */
  template: string;
  rule: string;
  title: Bilingual;
  clause: Clause;
  /** Party keys; `ours` and `theirs` follow the side we are on. Null: nobody is written to. */
  from: string;
  to: string | null;
  /** The pieces of packages, and the deadlines, that it is written for; `overdue`: any of theirs that is past. */
  pieces?: readonly string[];
  deadlines?: readonly string[] | 'overdue';
  /** The change whose chain of consent it shows. */
  change?: string;
  /** Its table is also written as a workbook: a list to work with. */
  workbook?: true;
  /** The places to sign, in the exact words of the source. */
  signatures?: readonly string[];
  /** What the record says, beyond the names that every paper knows. */
  words?: (view: View, about: Obligation | null) => PaperWords;
}
