import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unlockKeyring } from '../../electron/keyring/keyring.ts';
import type { OpenKeyring } from '../../electron/keyring/open-keyring.ts';
import { openConnection } from '../../electron/store/connection.ts';
import { checkCopy } from '../../electron/store/copy.ts';
import type { DossierKeyRow } from '../../electron/store/dossier-keys.ts';
import { openStoreKeys } from '../../electron/store/store-keys.ts';
import { openBytes } from '../../electron/crypto/seal.ts';
import { sm2Unwrap } from '../../electron/crypto/sm2.ts';
import { aadOf } from '../../electron/store/sealing.ts';
import type { AccountId, DossierId } from '../../shared/model/ids.ts';
import { createPeopleApp, officer, passwordOf, type PeopleApp } from '../support/people.ts';
import { kind } from '../support/path.ts';

const words = { first: '梅坡地七号样方', second: '盐沼外缘三号样方', later: '离开之后写下的话' };
const purpose = '只为核对样方而列名';

/** What one password yields from nothing but the files: no gate, no policy, no application. */
interface Derived {
  /** Every sealed value that some key of this person opens, as text. */
  plain: string[];
  /** Readable without any key of a dossier: the database key alone. */
  readable: string;
  dossiers: Set<DossierId>;
}

let test: PeopleApp;
let folder: string;
let first: string;
const copies: string[] = [];

beforeAll(async () => {
  test = await createPeopleApp({
    fuze: 'member',
    mishu: 'member',
    lvke: 'member',
    wairen: 'member',
    xitong: 'system_admin',
    shenji: 'auditor',
  });
  folder = test.userData;
  await test.as('fuze');
  first = await dossierWith(words.first);
  await dossierWith(words.second);
  await grant(first, test.ids.get('mishu') as AccountId, null);
  await grant(first, test.ids.get('lvke') as AccountId, '2024-10-20');
  await test.ok('session.lock');
}, 180_000);
afterAll(async () => {
  await test.close();
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
});

async function dossierWith(text: string): Promise<string> {
  const { id } = await test.ok('dossier.createSample', { kind });
  await amend(id, text);
  return id;
}

async function amend(dossier: string, sign_place: string): Promise<void> {
  const { version } = await test.ok('dossier.view', { dossier });
  await test.ok('dossier.amend', { dossier, version, fields: { sign_place }, reason: '测试写入' });
}

async function grant(dossier: string, account: AccountId, until: string | null): Promise<void> {
  const line = { role: 'secretary' as const, classes: null, purpose, until };
  await test.ok('member.add', { dossier, account, ...line } as never);
}

/** The files as they lie on the disk, copied while nobody is inside. */
async function copyOf(): Promise<string> {
  if (test.app.session.open !== null) await test.ok('session.lock');
  await test.app.close();
  const copy = mkdtempSync(join(tmpdir(), 'juanzong-raw-'));
  copies.push(copy);
  cpSync(folder, copy, { recursive: true });
  await test.restart();
  return copy;
}

/** Tries every key that the password leads to on every sealed column of every table. */
async function derive(dir: string, login: string, keyringOf = dir): Promise<Derived> {
  const keyring = await unlockKeyring(keyringOf, login, passwordOf(login));
  const { client, release } = openConnection(join(dir, 'juanzong.db'), keyring.databaseKey);
  try {
    const tables = client
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .all() as { name: string }[];
    const rows = tables.flatMap(({ name }) =>
      (client.prepare(`SELECT * FROM "${name}"`).all() as Record<string, unknown>[]).map((row) => ({
        name,
        row,
      })),
    );
    const readable = rows
      .map(({ row }) =>
        Object.values(row)
          .map((value) => (Buffer.isBuffer(value) ? value.toString('utf8') : String(value)))
          .join('|'),
      )
      .join('\n');
    const keys = dossierKeysOf(keyring, rows);
    const storeKeys = openStoreKeys(drizzle(client), keyring.storeId, keyring.databaseKey, '');
    const places = placesOf(keyring.storeId, rows);
    const all = [...keys.map(({ key }) => key.bytes), storeKeys.current().bytes];
    const plain = places.flatMap(({ sealed, aads }) =>
      all.flatMap((key) => aads.flatMap((aad) => tryOpen(key, aad, sealed))),
    );
    storeKeys.destroy();
    return { plain, readable, dossiers: new Set(keys.map(({ dossier }) => dossier)) };
  } finally {
    release();
    keyring.close();
  }
}

