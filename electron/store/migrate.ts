import { AppError } from '../../shared/model/errors.ts';
import type { Client } from './connection.ts';
import { type Migration, type MigrationText, parseMigration, parseTriggers } from './migration-file.ts';
import { toStoreError } from './store-errors.ts';

export interface MigrationSet {
  migrations: readonly MigrationText[];
  /** The one file of all triggers. */
  triggersSql: string;
}

export interface MigrationOutcome {
  /** Names of what was applied now. */
  applied: string[];
  /** Triggers that stood otherwise than in the file and were created anew although no migration was due. */
  restored: string[];
}

/**
 * Brings the schema up to date, one migration a transaction, and refuses whatever does not do exactly what it
 * declares. `backup` is called once, before the first change to a store that holds something.
 * @throws AppError `store_from_future` (a newer application wrote it; names the migration), `store_damaged`
 * (its history is not ours), `internal` (a migration broke its declaration: nothing of it stands).
 */
export function migrate(
  client: Client,
  set: MigrationSet,
  options: { now: string; backup(before: string): void },
): MigrationOutcome {
  const all = set.migrations.map(parseMigration);
  assertOrdered(all);
  const triggers = parseTriggers(set.triggersSql);
  client.exec(
    'CREATE TABLE IF NOT EXISTS schema_migration (idx INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, hash TEXT NOT NULL, at TEXT NOT NULL)',
  );
  const done = checkHistory(client, all);
  const pending = all.slice(done);
  const first = pending[0];
  if (first === undefined) return { applied: [], restored: restoreTriggers(client, all, triggers) };
  if (done > 0) options.backup(first.name);
  for (const [n, migration] of pending.entries()) {
    const history = all.slice(0, done + n + 1);
    apply(client, { migration, history, triggers, last: n === pending.length - 1, now: options.now });
  }
  return { applied: pending.map((migration) => migration.name), restored: [] };
}

/** Counts of every table of ours. */
export function rowCounts(client: Client): Map<string, number> {
  return new Map(
    schemaNames(client, 'table').map((name) => [
      name,
      client.prepare(`SELECT count(*) FROM "${name}"`).pluck().get() as number,
    ]),
  );
}

/** Runs both of SQLite's own checks. @throws AppError `store_damaged`. */
export function assertSound(client: Client): void {
  const integrity = client.pragma('integrity_check(1)', { simple: true });
  if (integrity !== 'ok') throw new AppError('store_damaged', { params: { reason: 'integrity' } });
  const orphans = client.pragma('foreign_key_check');
  if (!Array.isArray(orphans) || orphans.length > 0) {
    throw new AppError('store_damaged', { params: { reason: 'foreign_keys' } });
  }
}

interface Step {
  migration: Migration;
  /** Up to and including this one. */
  history: readonly Migration[];
  triggers: ReadonlyMap<string, string>;
  last: boolean;
  now: string;
}

// The order is the guard: inside a transaction PRAGMA foreign_keys does nothing, and a table rebuild would then
// cascade-delete its children and drop its triggers without a word.
function apply(client: Client, step: Step): void {
  const { migration, history, triggers, last, now } = step;
  client.pragma('foreign_keys = OFF');
  try {
    client.exec('BEGIN EXCLUSIVE');
    const before = rowCounts(client);
    for (const name of schemaNames(client, 'trigger')) client.exec(`DROP TRIGGER "${name}"`);
    client.exec(migration.sql);
    if (!client.inTransaction) throw new Error('it ended its transaction');
    const expected = createTriggers(client, history, triggers, last);
    compareTables(migration, before, rowCounts(client));
    compareTriggers(client, expected);
    assertSound(client);
    client
      .prepare('INSERT INTO schema_migration (idx, name, hash, at) VALUES (?, ?, ?, ?)')
      .run(history.length - 1, migration.name, migration.hash, now);
    client.pragma(`user_version = ${history.length}`);
    client.exec('COMMIT');
  } catch (error) {
    if (client.inTransaction) client.exec('ROLLBACK');
    const cause = toStoreError(error);
    // A full or failing disc is not the migration's fault and keeps its own code.
    if (cause.code !== 'internal' && cause.code !== 'store_damaged' && cause.code !== 'conflict') throw cause;
    throw new AppError('internal', {
      params: { reason: 'migration', migration: migration.name, why: messageOf(error) },
      cause: error,
    });
  } finally {
    client.pragma('foreign_keys = ON');
  }
}

