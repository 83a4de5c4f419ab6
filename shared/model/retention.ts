import { z } from 'zod';
import { AccountId, DossierId } from './ids.ts';
import { CivilDate, Instant } from './units.ts';

/** 保管期限 with the code that a 档号 bears. */
export const retentions = { 永久: 'Y', '30年': 'D30', '10年': 'D10' } as const;
export type Period = keyof typeof retentions;
export const periods = ['永久', '30年', '10年'] as const satisfies readonly Period[];
export const Period = z.enum(periods);

/** 密级 of a volume; nothing of a state secret enters here (E-16). */
export const secrecies = ['', '内部', '商业秘密'] as const;
export const Secrecy = z.enum(secrecies);
export type Secrecy = z.infer<typeof Secrecy>;

/** 冻结: as long as it stands nothing of the dossier is destroyed. */
export const Hold = z.object({
  /** From 1, in the order in which they were laid. */
  number: z.number().int().positive(),
  reason: z.string().trim().min(2).max(500),
  /** Who lays it: a person's or an office's name (纪检, 审计, 法院). */
  who: z.string().trim().min(1).max(120),
  from: CivilDate,
  /** The last day; null: until it is lifted. */
  until: CivilDate.nullable(),
  lifted: z.object({ on: CivilDate, reason: z.string().trim().min(2).max(500) }).nullable(),
});
export type Hold = z.infer<typeof Hold>;

/** What is sealed under the noun `retention`, one row a dossier; every change is a version. */
export const RetentionValue = z.object({
  /** Null: as the unit says for the kind. */
  period: Period.nullable(),
  secrecy: Secrecy.nullable(),
  /** 归档年度: the year in which the dossier was closed; null while it is not. */
  closed: z.number().int().min(1949).max(9000).nullable(),
  holds: z.array(Hold).max(200),
});
export type RetentionValue = z.infer<typeof RetentionValue>;

/** Where a dossier stands: not closed, for ever, kept, its last year runs, to be appraised (鉴定). */
export const retentionStates = ['open', 'permanent', 'kept', 'last_year', 'due'] as const;

/** Why a dossier is not destroyed. */
export const retainedReasons = [
  'open',
  'permanent',
  'before_time',
  'held',
  'same_person',
  'alone',
  'changed',
  'decided',
  'clock',
] as const;
export type RetainedReason = (typeof retainedReasons)[number];

export const RetentionView = z.object({
  dossier: DossierId,
  kind: z.string(),
  title: z.string(),
  /** 档号 of the volume by the unit's template; empty where the unit has said nothing. */
  reference: z.string(),
  number: z.string(),
  /** The version that a change must name; 0 where nothing was said of it yet. */
  version: z.number().int(),
  own: RetentionValue,
  period: Period,
  /** Who says so: the archivist for this dossier, the unit for the kind or for all, the template for the kind. */
  by: z.enum(['dossier', 'unit_kind', 'unit', 'kind']),
  secrecy: Secrecy,
  /** The first and the last day of the period. */
  from: CivilDate.nullable(),
  ends: CivilDate.nullable(),
  state: z.enum(retentionStates),
  /** The holds that stand today. */
  held: z.array(Hold),
  /** A request for its destruction that waits for the second person. */
  asked: z.string().nullable(),
  /** The year of the last recorded fact: what 归档年度 is offered. */
  lastYear: z.number().int().nullable(),
  /** Whether the person may say periods, holds and requests of this dossier. */
  may: z.boolean(),
});
export type RetentionView = z.infer<typeof RetentionView>;

export const DestructionId = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .brand('DestructionId');
export type DestructionId = z.infer<typeof DestructionId>;

/** What the 销毁清册 says of a dossier; it outlives the dossier's key. */
export const DestructionFacts = z.object({
  reference: z.string(),
  number: z.string(),
  title: z.string(),
  kind: z.string(),
  /** `20240603—20251230`, from the dated facts. */
  dates: z.string(),
  files: z.number().int(),
  pages: z.number().int(),
  bytes: z.number().int(),
  period: Period,
  secrecy: Secrecy,
  closed: z.number().int(),
  ended: CivilDate,
  reason: z.string().trim().min(2).max(1000),
  /** The civil day of the request. */
  on: CivilDate,
});
export type DestructionFacts = z.infer<typeof DestructionFacts>;

export const destructionStates = ['asked', 'destroyed', 'declined', 'withdrawn'] as const;
export type DestructionState = (typeof destructionStates)[number];

export const DestructionView = z.object({
  id: DestructionId,
  dossier: DossierId,
  state: z.enum(destructionStates),
  facts: DestructionFacts,
  requestedBy: z.string(),
  requester: AccountId,
  requestedAt: Instant,
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  /** The civil day of the destruction. */
  on: CivilDate.nullable(),
  /** Why it was declined or withdrawn. */
  answer: z.string(),
  /** Both signatures are those of the two named. */
  signed: z.boolean(),
});
export type DestructionView = z.infer<typeof DestructionView>;
