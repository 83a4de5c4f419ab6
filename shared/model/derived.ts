import { z } from 'zod';
import { ItemId, ObjectId } from './ids.ts';
import { Bilingual, CivilDate, Instant, KnownAmount } from './units.ts';

/** Where the words stand: article as the document numbers it, 1-based source line of the template, its text. */
export const Clause = z.object({
  article: z.string(),
  line: z.number().int().positive().optional(),
  text: z.string().optional(),
});
export type Clause = z.infer<typeof Clause>;

/** One step of a count of days: a printable proof (design section 3). */
export const CountStep = z.object({
  date: CivilDate,
  counted: z.boolean(),
  /** Why it counted or not: `start`, `workday`, `weekend`, `month_end` …; every one has words in shared/text/count-step.ts. */
  why: z.string(),
  /** Name of the holiday or number of the notice, where there is one. */
  detail: z.string().optional(),
});
export type CountStep = z.infer<typeof CountStep>;

export const obligationStatuses = [
  'pending_trigger', // its event has not happened: 未起算
  'waiting_gate', // begun, but a gate (invoice, budget) is shut: 待前提
  'open',
  'due_soon', // safe day within 7 days
  'due_today',
  'overdue',
  'met',
  'met_late',
  'deemed', // not answered by the last day: the silence counts as what its clause says
  'standing', // perpetual or without a date
  'not_applicable',
] as const;

export const Obligation = z.object({
  /** Unique within a dossier: the rule, and the instalment or ordinal where it repeats, e.g. `A-T11#1`. */
  id: z.string(),
  rule: z.string(),
  key: z.string(),
  title: Bilingual,
  obligor: z.string(),
  obligee: z.string(),
  /** Whether our side owes it, is owed it, or both (`either` party). */
  side: z.enum(['ours', 'theirs', 'both', 'unknown']),
  trigger: z.string(),
  triggered_on: CivilDate.nullable(),
  nominal: CivilDate.nullable(),
  statutory: CivilDate.nullable(),
  safe: CivilDate.nullable(),
  escalate: CivilDate.nullable(),
  provisional: z.boolean(),
  status: z.enum(obligationStatuses),
  /** Gates of a payment or a conditional duty. */
  gates: z.array(z.object({ key: z.string(), title: Bilingual, met_on: CivilDate.nullable() })),
  amount: KnownAmount.nullable(),
  installment: z.number().int().positive().nullable(),
  unit: z.enum(['natural_day', 'working_day', 'month', 'year', 'fixed_date', 'none']),
  dir: z.enum(['after', 'before', 'on']),
  clause: Clause,
  on_miss: Bilingual,
  /** The reading taken of an ambiguous clause (`A-Q01` …) and its words. */
  reading: z
    .object({
      rule: z.string(),
      text: Bilingual,
      /** Why this one, and who may choose another; where the row has several, which stands. */
      why: Bilingual.optional(),
      who: Bilingual.optional(),
      choice: z.string().optional(),
      choices: z.array(z.object({ key: z.string(), text: Bilingual })).optional(),
    })
    .nullable(),
  confidence: z.enum(['explicit', 'read', 'ask']),
  /** 〔内控〕: not in the source's words. */
  internal: z.boolean(),
  /**
   * Where silence counts as an answer: what it means, the last day to answer, the days left until the careful party
   * stops counting (its nominal day where we must answer, the statutory one where the other side must; negative
   * when past), and how loud: 3 from one day before on, 2 from three, 1 from five.
   */
  silence: z
    .object({
      means: Bilingual,
      until: CivilDate.nullable(),
      days_left: z.number().int().nullable(),
      alarm: z.number().int().min(0).max(3),
    })
    .nullable(),
  /** The event that meets it, and the evidence of the one that did. */
  met_by: z.string().nullable(),
  met_on: CivilDate.nullable(),
  steps: z.array(CountStep),
});
/** What is owed by whom to whom, when, and why; derived, never stored. */
export type Obligation = z.infer<typeof Obligation>;

export const Finding = z.object({
  rule: z.string(),
  severity: z.enum(['block', 'warn', 'info']),
  message: Bilingual,
  /** Where: `fields.total_amount`, `entries.expenses[2].item`, `events[0]`. */
  path: z.string(),
  clause: Clause,
  /** Where two papers disagree (A-X01–A-X03): the other clause, and the one that decides between them. */
  against: z.object({ other: Clause, decides: Clause }).optional(),
  /** A warning that a person answered with a reason; it falls away when the finding says something else. */
  answer: z.object({ row: ItemId, reason: z.string(), by: z.string(), at: Instant }).optional(),
});
export type Finding = z.infer<typeof Finding>;

export const PieceState = z.enum(['missing', 'present', 'doubtful', 'complete', 'not_applicable']);
/** 缺 / 有 / 存疑 / 齐 / 不适用. */
export type PieceState = z.infer<typeof PieceState>;

/** One copy on paper and who holds it. */
export const Holder = z.object({
  copy: z.number().int().positive().nullable(),
  holder: z.string().min(1).max(100),
  date: CivilDate.nullable(),
  signed_by: z.string().max(50),
});
export type Holder = z.infer<typeof Holder>;

export const PackagePiece = z.object({
  key: z.string(),
  rule: z.string(),
  title: Bilingual,
  conditional: z.boolean(),
  state: PieceState,
  /** What would satisfy it or what is wrong, in words. */
  needs: Bilingual,
  /** Whether a seal must be confirmed by a person before it is complete. */
  seal: z.string().nullable(),
  clause: Clause,
  materials: z.array(
    z.object({
      entry: ItemId,
      object: ObjectId,
      confirmed: z.boolean(),
      /** What a person registered of the paper, and what of it does not fit (A-D05). */
      paper: z
        .object({
          pages: z.number().int().nullable(),
          copies: z.number().int().nullable(),
          matches: z.boolean().nullable(),
          doubts: z.array(Bilingual),
          holders: z.array(Holder.extend({ holder: z.string() })),
        })
        .nullable(),
    }),
  ),
  /** Copies on paper that are agreed. */
  copies: z.number().int().nullable(),
});
export type PackagePiece = z.infer<typeof PackagePiece>;

export const ScheduleDay = z.object({
  date: CivilDate,
  kind: z.enum(['workday', 'weekend', 'holiday', 'makeup_workday']),
  /** Working days left until the base day; null where the day does not count. */
  countdown: z.number().int().nullable(),
  /** `print` and `seal`: when printing and sealing have to be done at the latest 〔内控〕. */
  marks: z.array(z.enum(['today', 'print', 'seal', 'safe', 'statutory', 'meeting', 'period_end'])),
});

export const PackageView = z.object({
  id: z.string(),
  title: Bilingual,
  meeting: CivilDate.nullable(),
  due: Obligation.nullable(),
  days: z.array(ScheduleDay),
  pieces: z.array(PackagePiece),
  findings: z.array(Finding),
  /** Whether it may be exported as complete; an incomplete one may leave only as a marked draft. */
  ready: z.boolean(),
});
/** A package of rulebook section P: each required piece and what is still lacking. */
export type PackageView = z.infer<typeof PackageView>;
