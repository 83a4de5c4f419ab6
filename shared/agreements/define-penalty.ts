import type { Bilingual, Fen } from '../model/units.ts';
import type { Party, Rule } from './define.ts';
import type { View } from './define-view.ts';

/** What one penalty comes to on one day (`view.today`). */
export interface Charge {
  suffix: string;
  title?: Bilingual;
  /**
   * `incurred`: owed as the record stands; `undecided`: a decision (a premise, a cause) comes first; `excused`: the
   * decision was that nothing is owed; `possible`: what a breach not yet come would cost; `actual`: by the real
   * loss, for which there is no figure.
   */
  state: 'incurred' | 'undecided' | 'excused' | 'possible' | 'actual';
  /** Integer fen; null where there is no figure. */
  amount: Fen | null;
  /** What it would come to had the decision been the other one; null where there is no other. */
  otherwise?: Fen | null;
  /** How the figure was found, with its numbers. */
  formula: Bilingual;
  /** Where the facts stand in the record. */
  path: string;
}

/** A consequence in money, owed by one party to another. */
export interface Penalty extends Rule {
  by: Party;
  to: Party;
  /** Of those that share a group only the highest counts: they are not added together. */
  group?: string;
  charges: (view: View) => readonly Charge[];
}
