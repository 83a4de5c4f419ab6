import { z } from 'zod';
import { CivilDate } from './units.ts';

/** The kinds of disc that an archive is laid out on. */
export const discKinds = ['CD', 'DVD', 'BD'] as const;

export const InspectionStage = z.enum(['GD', 'YJ', 'CQ']);
export const inspectionResults = ['pass', 'fail', 'not_applicable', 'open'] as const;

/** One item of 四性检测 (DA/T 70) as it was judged. */
export const InspectedItem = z.object({
  code: z.string(),
  property: z.enum(['真实性', '完整性', '可用性', '安全性']),
  title: z.string(),
  by: z.enum(['machine', 'person']),
  /** `open`: a person has still to answer and sign. */
  result: z.enum(inspectionResults),
  evidence: z.string(),
  faults: z.array(z.string()),
  answered: z.object({ by: z.string(), date: CivilDate }).optional(),
});
export type InspectedItem = z.infer<typeof InspectedItem>;

export const Inspection = z.object({
  format: z.literal('juanzong-four-properties-1'),
  standard: z.string(),
  archive: z.string(),
  stage: InspectionStage,
  date: z.string(),
  files: z.number().int(),
  bytes: z.number().int(),
  items: z.array(InspectedItem),
  /** How many of each result. */
  totals: z.record(z.enum(inspectionResults), z.number().int()),
});
export type Inspection = z.infer<typeof Inspection>;

/** What the person at the screen says to an item; main signs it with name and day. */
export const PersonAnswers = z.record(
  z.string().regex(/^\d-\d{1,2}[a-z]?$/),
  z.object({ result: z.enum(['pass', 'fail', 'not_applicable']), note: z.string().max(2000) }),
);
export type PersonAnswers = z.infer<typeof PersonAnswers>;

/** A plan of discs in short; `plan.json` in its folder has every file. */
export const DiscPlanView = z.object({
  archive: z.string(),
  kind: z.enum(discKinds),
  sets: z.number().int(),
  files: z.number().int(),
  bytes: z.number().int(),
  discs: z.array(z.object({ number: z.number().int(), files: z.number().int(), bytes: z.number().int() })),
});
export type DiscPlanView = z.infer<typeof DiscPlanView>;

/** What a burnt disc says against the plan. */
export const DiscCheck = z.object({
  valid: z.boolean(),
  number: z.number().int(),
  files: z.number().int(),
  bytes: z.number().int(),
  findings: z.array(
    z.object({ code: z.enum(['missing', 'changed', 'extra', 'unreadable']), path: z.string() }),
  ),
});
export type DiscCheck = z.infer<typeof DiscCheck>;
