import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { HealthFinding, HealthReport } from '../../../shared/ipc/contract/safety.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { AccountId, DossierId, ObjectId } from '../../../shared/model/ids.ts';
import type { Open } from '../../app/open.ts';
import type { ObjectRow } from '../../store/objects.ts';
import { canSyncDir, diskLayer } from '../../vault/file-layer.ts';
import { readBackups } from '../backup/notes.ts';
import { readProofs } from './proofs.ts';

export interface ReportOptions {
  userData: string;
  now: Date;
  /** Whether other work runs that may seal files which have no row yet. */
  busy: boolean;
  /** Bytes free on the store's disk; asked of the system where not given. */
  free?: number | null;
}

const currentSuite = 1;
const lowSpace = 1024 ** 3;
const noSpace = 64 * 1024 ** 2;
/** Clocks of two machines differ by seconds; a day that went back is something else. */
const clockSlackMs = 5 * 60_000;
const backupDueMs = 14 * 86_400_000;
const proofDueMs = 45 * 86_400_000;

type Part = Partial<Omit<HealthFinding, 'severity' | 'code'>>;

/** One finding; what does not apply is null. */
export function finding(
  severity: HealthFinding['severity'],
  code: HealthFinding['code'],
  part: Part = {},
): HealthFinding {
  const none = { object: null, dossier: null, name: null, count: null, since: null, fix: null };
  return { severity, code, ...none, ...part };
}

/** Everything that is not as it should be, worst first. Nothing is changed: a person decides. */
export async function healthReport(open: Open, options: ReportOptions): Promise<HealthReport> {
  const { userData, now } = options;
  const rows = open.shelf.all().flatMap(({ objects }) => objects);
  const byId = new Map<ObjectId, ObjectRow>(rows.map((row) => [row.id, row]));
  const ids = open.store.objects.ids();
  const backups = readBackups(open.store);
  const free = options.free === undefined ? await freeOn(userData) : options.free;
  const proofs = readProofs(open.store);
  const findings = [
    ...(await vaultFindings(open, ids, byId, options.busy)),
    ...rows.flatMap((row) => proofFinding(row, proofs.get(row.id))),
    ...storeFindings(open),
    ...(await leftOvers(userData)),
    ...clockFindings(open, now),
    ...spaceFindings(free),
    ...((await canSyncDir(userData)) ? [] : [finding('info', 'names_unsynced')]),
    ...backupFindings(backups, ids.length, now),
    ...suiteFindings(rows),
    ...unproven(rows, proofs, now),
  ];
  const times = rows.flatMap((row) => proofs.get(row.id)?.at ?? []).sort();
  const oldest = rows
    .map((row) => ({ row, proof: proofs.get(row.id) }))
    .sort((a, b) => ((a.proof?.at ?? '') < (b.proof?.at ?? '') ? -1 : 1))
    .slice(0, 200)
    .map(({ row, proof }) => ({
      object: row.id,
      dossier: row.dossier,
      name: row.meta.name,
      size: row.size,
      at: proof?.at ?? null,
      ok: proof?.code == null,
    }));
  return {
    at: now.toISOString(),
    findings: findings.sort((a, b) => rank[a.severity] - rank[b.severity]),
    objects: ids.length,
    bytes: rows.reduce((sum, row) => sum + row.size, 0),
    closed: ids.length - rows.length,
    proofs: {
      proven: times.length,
      never: rows.length - times.length,
      oldest: times[0] ?? null,
      last: times.at(-1) ?? null,
    },
    oldest,
    free,
    backups,
  };
}

const rank = { block: 0, warn: 1, info: 2 } as const;

async function vaultFindings(
  open: Open,
  ids: ObjectId[],
  byId: ReadonlyMap<ObjectId, ObjectRow>,
  busy: boolean,
): Promise<HealthFinding[]> {
  const found = await open.vault.health(ids);
  return found.flatMap(({ severity, code, id, count }) => {
    // While a batch is being sealed its files wait for their rows: they are not left behind.
    if (busy && (code === 'object_orphan' || code === 'object_unfinished')) return [];
    const row = id === undefined ? undefined : byId.get(id);
    const lost = code === 'object_missing' || code === 'object_misshapen';
    return finding(severity, code, {
      object: id ?? null,
      dossier: row?.dossier ?? null,
      name: row?.meta.name ?? null,
      count: count ?? null,
      fix: lost ? (row ? 'recover' : null) : code === 'vault_stray' ? null : 'remove',
    });
  });
}