function dossierKeysOf(keyring: OpenKeyring, rows: { name: string; row: Record<string, unknown> }[]) {
  // Every wrap is tried, whoever it says it is for.
  return rows
    .filter(({ name }) => name === 'dossier_key')
    .flatMap(({ row }) => {
      try {
        const wrap = { ...row, recipient: keyring.accountId } as unknown as DossierKeyRow;
        const own = row['recipient'] === keyring.accountId;
        const key = own
          ? keyring.openDossierKey(wrap)
          : sm2Unwrap(keyring.pair().privateKey, row['wrap'] as Buffer);
        return [{ dossier: row['dossier'] as DossierId, key }];
      } catch {
        return [];
      }
    });
}

/** Each sealed column with every place that it could have been sealed for. */
function placesOf(store: string, rows: { name: string; row: Record<string, unknown> }[]) {
  const itemOf = new Map(
    rows.filter(({ name }) => name === 'item').map(({ row }) => [String(row['row']), row]),
  );
  return rows.flatMap(({ name, row }) => {
    const epoch = Number(row['epoch'] ?? 1);
    const base = { store, epoch };
    if (name === 'item_version') {
      const item = itemOf.get(String(row['row']));
      const place = {
        ...base,
        dossier: String(item?.['dossier']),
        noun: String(item?.['noun']),
        row: String(row['row']),
        version: Number(row['version']),
      };
      return [{ sealed: row['sealed'] as Buffer, aads: [aadOf(place)] }];
    }
    const at = (owner: unknown, noun: string, id: unknown, of = epoch) =>
      aadOf({ store, dossier: String(owner), noun, row: String(id), version: 1, epoch: of });
    const sealed = (column: string) => row[column] as Buffer;
    if (name === 'member')
      return [{ sealed: sealed('sealed'), aads: [at(row['dossier'], 'member', row['id'])] }];
    if (name === 'snapshot')
      return [{ sealed: sealed('sealed'), aads: [at(row['dossier'], 'snapshot', row['mark'])] }];
    if (name === 'object')
      return [
        { sealed: sealed('sealed_key'), aads: [at(row['dossier'], 'object_key', row['id'])] },
        { sealed: sealed('sealed_meta'), aads: [at(row['dossier'], 'object_meta', row['id'])] },
      ];
    if (name === 'audit' && row['details_sealed'] !== null) {
      const of = Number(row['details_epoch']);
      const owner = of > 0 ? row['dossier'] : 'store';
      return [{ sealed: sealed('details_sealed'), aads: [at(owner, 'audit', row['seq'], Math.abs(of))] }];
    }
    if (name === 'setting') {
      const place = { store, dossier: 'store', noun: 'setting', row: String(row['key']), epoch };
      return [{ sealed: sealed('sealed'), aads: [aadOf({ ...place, version: Number(row['version']) })] }];
    }
    if (name === 'lease') return [{ sealed: sealed('sealed'), aads: [at('store', 'lease', row['id'])] }];
    return [];
  });
}

function tryOpen(key: Uint8Array, aad: Uint8Array, sealed: Uint8Array): string[] {
  try {
    const plain = Buffer.from(openBytes(key, aad, sealed));
    return [plain.toString('utf8'), inflated(plain)];
  } catch {
    return [];
  }
}

/** A snapshot is deflated before it is sealed. */
function inflated(plain: Buffer): string {
  try {
    return inflateRawSync(plain).toString('utf8');
  } catch {
    return '';
  }
}

const has = ({ plain }: Derived, text: string) => plain.some((each) => each.includes(text));

