import { z } from 'zod';
import { CivilDate } from '../../model/units.ts';
import type { View } from '../define.ts';
import draft from './guideline.json' with { type: 'json' };

const Words = z.object({ zh: z.string().min(1).max(200), en: z.string().max(200) });
const Line = z.number().int().positive().optional();

/** One measurable target as the guideline asks for it (docs/guideline-format.md). */
export const GuidelineIndicator = z.object({
  mark: z.string().max(4),
  key: z.string().regex(/^[0-9a-z]{0,4}$/u),
  title: Words,
  op: z.enum(['>=', '>', '<=', '<', '=', 'yes']),
  value: z.number().nonnegative(),
  unit: z.string().max(20),
  direction: z.enum(['more', 'less', 'exact']),
  how: z.enum(['sum', 'latest', 'distinct', 'worst']),
  upper: z.number().optional(),
  advice: z.number().optional(),
  /** Fewer than asked but this many: only told (C-Q12). */
  enough: z.number().optional(),
  /** Counted once for each year of the project. */
  per: z.literal('year').optional(),
  reading: z.string().optional(),
  soft: z.boolean().optional(),
  line: Line,
});

const Topic = z.object({
  code: z.string().regex(/^C-[WM]\d{1,2}$/u),
  part: z.enum(['work_programme', 'memorandum']),
  title: Words,
  line: Line,
  indicators: z.array(GuidelineIndicator).max(60),
  /** 地方配套 against 国拨, e.g. `1:2` (C-P04). */
  local_matching: z.string().optional(),
});

const Common = z.object({
  code: z.string().regex(/^C-K\d{2}$/u),
  line: Line,
  indicators: z.array(GuidelineIndicator).max(10),
});

const Area = z.object({
  name: z.string(),
  topics: z.array(z.string()).min(1),
  /** 包括但不限于: another one may be named, with words that explain it. */
  other: z.boolean().optional(),
});

const Direction = z.object({
  code: z.string().regex(/^\d\.\d$/u),
  title: Words,
  line: Line,
  projects: z.object({ number: z.number().int().positive(), kind: z.enum(['at_most', 'exactly', 'about']) }),
  funding_wan: z.number().int().nonnegative(),
  years: z.number().int().positive(),
  years_exact: z.boolean(),
  joint: z.boolean(),
  agreement: z.array(z.string()),
  choices: z.array(z.string()).max(60),
  choices_line: Line,
  tree: z.array(z.object({ name: z.string(), areas: z.array(Area).min(1) })).optional(),
  statement_for: z.array(z.string()).optional(),
  countries: z.array(z.string()),
  countries_at_least: z.number().int().optional(),
  countries_open: z.boolean().optional(),
  geo_members: z.boolean().optional(),
  foreign_enterprises: z.number().int().optional(),
  foreign_lead_enterprise: z.boolean().optional(),
  foreign_only_enterprises: z.boolean().optional(),
  foreign_funding_proof: z.boolean().optional(),
  foreign_guideline: z.string().optional(),
  cn_enterprises: z.number().int().optional(),
  partner_line: Line,
  quota_per_unit: z.number().int().positive().optional(),
  quota_line: Line,
  projects_by_choice: z.array(z.number().int()).optional(),
  not_health: z.array(z.string()).optional(),
  health_goes_to: z.string().optional(),
  papers: z.number().int().optional(),
  visits: z
    .object({
      inbound: z.number().int().optional(),
      outbound: z.number().int().optional(),
      months: z.number().int().optional(),
    })
    .optional(),
  execution_line: Line,
  matching: z.enum(['at_least_government', 'equal_central']).optional(),
  matching_line: Line,
  registration: z.string().max(80).optional(),
  registration_line: Line,
  listed_before: CivilDate.optional(),
  listed_line: Line,
  topics: z.array(Topic).optional(),
  common: z.array(Common).optional(),
  common_line: Line,
});

/** A guideline as data: its name, version and status, its days, and what each direction asks (docs/guideline-format.md). */
export const Guideline = z.object({
  format: z.literal('juanzong-guideline-1'),
  name: z.string().min(1).max(200),
  year: z.number().int().min(2000).max(2199),
  batch: z.string().max(40),
  version: z.string().min(1).max(40),
  status: z.enum(['征求意见稿', '正式稿']),
  deadlines: z.object({
    application: CivilDate.nullable(),
    recommendation: CivilDate.nullable(),
    defence: CivilDate.nullable(),
  }),
  projects_about: z.number().int(),
  funding_wan: z.number().int(),
  cn_journal_share: z.number().min(0).max(100),
  directions: z.array(Direction).min(1).max(40),
});
export type Guideline = z.infer<typeof Guideline>;
export type Direction = z.infer<typeof Direction>;
export type Topic = z.infer<typeof Topic>;
export type GuidelineIndicator = z.infer<typeof GuidelineIndicator>;

/** The draft for comment that the application brings along. */
export const builtIn: Guideline = Guideline.parse(draft);

const parsed = new Map<string, Guideline | null>();

/** A guideline from its JSON text, or null where it is none. The last few are remembered. */
export function parseGuideline(text: string): Guideline | null {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const made = readGuideline(text);
  if (parsed.size >= 8) parsed.clear();
  parsed.set(text, made);
  return made;
}

function readGuideline(text: string): Guideline | null {
  try {
    const result = Guideline.safeParse(JSON.parse(text));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}

/** The guideline that a dossier stands on: the one it took over, else the built-in draft (C-Q01). */
export function guidelineOf(view: View): Guideline {
  const own = view.text('guideline_data');
  return (own === '' ? null : parseGuideline(own)) ?? builtIn;
}

export function directionOf(view: View): Direction | undefined {
  const code = view.text('direction_code');
  return guidelineOf(view).directions.find((direction) => direction.code === code);
}

export function isDirection(...codes: readonly string[]): (view: View) => boolean {
  return (view) => codes.includes(view.text('direction_code'));
}

export function topicOf(view: View): Topic | undefined {
  const code = view.text('topic_code');
  return directionOf(view)?.topics?.find((topic) => topic.code === code);
}

/** Whether the topic is a project of the GEO work programme (W), with its own rules of admission. */
export function inWorkProgramme(view: View): boolean {
  return topicOf(view)?.part === 'work_programme';
}

/** Status of the text in force: as the guideline says, unless the dossier itself says otherwise. */
export function statusOf(view: View): string {
  const own = view.record.fields['guideline_status'];
  return typeof own === 'string' && own !== '' ? own : guidelineOf(view).status;
}
