import { z } from 'zod';
import { DossierId, ItemId, JobId, ObjectId, TicketId } from '../../model/ids.ts';
import { ErrorCode } from '../../model/errors.ts';
import { Marking } from '../../model/marking.ts';
import { channel, Empty } from '../channel.ts';
import { EvidenceItem } from './dossier.ts';

const inDossier = {
  session: 'unlocked',
  scope: 'dossier',
  infoClass: 'trade_secret',
  purpose: 'carry_out_project',
  approval: null,
  clauses: ['A-S01', 'G-019', 'E-04'],
} as const;
const write = { ...inDossier, capability: 'edit', audit: 'write' } as const;
const dossier = DossierId;
/** E-13, E-16: declared by whoever brings it in; without it, what is usual for the kind of dossier. */
const marking = Marking.optional();
const DropId = z.string().regex(/^[0-9a-f]{32}$/);

export const Sealed = z.object({
  items: z.array(EvidenceItem),
  refused: z.array(z.object({ name: z.string(), code: ErrorCode })),
});
export type Sealed = z.infer<typeof Sealed>;

/** Files come in by main's dialog or by dropping, are sealed at once, and are seen through tickets. */
export const evidence = {
  /** Opens main's dialog; every chosen file is sealed into the dossier. Nothing chosen: empty lists. */
  'evidence.choose': channel({
    ...write,
    lifecycle: 'collect',
    job: true,
    input: z.object({ dossier, many: z.boolean().default(true), marking }),
    output: Sealed,
  }),
  'evidence.list': channel({
    ...inDossier,
    capability: 'view',
    audit: 'none',
    input: z.object({ dossier }),
    output: z.array(EvidenceItem),
  }),
  /** How this person may see it: the file itself, or only pictures of its pages (E-04). */
  'evidence.look': channel({
    ...inDossier,
    capability: 'view',
    audit: 'none',
    papers: { of: 'named', need: ['view'] },
    input: z.object({ dossier, object: ObjectId }),
    output: z.object({
      as: z.enum(['file', 'pixels']),
      name: z.string(),
      type: z.string(),
      size: z.number().int(),
      pages: z.number().int().nullable(),
    }),
  }),
  /**
   * One page as a picture with name and time burnt in, drawn outside the page's process: for whoever may look and not
   * copy. Refused where nothing keeps other programs from the window; a demonstration says so instead.
   */
  'evidence.page': channel({
    ...inDossier,
    capability: 'view',
    audit: 'intent_and_result',
    papers: { of: 'named', need: ['view'] },
    input: z.object({
      dossier,
      object: ObjectId,
      /** 1-based. */
      page: z.number().int().min(1).max(100_000),
      /** Pixels. */
      width: z.number().int().min(300).max(2000),
    }),
    output: z.object({
      pages: z.number().int(),
      width: z.number().int(),
      height: z.number().int(),
      /** PNG. */
      image: z.instanceof(Uint8Array),
      /** Whether the window is kept from other programs meanwhile. */
      protected: z.boolean(),
    }),
  }),
  /** Raises a paper's class or time, or leaves it as high as it is (E-13). */
  'marking.raise': channel({
    ...write,
    clauses: ['E-13', 'A-T19'],
    papers: { of: 'named', need: ['view', 'edit'] },
    input: z.object({ dossier, object: ObjectId, marking: Marking }),
    output: Empty,
  }),
  /** Lowers it, with a reason: an act of whoever grants, since more people see more of it afterwards. */
  'marking.lower': channel({
    ...write,
    capability: 'grant',
    clauses: ['E-13', 'B-S09'],
    reauthenticate: true,
    papers: { of: 'named', need: ['view', 'edit'] },
    input: z.object({
      dossier,
      object: ObjectId,
      marking: Marking,
      reason: z.string().trim().min(1).max(2000),
    }),
    output: Empty,
  }),
  /** Opens one view of one file; `url` is relative to the page and lives until close, lock or ten minutes. */
  'evidence.ticket': channel({
    ...inDossier,
    capability: 'view',
    audit: 'intent_and_result',
    // The page gets the bytes: that is a copy (E-04).
    papers: { of: 'named', need: ['view', 'copy'] },
    input: z.object({ dossier, object: ObjectId }),
    output: z.object({
      ticket: TicketId,
      url: z.string(),
      size: z.number().int(),
      type: z.string(),
      name: z.string(),
    }),
  }),
  'evidence.release': channel({
    ...inDossier,
    scope: 'application',
    capability: 'view',
    audit: 'none',
    input: z.object({ ticket: TicketId }),
    output: Empty,
  }),
  /** Files an object under a piece of a package (`entries.materials`). */
  'material.bind': channel({
    ...write,
    input: z.object({ dossier, object: ObjectId, package: z.string().max(16), piece: z.string().max(64) }),
    output: z.object({ entry: ItemId }),
  }),
  /** A person looked: the piece bears its seal, or does not; null withdraws what was said. */
  'material.confirm': channel({
    ...write,
    input: z.object({ dossier, entry: ItemId, sealed: z.boolean().nullable() }),
    output: Empty,
  }),
  'material.unbind': channel({ ...write, input: z.object({ dossier, entry: ItemId }), output: Empty }),

  // The bridge's own: a dropped file as a path (Electron) or as pieces (where the shell gives no path).
  'drop.file': channel({
    ...write,
    lifecycle: 'collect',
    surface: 'preload',
    job: true,
    input: z.object({ dossier, path: z.string().max(32_768), name: z.string().max(1024), marking }),
    output: Sealed,
  }),
  'drop.begin': channel({
    ...write,
    lifecycle: 'collect',
    audit: 'none',
    surface: 'preload',
    /** `job`: the sealing runs on between the calls, under this id. */
    input: z.object({
      dossier,
      name: z.string().max(1024),
      size: z.number().int().nonnegative(),
      job: JobId.optional(),
      marking,
    }),
    output: z.object({ drop: DropId }),
  }),
  /** At most 1 MiB; answers when the piece has been taken, so that the sender never runs ahead. */
  'drop.piece': channel({
    ...write,
    scope: 'application',
    audit: 'none',
    surface: 'preload',
    maxInputBytes: 2 * 1024 * 1024,
    input: z.object({ drop: DropId, bytes: z.instanceof(Uint8Array) }),
    output: Empty,
  }),
  'drop.end': channel({
    ...write,
    lifecycle: 'collect',
    surface: 'preload',
    input: z.object({ dossier, drop: DropId }),
    output: Sealed,
  }),
  'drop.abort': channel({
    ...write,
    scope: 'application',
    audit: 'none',
    surface: 'preload',
    input: z.object({ drop: DropId }),
    output: Empty,
  }),
} as const;