describe('what a password yields from the raw files', () => {
  it('the need to know is the key: each person, each dossier', async () => {
    const copy = await copyOf();
    const told: Record<string, string[]> = {};
    for (const login of ['fuze', 'mishu', 'lvke', 'wairen', 'xitong', 'shenji', officer]) {
      const derived = await derive(copy, login);
      told[login] = Object.entries(words)
        .filter(([, text]) => has(derived, text))
        .map(([name]) => name);
      expect(has(derived, purpose), `${login}: the purpose of a grant`).toBe(
        derived.dossiers.has(first as DossierId),
      );
      for (const text of [...Object.values(words), purpose]) expect(derived.readable).not.toContain(text);
    }
    expect(told).toEqual({
      fuze: ['first', 'second'],
      mishu: ['first'],
      lvke: ['first'],
      wairen: [],
      xitong: [],
      shenji: [],
      [officer]: [],
    });
  });

  it('the files hold no word, whoever looks', async () => {
    const copy = await copyOf();
    for (const name of readdirSync(copy, { recursive: true, withFileTypes: true })) {
      if (!name.isFile()) continue;
      const bytes = readFileSync(join(name.parentPath, name.name));
      for (const text of [...Object.values(words), purpose, passwordOf('fuze')])
        expect(bytes.includes(Buffer.from(text)), name.name).toBe(false);
    }
  });

  it('a term that is over leaves no key, and a person who left opens what they copied and nothing after', async () => {
    const before = await copyOf();
    test.setToday('2024-10-21');
    await test.as(officer);
    await test.ok('people.leave', { account: test.ids.get('mishu') as AccountId });
    await test.as('fuze');
    await amend(first, words.later);
    const after = await copyOf();
    const lvke = await derive(after, 'lvke');
    expect([...lvke.dossiers]).toEqual([]);
    expect(has(lvke, words.first)).toBe(false);
    await expect(unlockKeyring(after, 'mishu', passwordOf('mishu'))).rejects.toMatchObject({
      code: 'wrong_password',
    });
    // The old keyring on the new database: the key that they knew does not open the file any more.
    await expect(derive(after, 'mishu', before)).rejects.toMatchObject({ code: 'store_damaged' });
    // Nor any other file beside it.
    const known = await unlockKeyring(before, 'mishu', passwordOf('mishu'));
    for (const each of readdirSync(after, { recursive: true, withFileTypes: true })) {
      const file = join(each.parentPath, each.name);
      if (!each.isFile() || !each.name.includes('.db') || statSync(file).size === 0) continue;
      expect(() => checkCopy(file, known.databaseKey), each.name).toThrow();
    }
    known.close();
    // What was copied before cannot be taken back, and says nothing of what came after.
    const kept = await derive(before, 'mishu');
    expect(has(kept, words.first)).toBe(true);
    expect(has(kept, words.later)).toBe(false);
    const lead = await derive(after, 'fuze');
    expect(has(lead, words.first) && has(lead, words.later)).toBe(true);
  });

  it('keys kept from before do not open what came after', async () => {
    const [before, after] = copies.slice(-2);
    const keyring = await unlockKeyring(String(before), 'mishu', passwordOf('mishu'));
    const { client, release } = openConnection(join(String(before), 'juanzong.db'), keyring.databaseKey);
    const kept = client
      .prepare('SELECT * FROM dossier_key WHERE recipient = ?')
      .all(keyring.accountId) as unknown as DossierKeyRow[];
    release();
    const keys = kept.map((row) => keyring.openDossierKey(row));
    // The file itself is closed to them; somebody who is still in hands it over opened.
    const lead = await unlockKeyring(String(after), 'fuze', passwordOf('fuze'));
    const now = openConnection(join(String(after), 'juanzong.db'), lead.databaseKey);
    const rows = (
      now.client
        .prepare('SELECT v.*, i.dossier, i.noun FROM item_version v JOIN item i USING (row)')
        .all() as Record<string, unknown>[]
    ).filter((row) => row['dossier'] === first);
    now.release();
    const opened = rows.flatMap((row) => {
      const place = {
        store: keyring.storeId,
        dossier: first,
        noun: String(row['noun']),
        row: String(row['row']),
        version: Number(row['version']),
        epoch: Number(row['epoch']),
      };
      return keys.flatMap((key) => tryOpen(key.bytes, aadOf(place), row['sealed'] as Buffer));
    });
    keyring.close();
    lead.close();
    expect(keys.length).toBeGreaterThan(0);
    expect(opened.some((text) => text.includes(words.first))).toBe(true);
    expect(opened.some((text) => text.includes(words.later))).toBe(false);
  });
});
