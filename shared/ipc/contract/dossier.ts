import { z } from 'zod';
import { Finding, Obligation } from '../../model/derived.ts';
import { Exposure } from '../../model/exposure.ts';
import { DossierId, ItemId, ObjectId } from '../../model/ids.ts';
import { Marking } from '../../model/marking.ts';
import { ReadResult } from '../../model/reading.ts';
import { DossierRecord, Fields, FieldValue } from '../../model/record.ts';
import { Bilingual, CivilDate, Instant } from '../../model/units.ts';
import { channel, Empty } from '../channel.ts';

const inDossier = {
  session: 'unlocked',
  scope: 'dossier',
  infoClass: 'trade_secret',
  purpose: 'carry_out_project',
  approval: null,
  clauses: ['A-S01', 'E-02', 'E-03'],
} as const;
const read = { ...inDossier, capability: 'view', audit: 'none' } as const;
const write = { ...inDossier, capability: 'edit', audit: 'write' } as const;
const dossier = DossierId;

export const DossierSummary = z.object({
  id: DossierId,
  kind: z.string(),
  phase: z.enum(['draft', 'sample', 'active']),
  title: z.string(),
  number: z.string(),
  our_side: z.string().nullable(),
  state: z.object({ key: z.string(), title: Bilingual, side: z.array(Bilingual) }),
  next: z.object({ date: CivilDate, title: Bilingual, side: z.string() }).nullable(),
  open: z.number().int(),
  overdue: z.number().int(),
  saved_at: Instant,
});
export type DossierSummary = z.infer<typeof DossierSummary>;

export const EvidenceItem = z.object({
  object: ObjectId,
  /** The original name, exactly as it came. */
  name: z.string(),
  /** MIME type by content, not by name. */
  type: z.string(),
  size: z.number().int(),
  sm3: z.string(),
  sha256: z.string(),
  sealed_at: Instant,
  pages: z.number().int().nullable(),
  /** E-13: its class and for how long. */
  marking: Marking,
  /** From this day on somebody looks whether the marking still holds; null: no such day. */
  review_on: CivilDate.nullable(),
  /** A folder that was sealed as a whole; `complete` is false where its taking was broken off. */
  dataset: z.object({ files: z.number().int(), folders: z.number().int(), complete: z.boolean() }).optional(),
  /** Where it serves as evidence: an event, or a piece of a package. */
  bound: z.array(z.object({ as: z.enum(['event', 'piece', 'source']), key: z.string(), title: Bilingual })),
});
export type EvidenceItem = z.infer<typeof EvidenceItem>;

export const DossierView = z.object({
  id: DossierId,
  kind: z.string(),
  phase: z.enum(['sample', 'active']),
  version: z.number().int(),
  saved_at: Instant,
  /** How many stand on its need-to-know list (E-03). */
  known: z.number().int(),
  today: CivilDate,
  record: DossierRecord,
  title: z.string(),
  number: z.string(),
  /** The way through the states (rulebook P), with where it stands. */
  state: z.object({
    key: z.string(),
    title: Bilingual,
    steps: z.array(z.object({ key: z.string(), title: Bilingual, reached_on: CivilDate.nullable() })),
    /** What holds beside the way (变更中、已解除 …), and since when. */
    side: z.array(z.object({ key: z.string(), title: Bilingual, since: CivilDate })),
    /** What keeps the next step from being reached; `recorded`: without the paper that proves it (G-019). */
    missing: z.array(z.object({ key: z.string(), title: Bilingual, recorded: z.boolean() })),
  }),
  obligations: z.array(Obligation),
  findings: z.array(Finding),
  evidence: z.array(EvidenceItem),
  packages: z.array(z.object({ id: z.string(), title: Bilingual })),
});
export type DossierView = z.infer<typeof DossierView>;

export const DraftView = z.object({
  id: DossierId,
  kind: z.string(),
  our_side: z.string().nullable(),
  fields: Fields,
  /** Keys a person has confirmed; a field read from a document waits until it is here. */
  confirmed: z.array(z.string()),
  reading: z
    .object({
      object: ObjectId,
      name: z.string(),
      lines: z.array(z.string()),
      articles: z.array(z.object({ heading: z.string(), from: z.number().int(), to: z.number().int() })),
      result: ReadResult,
    })
    .nullable(),
  findings: z.array(Finding),
  saved_at: Instant,
});
export type DraftView = z.infer<typeof DraftView>;

export const Moved = z.array(
  z.object({ id: z.string(), title: Bilingual, from: CivilDate.nullable(), to: CivilDate.nullable() }),
);

const eventInput = {
  key: z.string().max(64),
  date: CivilDate,
  installment: z.number().int().positive().max(99).optional(),
  n: z.number().int().positive().max(99).optional(),
  evidence: z.array(ObjectId).max(50),
  note: z.string().max(4000).optional(),
  values: z.record(z.string(), FieldValue).optional(),
};
const reason = z.string().trim().min(1).max(2000);

