import { z } from 'zod';
import { OfficialYear } from '../../calendar/official.ts';
import { DossierId } from '../../model/ids.ts';
import { Bilingual, CivilDate, Instant } from '../../model/units.ts';
import { channel, Empty } from '../channel.ts';

const inStore = {
  session: 'unlocked',
  scope: 'store',
  infoClass: 'trade_secret',
  purpose: 'carry_out_project',
  approval: null,
} as const;

export const CalendarDay = z.object({
  date: CivilDate,
  kind: z.enum(['workday', 'weekend', 'holiday', 'makeup_workday']),
  name: z.string().nullable(),
  provisional: z.boolean(),
  /** Why the unit itself is closed on that day (G-009), or null. */
  closed: z.string().nullable(),
});
export type CalendarDay = z.infer<typeof CalendarDay>;

const fromTo = z.object({ from: CivilDate.nullable(), to: CivilDate.nullable() });

export const DossierMoves = z.object({
  dossier: DossierId,
  dossier_title: z.string(),
  kind: z.string(),
  moves: z.array(
    z.object({
      id: z.string(),
      rule: z.string(),
      title: Bilingual,
      side: z.string(),
      /** The last day, and the careful one. */
      last: fromTo,
      safe: fromTo,
      /** Whether the new day is only an estimate. */
      provisional: z.boolean(),
    }),
  ),
});
/** What a change of the calendar moves in one dossier. */
export type DossierMoves = z.infer<typeof DossierMoves>;

const reason = z.string().trim().min(1).max(200);
const closedDay = z.object({ date: CivilDate, reason });
const closedDays = z.array(closedDay).max(400);

const YearFacts = OfficialYear.pick({ year: true, version: true, notice: true }).extend({
  rest_days: z.number().int(),
  working_weekends: z.number().int(),
});

export const CalendarState = z.object({
  /** The years built in. */
  built_in: z.object({ from: z.number().int(), to: z.number().int() }),
  years: z.array(YearFacts.extend({ by: z.string(), at: Instant })),
  closed: z.array(closedDay.extend({ by: z.string(), at: Instant })),
});
export type CalendarState = z.infer<typeof CalendarState>;

export const CalendarOffer = z.object({
  /** The SHA-256 of the file: what is accepted is what was shown. */
  offer: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string(),
  facts: YearFacts,
  /** Days on which the estimate said otherwise. */
  surprises: z.array(z.object({ date: CivilDate, name: z.string(), work: z.boolean() })),
  /** Working days taken away less those added; `usual` where that is the number of statutory days. */
  balance: z.object({ days: z.number().int(), usual: z.boolean() }),
  dossiers: z.array(DossierMoves),
});
export type CalendarOffer = z.infer<typeof CalendarOffer>;

/** The calendar of a store: official years that came in offline (G-008), and the unit's own closed days (G-009). */
export const calendar = {
  'calendar.days': channel({
    ...inStore,
    scope: 'application',
    infoClass: 'internal',
    purpose: 'none',
    capability: 'view',
    audit: 'none',
    clauses: ['G-007', 'G-009', 'G-012'],
    input: z.object({ from: CivilDate, to: CivilDate }),
    output: z.array(CalendarDay).max(800),
  }),
  'calendar.state': channel({
    ...inStore,
    infoClass: 'internal',
    capability: 'view',
    audit: 'none',
    clauses: ['G-007', 'G-008', 'G-009'],
    input: Empty,
    output: CalendarState,
  }),
  /**
   * Opens main's dialog, judges the file and answers what it would move in the dossiers that the
   * person may know; nothing is kept. Null: nothing chosen.
   */
  'calendar.offer': channel({
    ...inStore,
    infoClass: 'internal',
    purpose: 'administration',
    capability: 'administer',
    audit: 'none',
    clauses: ['G-008', 'E-03'],
    input: Empty,
    output: CalendarOffer.nullable(),
  }),
  /** Accepts the file that was offered last: from now on every count in this store uses it. */
  'calendar.accept': channel({
    ...inStore,
    infoClass: 'internal',
    purpose: 'administration',
    capability: 'administer',
    audit: 'write',
    clauses: ['G-008'],
    input: CalendarOffer.pick({ offer: true }),
    output: CalendarState,
  }),
  /** What it would move to give an accepted year up, e.g. before its amended notice comes in. */
  'calendar.previewWithdrawal': channel({
    ...inStore,
    infoClass: 'internal',
    purpose: 'administration',
    capability: 'administer',
    audit: 'none',
    clauses: ['G-008', 'E-03'],
    input: z.object({ year: z.number().int() }),
    output: z.array(DossierMoves),
  }),
  'calendar.withdraw': channel({
    ...inStore,
    infoClass: 'internal',
    purpose: 'administration',
    capability: 'administer',
    audit: 'write',
    clauses: ['G-008'],
    input: z.object({ year: z.number().int(), reason }),
    output: CalendarState,
  }),
  /** What another list of closed days would move; nothing is kept. */
  'calendar.previewClosed': channel({
    ...inStore,
    capability: 'view',
    audit: 'none',
    clauses: ['G-009', 'E-03'],
    input: z.object({ closed: closedDays }),
    output: z.array(DossierMoves),
  }),
  'calendar.setClosed': channel({
    ...inStore,
    capability: 'edit',
    audit: 'write',
    clauses: ['G-009'],
    input: z.object({ closed: closedDays }),
    output: CalendarState,
  }),
} as const;