function proofFinding(
  row: ObjectRow,
  proof: { at: string; code: string | null } | undefined,
): HealthFinding[] {
  if (proof == null || proof.code === null) return [];
  const part = { object: row.id, dossier: row.dossier as DossierId, name: row.meta.name, since: proof.at };
  if (proof.code === 'object_unread') return [finding('warn', 'object_unread', { ...part, fix: 'prove' })];
  return [
    finding('block', proof.code as 'object_damaged' | 'fingerprint_mismatch', { ...part, fix: 'recover' }),
  ];
}

function storeFindings(open: Open): HealthFinding[] {
  const found: HealthFinding[] = [];
  try {
    open.store.check();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    found.push(finding('block', 'store_unsound'));
  }
  const chain = open.store.audit.verifyChain(open.keyring.auditHead(), (signer, signature, bytes) =>
    open.keyring.verify(signer as AccountId, signature, bytes),
  );
  if (!chain.ok) found.push(finding('block', 'audit_broken', { count: chain.brokenAt }));
  return found;
}

/** Folders of a backup, a restore or a drill that a crash left. */
export const leftOverNames = ['outgoing', 'restoring', 'drill'] as const;

async function leftOvers(userData: string): Promise<HealthFinding[]> {
  const names = (await diskLayer.list(userData)).map(({ name }) => name);
  const left = leftOverNames.filter((name) => names.includes(name));
  return left.length === 0 ? [] : [finding('info', 'left_over', { count: left.length, fix: 'remove' })];
}

function clockFindings(open: Open, now: Date): HealthFinding[] {
  // Of the newest rows only: one entry written under a wrong clock long ago is history.
  const last = open.store.audit.list({ limit: 20 }).map(({ at }) => at);
  const ahead = last.filter((at) => Date.parse(at) > now.getTime() + clockSlackMs).sort();
  return ahead.length === 0 ? [] : [finding('warn', 'clock_back', { since: ahead.at(-1) ?? null })];
}

function spaceFindings(free: number | null): HealthFinding[] {
  if (free === null || free >= lowSpace) return [];
  return [finding(free < noSpace ? 'block' : 'warn', 'space_low', { count: Math.floor(free) })];
}

function backupFindings(backups: HealthReport['backups'], objects: number, now: Date): HealthFinding[] {
  const [last] = backups;
  if (last === undefined) {
    return objects === 0 ? [] : [finding('warn', 'backup_none', { fix: 'backup' })];
  }
  const old = now.getTime() - Date.parse(last.at) > backupDueMs;
  return [
    ...(old ? [finding('warn', 'backup_old', { since: last.at, fix: 'backup' as const })] : []),
    ...(last.lacking > 0 ? [finding('warn', 'backup_lacking', { count: last.lacking, since: last.at })] : []),
  ];
}

function suiteFindings(rows: ObjectRow[]): HealthFinding[] {
  const old = rows.filter(({ suite }) => suite !== currentSuite).length;
  return old === 0 ? [] : [finding('info', 'old_suite', { count: old })];
}

function unproven(
  rows: ObjectRow[],
  proofs: ReadonlyMap<ObjectId, { at: string }>,
  now: Date,
): HealthFinding[] {
  const due = rows.filter((row) => {
    const since = Date.parse(proofs.get(row.id)?.at ?? row.at);
    return now.getTime() - since > proofDueMs;
  }).length;
  return due === 0 ? [] : [finding('info', 'objects_unproven', { count: due, fix: 'prove' })];
}

async function freeOn(folder: string): Promise<number | null> {
  const found = await statfs(join(folder)).catch(() => null);
  return found === null ? null : found.bavail * found.bsize;
}
