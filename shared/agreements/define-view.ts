import type { CountStep } from '../model/derived.ts';
import type { CheckValue } from '../model/document-check.ts';
import type { DossierRecord, EventFact, FieldValue } from '../model/record.ts';
import type { CivilDate, Fen } from '../model/units.ts';
import type { Elsewhere } from './across.ts';
import type { Definition } from './define.ts';

/**
 * A record seen through its definition, with the usual values filled in; what the small functions of a
 * definition get. Nothing in it can be written.
 */
export interface View {
  readonly definition: Definition;
  readonly record: DossierRecord;
  readonly today: CivilDate;
  /** Other dossiers of the same unit that a check may compare with. */
  readonly others: readonly DossierRecord[];
  /** What dossiers say that nobody may read together; null where there is nobody to ask. */
  readonly elsewhere: Elsewhere | null;
  /** What was read of documents, and what people saw who looked at them, oldest first. */
  readonly checks: readonly CheckValue[];
  /** The value of a field, else its default, else undefined. */
  value(key: string): FieldValue | undefined;
  text(key: string): string;
  /** Null where the field is empty or holds something else. */
  date(key: string): CivilDate | null;
  money(key: string): Fen | null;
  integer(key: string): number | null;
  /** The rows of a list field. */
  rows(key: string): readonly Readonly<Record<string, FieldValue>>[];
  /**
   * Events of a key, oldest first. With an instalment: those that name it, those that stand for all (`shared`),
   * and unnumbered ones whose amount is that instalment's or where there is only one.
   */
  events(key: string, installment?: number): readonly EventFact[];
  /** The latest date of an event, whether it lies ahead or not. */
  eventDate(key: string, installment?: number): CivilDate | null;
  /** The rows of a ledger. */
  entries(ledger: string): readonly Readonly<Record<string, FieldValue>>[];
  /** Calendar sums, so that a definition imports nothing. */
  readonly days: {
    isWorkday(date: CivilDate): boolean;
    daysBetween(from: CivilDate, to: CivilDate): number;
    /** The last day of a period as the law counts it (G-003): itself, or the first working day after. */
    rollForward(date: CivilDate): CivilDate;
    addWorkdays(
      date: CivilDate,
      count: number,
    ): { date: CivilDate; provisional: boolean; steps: CountStep[] };
    lastWorkdayBefore(date: CivilDate): CivilDate;
    lastWorkdayOnOrBefore(date: CivilDate): CivilDate;
    addMonths(date: CivilDate, count: number): CivilDate;
    addDays(date: CivilDate, count: number): CivilDate;
  };
}
