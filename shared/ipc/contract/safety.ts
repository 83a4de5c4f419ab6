import { z } from 'zod';
import { DossierId, ObjectId } from '../../model/ids.ts';
import { Instant } from '../../model/units.ts';
import { channel, Empty } from '../channel.ts';
import { Login, Password, SessionStatus } from './session.ts';

const inStore = {
  session: 'unlocked',
  scope: 'store',
  capability: 'administer',
  infoClass: 'internal',
  purpose: 'administration',
  approval: null,
} as const;

/** What a check of the store's health may find (docs/durability.md says what each means). */
export const healthCodes = [
  // the vault against its rows
  'object_missing',
  'object_misshapen',
  'object_orphan',
  'object_unfinished',
  'vault_stray',
  // what a proof found
  'object_damaged',
  'fingerprint_mismatch',
  'object_unread',
  'objects_unproven',
  'old_suite',
  // the store
  'store_unsound',
  'record_damaged',
  'audit_broken',
  'left_over',
  // around it
  'clock_back',
  'space_low',
  'names_unsynced',
  'backup_none',
  'backup_old',
  // in a backup
  'backup_missing',
  'backup_damaged',
  'backup_lacking',
] as const;
export const HealthCode = z.enum(healthCodes);
export type HealthCode = z.infer<typeof HealthCode>;

export const HealthFinding = z.object({
  severity: z.enum(['block', 'warn', 'info']),
  code: HealthCode,
  object: ObjectId.nullable(),
  dossier: DossierId.nullable(),
  /** The file's name, where this person may know it. */
  name: z.string().nullable(),
  count: z.number().int().nullable(),
  since: Instant.nullable(),
  /** What one press may do about it: remove what nobody needs, bring a file back from a backup, back up. */
  fix: z.enum(['remove', 'recover', 'backup', 'prove']).nullable(),
});
export type HealthFinding = z.infer<typeof HealthFinding>;

const Proven = z.object({
  object: ObjectId,
  dossier: DossierId,
  name: z.string(),
  size: z.number().int(),
  /** When every byte was last checked; null for never. */
  at: Instant.nullable(),
  ok: z.boolean(),
});

export const BackupNote = z.object({
  /** The folder's name on the medium, never its path. */
  name: z.string(),
  snapshot: z.string(),
  at: Instant,
  objects: z.number().int(),
  bytes: z.number().int(),
  lacking: z.number().int(),
  /** When a drill last proved it. */
  proven_at: Instant.nullable(),
});
export type BackupNote = z.infer<typeof BackupNote>;

export const HealthReport = z.object({
  at: Instant,
  findings: z.array(HealthFinding),
  objects: z.number().int(),
  bytes: z.number().int(),
  /** Objects of dossiers whose keys this person does not hold: counted, not proven. */
  closed: z.number().int(),
  proofs: z.object({
    proven: z.number().int(),
    never: z.number().int(),
    oldest: Instant.nullable(),
    last: Instant.nullable(),
  }),
  /** Those proven longest ago, at most 200. */
  oldest: z.array(Proven),
  /** Bytes that the store's disk has left; null where the system does not say. */
  free: z.number().nullable(),
  /** Newest first; what was recalled since is still in them (E-07). */
  backups: z.array(BackupNote),
});
export type HealthReport = z.infer<typeof HealthReport>;

export const DrillReport = z.object({
  name: z.string(),
  snapshot: z.string(),
  taken_at: Instant,
  dossiers: z.number().int(),
  objects: z.number().int(),
  /** Opened and compared with their fingerprints. */
  proven: z.number().int(),
  /** Compared byte for byte only: their dossiers' keys are not this person's. */
  closed: z.number().int(),
  bytes: z.number().int(),
  audit_rows: z.number().int(),
  migrated: z.array(z.string()),
  findings: z.array(HealthFinding),
});
export type DrillReport = z.infer<typeof DrillReport>;

/** Health, proofs, backup and restore. */
export const safety = {
  'health.report': channel({
    ...inStore,
    audit: 'none',
    clauses: ['B-S17', 'E-10'],
    job: true,
    input: Empty,
    output: HealthReport,
  }),
  /** Reads a share of the vault, or all of it, and notes what was proven. */
  'health.prove': channel({
    ...inStore,
    audit: 'write',
    clauses: ['B-S17', 'E-12'],
    job: true,
    input: z.object({ all: z.boolean().default(false) }),
    output: z.object({ checked: z.number().int(), bytes: z.number().int(), failed: z.number().int() }),
  }),
  /** Removes what a crash left and no row names; asked for by a person, one at a time. */
  'health.remove': channel({
    ...inStore,
    lifecycle: 'destroy',
    audit: 'intent_and_result',
    clauses: ['E-12', 'B-S19'],
    input: z.object({
      code: z.enum(['object_orphan', 'object_unfinished', 'left_over']),
      object: ObjectId.nullable(),
    }),
    output: Empty,
  }),
  /** Brings one sealed file back from a backup that the person chooses in main's dialog. */
  'health.recover': channel({
    ...inStore,
    scope: 'dossier',
    lifecycle: 'store',
    audit: 'intent_and_result',
    clauses: ['E-12', 'B-S17'],
    job: true,
    input: z.object({ dossier: DossierId, object: ObjectId }),
    output: Empty,
  }),
  'backup.run': channel({
    ...inStore,
    lifecycle: 'store',
    audit: 'intent_and_result',
    clauses: ['E-14', 'B-S17'],
    job: true,
    input: Empty,
    output: z.object({
      name: z.string(),
      snapshot: z.string(),
      at: Instant,
      objects: z.number().int(),
      fresh: z.number().int(),
      bytes: z.number().int(),
      lacking: z.array(z.object({ id: ObjectId, reason: z.enum(['missing', 'damaged', 'unreadable']) })),
    }),
  }),
  /** Restores a backup into a folder of its own, proves all of it, and removes it again. */
  'backup.drill': channel({
    ...inStore,
    audit: 'intent_and_result',
    clauses: ['E-14', 'B-S17'],
    job: true,
    input: Empty,
    output: DrillReport,
  }),
  /** On a machine without a store: the backup becomes the store, and the person is inside. */
  'backup.restore': channel({
    ...inStore,
    session: 'not_set_up',
    scope: 'application',
    capability: 'open',
    infoClass: 'public',
    audit: 'write',
    clauses: ['E-14', 'B-S16'],
    job: true,
    input: z.object({ login: Login, password: Password, snapshot: z.string().max(32).optional() }),
    output: z.object({
      status: SessionStatus,
      name: z.string(),
      snapshot: z.string(),
      taken_at: Instant,
      objects: z.number().int(),
      findings: z.array(HealthFinding),
    }),
  }),
} as const;
