import type { Clause } from '../model/derived.ts';
import type { Bilingual } from '../model/units.ts';
import type { Problem, Rule } from './define.ts';
import type { View } from './define-view.ts';

/** What a package asks for: a file, or several, with what it has to bear. */
export interface Piece {
  key: string;
  rule: string;
  title: Bilingual;
  clause: Clause;
  /** A conditional piece is asked for only where `when` says so. */
  conditional?: boolean;
  when?: (view: View) => boolean;
  needs: Bilingual;
  /** The seal or signature that a person has to confirm, or null. */
  seal: string | null;
  /** The types of output that its files are or prove: the label rules for these run over their text; `*` for any. */
  outputs?: readonly string[];
  /** How many different files it takes. */
  count?: number;
  /** How many copies on paper are agreed, where the source says so. */
  copies?: (view: View) => number | null;
  /** What is wrong with the piece beyond its files; makes it doubtful. */
  check?: (view: View) => readonly Problem[];
}

/** A package of rulebook section P. */
export interface Package {
  id: string;
  title: Bilingual;
  clause: Clause;
  /** The event whose date the days are counted back from, and the deadline which gives the last day. */
  base: string | null;
  deadline: string | null;
  /** The event that says that the package was handed in. */
  submittedBy: string | null;
  pieces: readonly Piece[];
  rules: readonly Rule[];
}
