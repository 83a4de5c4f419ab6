import { z } from 'zod';
import { Obligation, PackageView } from '../../model/derived.ts';
import { AccountId, DossierId, JobId } from '../../model/ids.ts';
import { Bilingual, CivilDate, Instant } from '../../model/units.ts';
import { TodayFilter, TodayGroup } from '../../today/filter.ts';
import { channel, Empty, lifecycles } from '../channel.ts';

const inDossier = {
  session: 'unlocked',
  scope: 'dossier',
  infoClass: 'trade_secret',
  purpose: 'carry_out_project',
  approval: null,
} as const;
const dossier = DossierId;
const packageId = z.string().max(16);

export const TodayRow = z.object({
  dossier: DossierId,
  dossier_title: z.string(),
  kind: z.string(),
  obligation: Obligation,
});
export type TodayRow = z.infer<typeof TodayRow>;

const Dots = z.enum(['ours', 'theirs', 'deemed']);

export const TodayView = z.object({
  today: CivilDate,
  /** 逾期与今天 · 将视为同意 · 七天内 · 待前提 · 等对方 (interface.md): the first rows that pass the filter. */
  overdue: z.array(TodayRow),
  deemed: z.array(TodayRow),
  week: z.array(TodayRow),
  waiting: z.array(TodayRow),
  theirs: z.array(TodayRow),
  later: z.array(TodayRow),
  /** How many pass in each group, sent or not. */
  counts: z.record(TodayGroup, z.number().int()),
  /** Of everything, whatever the filter: what the sentence on top says. */
  whole: z.object({
    /** Late apart from due today. */
    late: z.number().int(),
    due: z.number().int(),
    theirs: z.number().int(),
    later: z.number().int(),
    /** Silence that will count as consent, its first and last day; and what it has settled already (B-T12). */
    deemed: z.number().int(),
    deemed_first: CivilDate.nullable(),
    deemed_last: CivilDate.nullable(),
    deemed_past: z.number().int(),
  }),
  /** Of everything: what there is to choose from. */
  choices: z.object({
    dossiers: z.array(z.object({ id: DossierId, title: z.string() })),
    kinds: z.array(z.string()),
    groups: z.array(TodayGroup),
  }),
  /** The days of the month at the side, of the rows that pass. */
  days: z.array(
    z.object({
      date: CivilDate,
      count: z.number().int(),
      dots: z.array(Dots).max(3),
      /** The first row of the day: `dossier/obligation`. */
      row: z.string(),
      titles: z.array(Bilingual),
    }),
  ),
  /** The earliest of the passing days that rests on an unpublished calendar year. */
  provisional_from: CivilDate.nullable(),
  dossiers: z.number().int(),
  /** Where the machine's clock went back: the latest instant in the log, which lies ahead of it; else null. */
  clock_behind: Instant.nullable(),
});
export type TodayView = z.infer<typeof TodayView>;

export const Exported = z.object({
  /** The name of the folder or the file, never its path. */
  name: z.string(),
  files: z.number().int(),
  bytes: z.number().int(),
});

export const JobView = z.object({
  job: JobId,
  /** The channel that runs. */
  what: z.string(),
  dossier: DossierId.nullable(),
  started_at: Instant,
  done: z.number(),
  total: z.number().nullable(),
  unit: z.enum(['bytes', 'files', 'pages', 'steps']),
  /** The file or step at hand, e.g. a file name the person may see. */
  label: z.string(),
  cancellable: z.boolean(),
});
export type JobView = z.infer<typeof JobView>;

export const AuditRow = z.object({
  seq: z.number().int(),
  at: Instant,
  account: z.string().nullable(),
  channel: z.string(),
  stage: z.enum(['intent', 'result', 'single']),
  outcome: z.string(),
  code: z.string().nullable(),
  rule: z.string().nullable(),
  /** E-12: the step of the data's life; null where no data is touched. */
  lifecycle: z.enum(lifecycles).nullable(),
  dossier: z.string().nullable(),
  session: z.string().nullable(),
  /** Of a result: the number of its intent. */
  intent: z.number().int().nullable(),
  hash: z.string(),
  signed: z.boolean(),
});
export type AuditRow = z.infer<typeof AuditRow>;

export const Chain = z.object({
  ok: z.boolean(),
  broken_at: z.number().int().nullable(),
  length: z.number().int(),
  /** How much of it has been followed in this session; below `length`, ask `audit.check`. */
  checked: z.number().int(),
});

const inLog = {
  ...inDossier,
  scope: 'store',
  infoClass: 'internal',
  purpose: 'audit',
  capability: 'audit',
  clauses: ['E-10', 'B-S22'],
} as const;