/** Dossiers: list, draft and wizard, the record, its events and ledgers. */
export const dossiers = {
  'dossier.list': channel({
    ...read,
    scope: 'store',
    input: Empty,
    output: z.array(DossierSummary),
  }),
  'dossier.create': channel({
    ...write,
    scope: 'store',
    lifecycle: 'store',
    input: z.object({ kind: z.string().max(64) }),
    output: z.object({ id: DossierId }),
  }),
  /** A sample to play with; it can be thrown away. */
  'dossier.createSample': channel({
    ...write,
    scope: 'store',
    lifecycle: 'store',
    input: z.object({ kind: z.string().max(64) }),
    output: z.object({ id: DossierId }),
  }),
  /** Throws away a draft or a sample; an active dossier is never discarded. */
  'dossier.discard': channel({ ...write, lifecycle: 'destroy', input: z.object({ dossier }), output: Empty }),
  'dossier.view': channel({ ...read, input: z.object({ dossier }), output: DossierView }),
  'dossier.draft': channel({ ...read, input: z.object({ dossier }), output: DraftView }),
  /** Saves what was typed, within half a second of typing; answers when it is on disk. */
  'dossier.saveDraft': channel({
    ...write,
    lifecycle: 'store',
    input: z.object({
      dossier,
      our_side: z.string().max(32).nullable().optional(),
      /** Only the fields that changed; `null` empties one. */
      fields: Fields.optional(),
      confirm: z.array(z.string().max(64)).optional(),
      unconfirm: z.array(z.string().max(64)).optional(),
    }),
    output: DraftView.pick({ fields: true, confirmed: true, our_side: true, findings: true, saved_at: true }),
  }),
  /** Ends the wizard. Refused with `unconfirmed_fields` or `blocked_by_findings` (G-015, G-016 …). */
  'dossier.finish': channel({ ...write, input: z.object({ dossier }), output: z.object({ id: DossierId }) }),
  /** Changes fields of an active dossier: a new version with author and reason; `conflict` when it moved on. */
  'dossier.amend': channel({
    ...write,
    input: z.object({
      dossier,
      version: z.number().int(),
      our_side: z.string().max(32).nullable().optional(),
      fields: Fields,
      reason,
    }),
    output: z.object({ version: z.number().int(), moved: Moved }),
  }),
  /**
   * Brings the amounts of a dossier into sight, which main keeps back until a person asks (E-09, B-Q16), until the
   * instant that it answers; each asking leaves its rows in the audit.
   */
  'dossier.unmask': channel({
    ...inDossier,
    capability: 'view',
    infoClass: 'contract_amount',
    audit: 'intent_and_result',
    clauses: ['B-S01', 'B-S02', 'B-Q16', 'E-09'],
    input: z.object({ dossier }),
    output: z.object({ until: Instant }),
  }),
  /** Takes them out of sight before their time. */
  'dossier.mask': channel({ ...read, input: z.object({ dossier }), output: Empty }),
  /** What each party would owe on some days (rulebook B-P); empty rows where the kind names no penalty. */
  'dossier.exposure': channel({
    ...read,
    input: z.object({ dossier, days: z.array(CivilDate).min(1).max(400) }),
    output: z.array(Exposure),
  }),
  'dossier.history': channel({
    ...read,
    input: z.object({ dossier }),
    output: z.array(
      z.object({
        noun: z.string(),
        row: ItemId,
        version: z.number().int(),
        at: Instant,
        author: z.string(),
        /** An event's or ledger's key; for fields the keys that the version changed, parted by blanks. */
        what: z.string(),
        reason: z.string().nullable(),
        removed: z.boolean(),
      }),
    ),
  }),
  'event.record': channel({
    ...write,
    input: z.object({ dossier, ...eventInput }),
    output: z.object({ event: ItemId, moved: Moved }),
  }),
  'event.correct': channel({
    ...write,
    input: z.object({ dossier, event: ItemId, reason, ...eventInput }),
    output: z.object({ event: ItemId, moved: Moved }),
  }),
  'event.withdraw': channel({
    ...write,
    input: z.object({ dossier, event: ItemId, reason }),
    output: z.object({ moved: Moved }),
  }),
  'entry.save': channel({
    ...write,
    input: z.object({
      dossier,
      ledger: z.string().max(64),
      entry: ItemId.optional(),
      values: z.record(z.string(), FieldValue),
    }),
    output: z.object({ entry: ItemId }),
  }),
  'entry.remove': channel({
    ...write,
    input: z.object({ dossier, ledger: z.string().max(64), entry: ItemId }),
    output: Empty,
  }),
  'reading.start': channel({
    ...write,
    job: true,
    // Its answer holds the text.
    papers: { of: 'named', need: ['view', 'copy'] },
    input: z.object({ dossier, object: ObjectId }),
    output: DraftView,
  }),
} as const;
