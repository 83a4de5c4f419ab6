import type { Clause } from '../model/derived.ts';
import type { FieldValue } from '../model/record.ts';
import type { Bilingual, CivilDate } from '../model/units.ts';
import type { View } from './define.ts';

/** How an indicator is met: a number to reach (`>=`, `=`), to beat strictly (`>`, `<`, G-014), not to pass (`<=`), or a yes. */
export type IndicatorOp = '>=' | '>' | '<=' | '<' | '=' | 'yes';

/**
 * One measurable target. `direction` says which way is better (G-013): a resolution, an error or a delay is better
 * the smaller it is, so that no value is ever compared with a single ≥. `=` asks for a full number (足数): as many, or more.
 */
export interface IndicatorTarget {
  key: string;
  rule: string;
  /** A heading, such as those of the topic and those common to all. */
  group: Bilingual;
  /** The mark in the source, e.g. `M4②`. */
  mark: string;
  title: Bilingual;
  clause: Clause;
  op: IndicatorOp;
  value: number;
  /** The upper end of a range: passing it is only told (C-Q05). */
  upper?: number;
  /** Short of the value but this much is only told, where the words allow both (C-Q12). */
  enough?: number;
  /** A value that is wanted beyond the hard one: short of it is only told. */
  advice?: number;
  unit: string;
  direction: 'more' | 'less' | 'exact';
  /** How rows make the value: added up, the newest one, the number of different ones, or the worst of them. */
  how: 'sum' | 'latest' | 'distinct' | 'worst';
  /** Not reached is told as a wish and not as a lack (原则上). */
  soft?: boolean;
  /** What proves a row. */
  evidence: Bilingual;
  reading?: { rule: string; text: Bilingual };
}

/** One row of a ledger as it counts, or does not count, toward a target. */
export interface IndicatorCount {
  target: string;
  amount: number;
  date: CivilDate | null;
  /** What a person calls it; rows of one label count once where the target counts different ones. */
  label: string;
  /** Where it stands: `entries.papers[2]`. */
  path: string;
  /** Whether its evidence is there; without it the row counts as unproven. */
  proven: boolean;
  /** Why it does not count, or null. */
  refused: Bilingual | null;
  /** Set where the same thing is counted elsewhere already (C-Q07): it does not count here. */
  double?: Bilingual | null;
}

/** The ledger where what counts toward a target is recorded, and the values that such a row begins with. */
export interface WhereRecorded {
  ledger: string;
  values: Readonly<Record<string, FieldValue>>;
  /** Columns that the target decides: they are not asked. */
  known?: readonly string[];
}

/** Targets that a kind is measured by, and the rows of its ledgers that count toward each. */
export interface IndicatorPlan {
  title: Bilingual;
  /** The time in which they are to be reached. */
  period: (view: View) => { start: CivilDate | null; end: CivilDate | null };
  targets: (view: View) => readonly IndicatorTarget[];
  counts: (view: View) => readonly IndicatorCount[];
  /** Where a row toward the target is recorded; null where it is told by something else than a row. */
  recordedIn: (target: IndicatorTarget) => WhereRecorded | null;
  /** The table that is handed in: its title, and the facts above it. */
  table: (view: View) => {
    title: Bilingual;
    facts: readonly (readonly [Bilingual, string])[];
  };
}

/** Values that two papers have to say alike, side by side. */
export interface AlikePapers {
  key: string;
  rule: string;
  clause: Clause;
  title: Bilingual;
  /** The names of the two papers. */
  sides: readonly [Bilingual, Bilingual];
  rows: (view: View) => readonly {
    key: string;
    title: Bilingual;
    own: string;
    other: string;
    clause: Clause;
    order?: 'free';
  }[];
  when?: (view: View) => boolean;
}

/** The parts that a kind may have beside the others. */
export interface Measured {
  /** Targets with their progress, where the kind has such. */
  indicators?: IndicatorPlan;
  /** What two papers have to say alike. */
  alike?: readonly AlikePapers[];
  /** Words over every page that leaves while the record stands on a text that is not final, or null. */
  watermark?: (view: View) => Bilingual | null;
}
