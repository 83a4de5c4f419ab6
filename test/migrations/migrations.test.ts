import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from 'drizzle-kit/api';
import { describe, expect, it } from 'vitest';
import { bundleOf, schemaOf, setOf } from '../../build/schema/schema-text.ts';
import { migrate } from '../../electron/store/migrate.ts';
import { parseMigration, parseTriggers } from '../../electron/store/migration-file.ts';
import { migrations, triggersSql } from '../../electron/store/migrations.generated.ts';
import * as schema from '../../electron/store/schema.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'migrations');
const files = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql') && name !== 'schema.snapshot.sql')
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
);

/** Columns, keys and indexes of every table, as SQLite tells them. */
function shapeOf(client: Database.Database) {
  const tables = client
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'schema_migration' ORDER BY name",
    )
    .pluck()
    .all() as string[];
  return tables.map((table) => ({
    table,
    checks: [...readSql(client, table).matchAll(/CHECK\s*\(.*\)/g)].map(String),
    columns: client.pragma(`table_xinfo(${table})`),
    references: client.pragma(`foreign_key_list(${table})`),
    indexes: (client.pragma(`index_list(${table})`) as { name: string; unique: number }[])
      .map(({ name, unique }) => ({ name, unique, columns: client.pragma(`index_xinfo(${name})`) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  }));
}

function readSql(client: Database.Database, table: string): string {
  return client.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(table) as string;
}

const nothingElse = { now: '', backup: () => {} };

/** The triggers that the first `count` migrations declare. */
function triggersOf(count: number): string {
  if (count === migrations.length) return triggersSql;
  const names = new Set(
    migrations
      .slice(0, count)
      .map(parseMigration)
      .flatMap((migration) => migration.triggers.added),
  );
  const triggers = [...parseTriggers(triggersSql)].filter(([name]) => names.has(name));
  return triggers.map(([, sql]) => `${sql};`).join('\n');
}

function migrated(count = migrations.length): Database.Database {
  const client = new Database(':memory:');
  const wanted = migrations.slice(0, count);
  migrate(client, { migrations: wanted, triggersSql: triggersOf(count) }, nothingElse);
  return client;
}

describe('the folder of migrations', () => {
  it('is byte for byte what the application carries (else: npm run generate)', () => {
    expect(readFileSync(join(root, 'electron/store/migrations.generated.ts'), 'utf8')).toBe(bundleOf(files));
    expect([...migrations]).toEqual(setOf(files).migrations);
    expect(triggersSql).toBe(files.get('triggers.sql'));
  });

  it('produces the schema of the snapshot (else: npm run generate)', () => {
    expect(readFileSync(join(folder, 'schema.snapshot.sql'), 'utf8')).toBe(schemaOf(files));
  });

  it('produces what schema.ts declares (else: npx drizzle-kit generate)', async () => {
    const empty = await generateSQLiteDrizzleJson({});
    const wanted = new Database(':memory:');
    for (const sql of await generateSQLiteMigration(empty, await generateSQLiteDrizzleJson(schema)))
      wanted.exec(sql);
    expect(shapeOf(migrated())).toEqual(shapeOf(wanted));
  });

  it('is numbered without a gap and every file in it is known', () => {
    const names = [...files.keys()].filter((name) => name !== 'triggers.sql').sort();
    expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, n) => n));
    for (const name of names) expect(name).toMatch(/^\d{4}_[a-z0-9_]+\.sql$/);
    const journal = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8'));
    expect(journal.entries.map((entry: { tag: string }) => `${entry.tag}.sql`)).toEqual(names);
  });

  it('declares every trigger, each with a why above it', () => {
    const declared = migrations.map(parseMigration).flatMap((migration) => migration.triggers.added);
    expect([...parseTriggers(triggersSql).keys()].sort()).toEqual(declared.sort());
    expect(triggersSql.match(/^CREATE TRIGGER/gm)).toHaveLength(parseTriggers(triggersSql).size);
  });
});

