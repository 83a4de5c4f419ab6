import { z } from 'zod';
import { Clause } from './derived.ts';
import { Bilingual, CivilDate, KnownAmount } from './units.ts';

export const exposureStates = ['incurred', 'undecided', 'excused', 'possible', 'actual'] as const;

export const ExposureRow = z.object({
  /** The rule, and the instalment or ordinal where it repeats, e.g. `B-P03#1`. */
  id: z.string(),
  rule: z.string(),
  title: Bilingual,
  by: z.string(),
  to: z.string(),
  group: z.string().nullable(),
  state: z.enum(exposureStates),
  amount: KnownAmount.nullable(),
  /** The figure had the decision been the other one (B-Q03). */
  otherwise: KnownAmount.nullable(),
  formula: Bilingual,
  /** Whether it goes into the sum: of a group only the highest does. */
  counted: z.boolean(),
  clause: Clause,
  path: z.string(),
});
/** One penalty on one day. */
export type ExposureRow = z.infer<typeof ExposureRow>;

export const ExposureTotal = z.object({
  party: z.string(),
  incurred: KnownAmount,
  at_most: KnownAmount,
  /** How many are measured by the real loss and have no figure. */
  open_ended: z.number().int().nonnegative(),
});
export type ExposureTotal = z.infer<typeof ExposureTotal>;

export const Exposure = z.object({
  date: CivilDate,
  rows: z.array(ExposureRow),
  totals: z.array(ExposureTotal),
});
/** What each party would owe the other on a day; derived, never stored. */
export type Exposure = z.infer<typeof Exposure>;
