import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { initCrypto } from '../../electron/crypto/sm3.ts';
import { assertSound, type MigrationSet, migrate, rowCounts } from '../../electron/store/migrate.ts';
import { hashOf, parseMigration, parseTriggers } from '../../electron/store/migration-file.ts';
import { migrations, triggersSql } from '../../electron/store/migrations.generated.ts';
import { AppError } from '../../shared/model/errors.ts';
import { type Bench, makeBench } from '../support/store-bench.ts';

const ground = {
  name: '0000_ground',
  sql: `-- tables + parent child
-- triggers + child_kept
CREATE TABLE parent (id INTEGER PRIMARY KEY, a TEXT);
CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES parent (id) ON DELETE CASCADE);`,
};
const kept = "CREATE TRIGGER child_kept BEFORE UPDATE ON child BEGIN SELECT RAISE(ABORT, 'kept'); END;";
const rebuild = `CREATE TABLE new_parent (id INTEGER PRIMARY KEY, a TEXT, b TEXT);
INSERT INTO new_parent (id, a) SELECT id, a FROM parent;
DROP TABLE parent;
ALTER TABLE new_parent RENAME TO parent;`;

const set = (...rest: { name: string; sql: string }[]): MigrationSet => ({
  migrations: [ground, ...rest],
  triggersSql: kept,
});
const next = (sql: string) => set({ name: '0001_next', sql });

let client: Database.Database;
let backups: string[];

function run(wanted: MigrationSet, now = '2024-01-01T00:00:00.000Z') {
  return migrate(client, wanted, { now, backup: (before) => void backups.push(before) });
}

/** Code and the params that matter of what `work` throws. */
function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (!(error instanceof AppError)) return String(error);
    const { reason, migration, why } = error.params ?? {};
    return [error.code, reason, migration, why].filter((part) => part !== undefined).join(' | ');
  }
  return 'nothing was refused';
}

beforeEach(() => {
  client = new Database(':memory:');
  client.pragma('foreign_keys = ON');
  backups = [];
  run(set());
  client.exec(
    "INSERT INTO parent VALUES (1, 'x'), (2, 'y'); INSERT INTO child VALUES (1, 1), (2, 1), (3, 2)",
  );
});
afterEach(() => client.close());

/** After a refusal: the store is as it was, with its children, triggers and history. */
function expectUntouched(): void {
  expect(Object.fromEntries(rowCounts(client))).toEqual({ parent: 2, child: 3 });
  expect(() => client.exec('UPDATE child SET parent = 2')).toThrow('kept');
  expect(client.pragma('foreign_keys', { simple: true })).toBe(1);
  expect(client.pragma('user_version', { simple: true })).toBe(1);
  expect(client.inTransaction).toBe(false);
  expect(run(set())).toEqual({ applied: [], restored: [] });
}