describe('each migration alone', () => {
  it.each(migrations.map((migration, n) => [migration.name, n] as const))(
    '%s applies on what stood before it and says what it does',
    (_name, n) => {
      const before = n === 0 ? [] : shapeOf(migrated(n)).map(({ table }) => table);
      const after = shapeOf(migrated(n + 1)).map(({ table }) => table);
      const { tables } = parseMigration(migrations[n] ?? { name: '', sql: '' });
      expect(after).toEqual(
        [...before.filter((name) => !tables.dropped.includes(name)), ...tables.added].sort(),
      );
    },
  );

  it('0000_ground: no table cascades, every column that holds content is a blob named as sealed', () => {
    const shape = shapeOf(migrated(1));
    for (const { references } of shape) {
      for (const reference of references as { on_delete: string; on_update: string }[]) {
        expect([reference.on_delete, reference.on_update]).toEqual(['NO ACTION', 'NO ACTION']);
      }
    }
    const blobs = shape.flatMap(({ table, columns }) =>
      (columns as { name: string; type: string }[])
        .filter(({ type }) => type.toLowerCase() === 'blob')
        .map(({ name }) => `${table}.${name}`),
    );
    expect(blobs).toEqual([
      'audit.details_sealed',
      'audit.details_commit',
      'audit.prev_hash',
      'audit.hash',
      'audit_head.hash',
      'audit_head.signature',
      'dossier_key.wrap',
      'dossier_key.signature',
      'fingerprint.mac',
      'item_version.sealed',
      'object.root_tag',
      'object.sealed_key',
      'object.sealed_meta',
      'setting.sealed',
      'store_key.sealed',
    ]);
  });

  it('0001_quick_unlock: leaves every row as it was and adds two empty tables of copies', () => {
    const client = migrated(1);
    client.exec(`
      INSERT INTO dossier VALUES ('d', 'cooperation-agreement', 1, 'active', 'a', '2024-05-16');
      INSERT INTO dossier_key VALUES ('d', 1, 'a', x'01', 'a', x'02', '2024-05-16');`);
    migrate(client, { migrations: migrations.slice(0, 2), triggersSql: triggersOf(2) }, nothingElse);
    expect(client.prepare('SELECT count(*) FROM dossier_key').pluck().get()).toBe(1);
    client.exec("INSERT INTO own_key VALUES ('d', 1, 'a', x'03')");
    expect(() => client.exec("INSERT INTO own_key VALUES ('d', 1, 'b', x'03')")).toThrow(
      'no key without its wrap',
    );
    client.exec("INSERT INTO snapshot VALUES ('d', 1, '1/1 0/0', x'04')");
    client.exec('DELETE FROM dossier_key');
    expect(client.prepare('SELECT count(*) FROM own_key').pluck().get()).toBe(0);
  });

  it('0003_recall: leaves every row as it was; only what was recalled may be deleted', () => {
    const client = migrated(3);
    client.exec(`
      INSERT INTO dossier VALUES ('d', 'cooperation-agreement', 1, 'active', 'a', '2024-05-16');
      INSERT INTO item VALUES ('i', 'd', 'note'), ('j', 'd', 'note');
      INSERT INTO item_version VALUES ('i', 1, 1, 'a', '2024-05-16', 1, x'01');`);
    migrate(client, { migrations: migrations.slice(0, 4), triggersSql: triggersOf(4) }, nothingElse);
    expect(client.prepare('SELECT count(*) FROM item').pluck().get()).toBe(2);
    expect(() => client.exec('DELETE FROM item')).toThrow('an item is kept');
    client.exec(`
      INSERT INTO recall VALUES ('r', 'd', 'object', 'a', '2024-05-16', 1, x'01');
      INSERT INTO recalled VALUES ('i', 'r');
      DELETE FROM item_version WHERE row = 'i';
      DELETE FROM item WHERE row = 'i';`);
    expect(() => client.exec('DELETE FROM item')).toThrow('an item is kept');
    client.exec("INSERT INTO recall VALUES ('s', 'd', 'dossier', 'a', '2024-05-16', 1, x'01')");
    client.exec('DELETE FROM item');
  });

  it('0005_destruction: leaves every row as it was; a request is decided once and by another', () => {
    const client = migrated(5);
    client.exec(`
      INSERT INTO dossier VALUES ('d', 'cooperation-agreement', 1, 'active', 'a', '2024-05-16');
      INSERT INTO recall VALUES ('r', 'd', 'dossier', 'b', '2035-01-01', 1, x'01');`);
    migrate(client, { migrations: migrations.slice(0, 6), triggersSql: triggersOf(6) }, nothingElse);
    expect(client.prepare('SELECT count(*) FROM recall').pluck().get()).toBe(1);
    const ask = (id: string) =>
      client.exec(
        `INSERT INTO destruction (id, dossier, mark, requested_by, requested_at, epoch, sealed, signature, state)
         VALUES ('${id}', 'd', '1/1 0/0', 'a', '2035-01-01', 1, x'01', x'02', 'asked')`,
      );
    ask('x');
    expect(() => ask('y')).toThrow('UNIQUE');
    const decide = (by: string, recall: string) =>
      client.exec(
        `UPDATE destruction SET state = 'destroyed', decided_by = '${by}', decided_at = '2035', recall = ${recall}`,
      );
    expect(() => decide('a', "'r'")).toThrow('a destruction takes two persons');
    expect(() => decide('b', 'NULL')).toThrow('a destruction takes two persons');
    decide('b', "'r'");
    expect(() => client.exec("UPDATE destruction SET state = 'withdrawn'")).toThrow('decided once');
    expect(() => client.exec('DELETE FROM destruction')).toThrow('is kept');
  });

  it('0004_snapshot_follows: keeps the snapshots that are up to date, and any change of the rows takes one away', () => {
    const client = migrated(4);
    client.exec(`
      INSERT INTO dossier VALUES ('d', 'cooperation-agreement', 1, 'draft', 'a', '2024-05-16'),
        ('e', 'cooperation-agreement', 1, 'draft', 'a', '2024-05-16');
      INSERT INTO item VALUES ('i', 'd', 'note'), ('j', 'e', 'note');
      INSERT INTO item_version VALUES ('i', 1, 1, 'a', '2024-05-16', 1, x'01'), ('j', 1, 1, 'a', '2024-05-16', 1, x'01');
      INSERT INTO snapshot VALUES ('d', 1, '1/1 0/0', x'04'), ('e', 1, '1/1 0/0', x'04');`);
    migrate(client, { migrations: migrations.slice(0, 5), triggersSql: triggersOf(5) }, nothingElse);
    const kept = () => client.prepare('SELECT dossier FROM snapshot ORDER BY dossier').pluck().all();
    // The last version of `e` is the second row.
    expect(kept()).toEqual(['d']);
    const object = "('o', 'd', 1, 1, 1, x'01', x'02', x'03', 1, 'a', '2024-05-16')";
    for (const change of [
      "INSERT INTO item_version VALUES ('i', 2, 1, 'a', '2024-05-16', 1, x'02')",
      "DELETE FROM item_version WHERE row = 'i' AND version = 2",
      `INSERT INTO object VALUES ${object}`,
      "DELETE FROM object WHERE id = 'o'",
    ]) {
      client.exec("INSERT OR REPLACE INTO snapshot VALUES ('d', 1, 'm', x'04'), ('e', 1, 'm', x'04')");
      client.exec(change);
      expect(kept(), change).toEqual(['e']);
    }
  });
});