function checkHistory(client: Client, all: readonly Migration[]): number {
  const rows = client.prepare('SELECT idx, name, hash FROM schema_migration ORDER BY idx').all() as {
    idx: number;
    name: string;
    hash: string;
  }[];
  for (const [n, row] of rows.entries()) {
    const ours = all[n];
    if (ours === undefined) {
      throw new AppError('store_from_future', { params: { migration: row.name } });
    }
    if (row.idx !== n || row.name !== ours.name || row.hash !== ours.hash) {
      throw new AppError('store_damaged', { params: { reason: 'migration_history', migration: row.name } });
    }
  }
  if (client.pragma('user_version', { simple: true }) !== rows.length) {
    throw new AppError('store_damaged', { params: { reason: 'migration_history' } });
  }
  if (rows.length === 0 && schemaNames(client, 'table').length > 0) {
    throw new AppError('store_damaged', { params: { reason: 'foreign_file' } });
  }
  return rows.length;
}

function assertOrdered(all: readonly Migration[]): void {
  for (const [n, migration] of all.entries()) {
    if (Number(migration.name.slice(0, 4)) !== n) throw new Error(`${migration.name}: number ${n} is due`);
  }
}

/** Creates those triggers of the file that stand after `history`; after the last, that is all of them. */
function createTriggers(
  client: Client,
  history: readonly Migration[],
  triggers: ReadonlyMap<string, string>,
  last: boolean,
): Map<string, string> {
  const names = new Set<string>();
  for (const { triggers: change } of history) {
    for (const name of change.dropped) names.delete(name);
    for (const name of change.added) names.add(name);
  }
  const expected = new Map([...triggers].filter(([name]) => names.has(name)));
  if (last && (expected.size !== names.size || expected.size !== triggers.size)) {
    const odd = [...names, ...triggers.keys()].filter((name) => !expected.has(name));
    throw new Error(`triggers declared and triggers in the file differ: ${odd.join(' ')}`);
  }
  for (const statement of expected.values()) client.exec(statement);
  return expected;
}

function compareTriggers(client: Client, expected: ReadonlyMap<string, string>): void {
  const standing = schemaNames(client, 'trigger').join(' ');
  const wanted = [...expected.keys()].sort().join(' ');
  if (standing !== wanted) throw new Error(`triggers are [${standing}], not [${wanted}]`);
}

function compareTables(
  { tables, rows }: Migration,
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): void {
  for (const name of tables.dropped) if (!before.has(name)) throw new Error(`no table ${name} to drop`);
  const wanted = [...before.keys()].filter((name) => !tables.dropped.includes(name)).concat(tables.added);
  const standing = [...after.keys()].sort().join(' ');
  if (standing !== wanted.sort().join(' ')) {
    throw new Error(`tables are [${standing}], not [${wanted.join(' ')}]`);
  }
  for (const [name, count] of after) {
    const change = rows.get(name) ?? 0;
    const due = (before.get(name) ?? 0) + (change === 'any' ? 0 : change);
    if (change !== 'any' && count !== due) throw new Error(`${name} has ${count} rows, not ${due}`);
  }
}

function restoreTriggers(
  client: Client,
  all: readonly Migration[],
  triggers: ReadonlyMap<string, string>,
): string[] {
  const standing = new Map(
    client.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").raw().all() as [
      string,
      string,
    ][],
  );
  const odd = [...new Set([...standing.keys(), ...triggers.keys()])].filter(
    (name) => standing.get(name) !== triggers.get(name),
  );
  if (odd.length === 0) return [];
  client
    .transaction(() => {
      for (const name of standing.keys()) client.exec(`DROP TRIGGER "${name}"`);
      createTriggers(client, all, triggers, true);
    })
    .exclusive();
  return odd.sort();
}

function schemaNames(client: Client, type: 'table' | 'trigger'): string[] {
  return client
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = ? AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'schema_migration' ORDER BY name",
    )
    .pluck()
    .all(type) as string[];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