describe('a table rebuild', () => {
  it('run as drizzle runs it, silently loses every child and its trigger: the reason for the wrapper', () => {
    client.exec(`BEGIN; PRAGMA foreign_keys = OFF; ${rebuild} COMMIT;`);
    expect(client.prepare('SELECT count(*) FROM child').pluck().get()).toBe(0);
  });

  it('loses nothing in the wrapper', () => {
    expect(run(next(rebuild)).applied).toEqual(['0001_next']);
    expect(Object.fromEntries(rowCounts(client))).toEqual({ parent: 2, child: 3 });
    expect(() => client.exec('UPDATE child SET parent = 2')).toThrow('kept');
    expect(client.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(backups).toEqual(['0001_next']);
  });

  it('gets back the triggers that it drops with its table', () => {
    const again = rebuild
      .replaceAll('parent', 'child')
      .replaceAll('a TEXT, b TEXT', 'parent INTEGER, b TEXT');
    expect(
      run(next(again.replaceAll('(id, a)', '(id, parent)').replace('SELECT id, a', 'SELECT id, parent')))
        .applied,
    ).toHaveLength(1);
    expect(() => client.exec('UPDATE child SET parent = 2')).toThrow('kept');
  });
});

describe('what a migration does beyond its declaration is undone and refused', () => {
  it.each([
    ['loses rows', 'DELETE FROM child WHERE id = 3;', 'child has 2 rows, not 3'],
    [
      'loses rows in a rebuild',
      rebuild.replace('FROM parent', 'FROM parent WHERE id = 1'),
      'parent has 1 rows, not 2',
    ],
    ['adds rows', "INSERT INTO parent VALUES (3, 'z');", 'parent has 3 rows, not 2'],
    [
      'adds other rows than declared',
      "-- rows parent +2\nINSERT INTO parent VALUES (3, 'z');",
      'parent has 3 rows, not 4',
    ],
    ['drops a table', 'DROP TABLE child;', 'no such table: main.child'],
    ['drops a table without triggers', 'DROP TABLE parent;', 'tables are [child], not [child parent]'],
    ['adds a table', 'CREATE TABLE more (a);', 'tables are [child more parent], not [child parent]'],
    [
      'does not add its table',
      '-- tables + more\nSELECT 1;',
      'tables are [child parent], not [child more parent]',
    ],
    ['drops no table', '-- tables - more\nSELECT 1;', 'no table more to drop'],
    ['leaves orphans', '-- rows parent -1\nDELETE FROM parent WHERE id = 2;', 'store_damaged'],
    ['declares a trigger that is not in the file', '-- triggers + ghost\nSELECT 1;', 'differ: ghost'],
    ['forgets a trigger that is in the file', '-- triggers - child_kept\nSELECT 1;', 'differ: child_kept'],
    [
      'hides a trigger from the reader of statements',
      "SELECT '/*'; CREATE TRIGGER sneaky AFTER INSERT ON parent BEGIN SELECT 1; END; SELECT '*/';",
      'triggers are [child_kept sneaky], not [child_kept]',
    ],
    ['is not SQL', 'CREATE TABEL x (a);', 'near "TABEL"'],
  ])('%s', (_what, sql, why) => {
    const told = refusal(() => run(next(sql)));
    expect(told).toContain('internal | migration | 0001_next');
    expect(told).toContain(why);
    expectUntouched();
  });

  it('declared, the same is done', () => {
    run(
      next(`-- tables + more
-- rows parent +1
-- rows child any
CREATE TABLE more (a);
INSERT INTO parent VALUES (3, 'z');
DELETE FROM child WHERE id > 1;`),
    );
    expect(Object.fromEntries(rowCounts(client))).toEqual({ parent: 3, child: 1, more: 0 });
  });

  it('a trigger made by other means shows', () => {
    const extra = `${kept}\nCREATE TRIGGER extra AFTER INSERT ON parent BEGIN SELECT 1; END;`;
    expect(refusal(() => run({ migrations: next('SELECT 1;').migrations, triggersSql: extra }))).toContain(
      'differ: extra',
    );
    expectUntouched();
  });

  it('the disc’s own failure keeps its code', () => {
    client.pragma(`max_page_count = ${client.pragma('page_count', { simple: true })}`);
    const sql =
      '-- tables + more\nCREATE TABLE more (a, b UNIQUE);\n-- rows parent any\nUPDATE parent SET a = hex(zeroblob(90000));';
    expect(refusal(() => run(next(sql)))).toContain('disk_full');
    expectUntouched();
  });

  it('an earlier migration of the same run stays; the next start goes on from there', () => {
    const bad = { name: '0002_bad', sql: 'CREATE TABLE oops (a);' };
    const good = { name: '0001_good', sql: '-- tables + more\nCREATE TABLE more (a);' };
    expect(refusal(() => run(set(good, bad)))).toContain('0002_bad');
    expect(rowCounts(client).has('more')).toBe(true);
    expect(() => client.exec('UPDATE child SET parent = 2')).toThrow('kept');
    expect(run(set(good, { ...bad, sql: `-- tables + oops\n${bad.sql}` })).applied).toEqual(['0002_bad']);
  });
});

describe('statements that have no place in a migration', () => {
  it.each([
    'PRAGMA foreign_keys=OFF;',
    'COMMIT;',
    'begin immediate;',
    "ATTACH 'x' AS y;",
    'VACUUM;',
    'SAVEPOINT a;',
    '/* quietly */ COMMIT;',
    'CREATE TRIGGER t AFTER INSERT ON child BEGIN SELECT 1; END;',
    'DROP TRIGGER child_kept;',
    '-- tables plus more',
    '-- rows child 3',
  ])('%s', (sql) => {
    expect(() => run(next(`SELECT 1;\n--> statement-breakpoint\n${sql}`))).toThrow('0001_next: ');
    expectUntouched();
  });
});

it('a COMMIT that hides in a literal is told at least, and the next start finds nothing half-recorded', () => {
  expect(refusal(() => run(next("SELECT '/*'; COMMIT; SELECT '*/';")))).toContain('it ended its transaction');
  expect(run(set()).restored).toEqual(['child_kept']);
  expectUntouched();
});

describe('the history', () => {
  const one = { name: '0001_one', sql: '-- tables + one\nCREATE TABLE one (a);' };
  const two = { name: '0002_two', sql: '-- tables + two\nCREATE TABLE two (a);' };

  it('of a newer application is refused by name', () => {
    run(set(one, two));
    expect(refusal(() => run(set(one)))).toBe('store_from_future | 0002_two');
    expect(refusal(() => run(set()))).toBe('store_from_future | 0001_one');
  });

  it('must be ours byte for byte: an edited, renamed or inserted migration is refused', () => {
    run(set(one, two));
    const edited = { ...one, sql: `${one.sql} ` };
    const renamed = { ...one, name: '0001_uno' };
    for (const wanted of [set(edited, two), set(renamed, two), set(two, { ...one, name: '0002_one' })]) {
      expect(refusal(() => run(wanted))).toMatch(/store_damaged \| migration_history|number 1 is due/);
    }
    const late = set(
      { name: '0001_late', sql: 'SELECT 1;' },
      { ...one, name: '0002_one' },
      { ...two, name: '0003_two' },
    );
    expect(refusal(() => run(late))).toBe('store_damaged | migration_history | 0001_one');
  });

  it('must be whole: a lost row or a changed count is refused', () => {
    run(set(one, two));
    client.exec("DELETE FROM schema_migration WHERE name = '0001_one'");
    expect(refusal(() => run(set(one, two)))).toContain('migration_history');
    client.exec('DELETE FROM schema_migration');
    expect(refusal(() => run(set(one, two)))).toContain('migration_history');
    client.pragma('user_version = 0');
    expect(refusal(() => run(set(one, two)))).toContain('foreign_file');
  });

  it('records number, name, hash and instant', () => {
    run(set(one), '2024-05-16T02:00:00.000Z');
    expect(client.prepare('SELECT * FROM schema_migration WHERE idx = 1').get()).toEqual({
      idx: 1,
      name: one.name,
      hash: hashOf(one.sql),
      at: '2024-05-16T02:00:00.000Z',
    });
  });

  it('refuses files that are numbered with a gap or not named so', () => {
    expect(() => run(set({ name: '0002_gap', sql: 'SELECT 1;' }))).toThrow('number 1 is due');
    expect(() => parseMigration({ name: 'next', sql: '' })).toThrow('not named');
  });
});

describe('triggers', () => {
  it('that were dropped or changed behind our back are created anew, and that is told', () => {
    client.exec('DROP TRIGGER child_kept');
    client.exec('CREATE TRIGGER stranger AFTER INSERT ON parent BEGIN SELECT 1; END');
    expect(run(set()).restored).toEqual(['child_kept', 'stranger']);
    expect(client.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'").pluck().get()).toBe(1);
    expectUntouched();
  });

  it('stand once each in their file', () => {
    expect(() => parseTriggers(`${kept}\n${kept}`)).toThrow('twice');
    expect(parseTriggers(`-- ${kept}\n${kept}`).size).toBe(1);
  });
});

describe('soundness', () => {
  it('a broken row is found', () => {
    client.unsafeMode();
    client.exec('CREATE TABLE t (a TEXT); INSERT INTO t VALUES (NULL)');
    client.pragma('writable_schema = ON');
    client.exec("UPDATE sqlite_schema SET sql = 'CREATE TABLE t (a TEXT NOT NULL)' WHERE name = 't'");
    client.pragma('writable_schema = RESET');
    expect(refusal(() => assertSound(client))).toBe('store_damaged | integrity');
  });

  it('an orphan is found', () => {
    client.pragma('foreign_keys = OFF');
    client.exec('INSERT INTO child VALUES (9, 9)');
    expect(refusal(() => assertSound(client))).toBe('store_damaged | foreign_keys');
  });
});

describe('the copy before a migration', () => {
  let bench: Bench;
  beforeAll(initCrypto);
  beforeEach(() => {
    bench = makeBench();
  });
  afterEach(() => bench.cleanUp());

  const grown = (sql: string): MigrationSet => ({
    migrations: [...migrations, { name: `${String(migrations.length).padStart(4, '0')}_more`, sql }],
    triggersSql,
  });

  it('is taken, encrypted under the same key, and none for a new file', () => {
    const first = bench.open();
    const dossier = bench.dossier(first);
    first.close();
    const folder = join(bench.directory, 'backups');
    expect(existsSync(folder)).toBe(false);
    const second = bench.open({ migrations: grown('-- tables + more\nCREATE TABLE more (a);') });
    expect(second.opening.applied).toHaveLength(1);
    const [name = ''] = readdirSync(folder);
    expect(name).toMatch(/^store\.before-\d{4}_more\.db$/);
    expect(readFileSync(join(folder, name)).subarray(0, 6).toString('latin1')).not.toBe('SQLite');
    const copy = bench.open({ file: join(folder, name) });
    expect(copy.dossiers.get(dossier).phase).toBe('draft');
  });

  it('a migration that fails leaves the store and the copy; a second try does not overwrite it', () => {
    bench.open().close();
    const backupDir = join(bench.directory, 'elsewhere');
    for (const count of [1, 2]) {
      expect(refusal(() => bench.open({ migrations: grown('DROP TABLE setting;'), backupDir }))).toContain(
        'internal',
      );
      expect(readdirSync(backupDir).filter((name) => name.endsWith('.db'))).toHaveLength(count);
    }
    expect(bench.open().opening).toEqual({ applied: [], restored: [] });
  });

  it('an older application refuses what a newer one wrote, and changes nothing', () => {
    bench.open({ migrations: grown('-- tables + more\nCREATE TABLE more (a);') }).close();
    const before = readFileSync(bench.file);
    expect(refusal(() => bench.open())).toMatch(/^store_from_future \| \d{4}_more$/);
    expect(readFileSync(bench.file).equals(before)).toBe(true);
  });
});