/** The day's work: 今日, packages, jobs, search, audit. */
export const work = {
  'today.view': channel({
    ...inDossier,
    scope: 'store',
    capability: 'view',
    audit: 'none',
    clauses: ['E-03'],
    input: z.object({
      filter: TodayFilter.default({}),
      /** Rows sent of each group; all of 将视为同意 always. A page shows no more than a person reads. */
      limits: z.partialRecord(TodayGroup, z.number().int().min(0).max(5000)).default({}),
    }),
    output: TodayView,
  }),
  /** 今日 as a PDF in a folder chosen in main's dialog; the page itself never prints. */
  'today.print': channel({
    ...inDossier,
    scope: 'store',
    capability: 'print',
    audit: 'intent_and_result',
    clauses: ['E-04', 'A-S02'],
    job: true,
    input: z.object({ filter: TodayFilter }),
    output: Exported,
  }),
  /** The dated rows as a calendar file (RFC 5545); without the dossiers' titles unless a person asks for them. */
  'today.calendarFile': channel({
    ...inDossier,
    scope: 'store',
    capability: 'export',
    audit: 'intent_and_result',
    clauses: ['E-04', 'A-S02'],
    job: true,
    input: z.object({ filter: TodayFilter, titles: z.boolean().default(false) }),
    output: Exported.extend({ events: z.number().int() }),
  }),
  'package.view': channel({
    ...inDossier,
    capability: 'view',
    audit: 'none',
    clauses: ['A-D06', 'E-03'],
    input: z.object({ dossier, package: packageId, meeting: CivilDate.nullable().optional() }),
    output: PackageView,
  }),
  /** Keeps the planned day of the meeting; null forgets it. A plan is no fact: it moves no obligation but this view. */
  'package.plan': channel({
    ...inDossier,
    capability: 'edit',
    audit: 'write',
    clauses: ['A-T05', 'E-02'],
    input: z.object({ dossier, package: packageId, meeting: CivilDate.nullable() }),
    output: Empty,
  }),
  /** Writes the package into a new folder chosen in main's dialog; an incomplete one says 未齐 in its name. */
  'package.export': channel({
    ...inDossier,
    capability: 'export',
    audit: 'intent_and_result',
    clauses: ['A-S02', 'E-04'],
    job: true,
    papers: { of: 'package', need: ['export'] },
    input: z.object({
      dossier,
      package: packageId,
      meeting: CivilDate.nullable().optional(),
      incomplete: z.boolean().default(false),
      /** With a merged copy to read beside the originals. */
      copy: z.boolean().default(true),
    }),
    output: Exported,
  }),
  /** The table of targets as docx, xlsx and PDF, in a new folder chosen in main's dialog (C-F11). */
  'indicator.export': channel({
    ...inDossier,
    capability: 'export',
    audit: 'intent_and_result',
    clauses: ['C-F11', 'E-04'],
    job: true,
    input: z.object({ dossier }),
    output: Exported,
  }),
  /** The letter to what silence would settle, as docx and PDF, in a new folder chosen in main's dialog (B-T12). */
  'reply.export': channel({
    ...inDossier,
    capability: 'export',
    audit: 'intent_and_result',
    clauses: ['B-T12', 'B-C02', 'E-04'],
    job: true,
    input: z.object({ dossier, obligation: z.string().max(64) }),
    output: Exported,
  }),
  /** The model form of the kind, filled, as docx and PDF, in a new folder chosen in main's dialog (B-F38); a draft's too. */
  'form.export': channel({
    ...inDossier,
    capability: 'export',
    audit: 'intent_and_result',
    clauses: ['B-F38', 'B-F35', 'E-04'],
    job: true,
    input: z.object({ dossier }),
    output: Exported,
  }),
  'job.list': channel({
    ...inDossier,
    scope: 'application',
    infoClass: 'internal',
    capability: 'view',
    audit: 'none',
    clauses: ['E-01'],
    input: Empty,
    output: z.array(JobView),
  }),
  'job.cancel': channel({
    ...inDossier,
    scope: 'application',
    infoClass: 'internal',
    capability: 'edit',
    audit: 'none',
    clauses: ['E-01'],
    input: z.object({ job: JobId }),
    output: Empty,
  }),
  'search.find': channel({
    ...inDossier,
    scope: 'store',
    capability: 'view',
    audit: 'none',
    clauses: ['E-03'],
    input: z.object({ text: z.string().max(200) }),
    output: z
      .array(
        z.object({
          kind: z.enum(['dossier', 'obligation', 'clause', 'evidence']),
          dossier: DossierId,
          title: Bilingual,
          where: z.string(),
          /** What to open: an obligation's id, a rule id, an object's id. */
          target: z.string(),
        }),
      )
      .max(50),
  }),
  /** A page of the log, newest first; the conditions hold together. */
  'audit.list': channel({
    ...inLog,
    audit: 'none',
    input: z.object({
      before: z.number().int().optional(),
      limit: z.number().int().min(1).max(500).default(100),
      /** Civil days in Asia/Shanghai, both inclusive. */
      from: CivilDate.optional(),
      to: CivilDate.optional(),
      account: AccountId.optional(),
      /** Only what concerns this dossier: a condition, not the scope of the call. */
      concerning: DossierId.optional(),
      lifecycle: z.enum(lifecycles).optional(),
      outcome: z.enum(['ok', 'refused', 'failed', 'cancelled']).optional(),
    }),
    output: z.object({
      rows: z.array(AuditRow),
      chain: Chain,
      accounts: z.array(z.object({ id: AccountId, name: z.string() })),
    }),
  }),
  /** Follows the whole chain and every signed head. */
  'audit.check': channel({ ...inLog, audit: 'none', job: true, input: Empty, output: Chain }),
  /**
   * Writes a stretch of the log into the person's folder, ended with the person's signature; it is verified alone
   * (docs/audit-format.md). No condition but time: what is left out would break the chain.
   */
  'audit.export': channel({
    ...inLog,
    audit: 'intent_and_result',
    lifecycle: 'provide',
    reauthenticate: true,
    job: true,
    input: z.object({
      from: CivilDate.optional(),
      to: CivilDate.optional(),
      /** With the details that the exporter's keys open. */
      details: z.boolean().default(false),
    }),
    output: Exported.extend({ entries: z.number().int(), root: z.string() }),
  }),
} as const;
