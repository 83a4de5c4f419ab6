import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/file-layer.ts';
import { KDF_WEAK } from '../crypto/kdf.ts';
import { toHex } from '../crypto/random.ts';
import { generateSm2, sm2Sign } from '../crypto/sm2.ts';
import { addAccount } from './accounts.ts';
import { macOf } from './file.ts';
import { canonicalBytes, type KeyringFile, parseKeyring } from './format.ts';
import { createKeyring, readKeyring, unlockKeyring } from './keyring.ts';
import type { OpenKeyring } from './open-keyring.ts';
import { accountStatement, recoveryStatement } from './statements.ts';

const folder = temporaryFolder('hostile');
const path = join(folder.dir, 'keyring.json');
const PASSWORD = '蓝天白云hetian9';
const OTHER = '绿水青山qingshan7';
const base = { displayName: 'x', role: 'y', password: PASSWORD, kdf: KDF_WEAK };
let good: string;
let open: OpenKeyring;

beforeAll(async () => {
  open = (await createKeyring(folder.dir, { ...base, login: 'wang', mode: 'demo' })).open;
  await addAccount(open, { ...base, login: 'li', certifies: false, password: OTHER });
  good = readFileSync(path, 'utf8');
});
beforeEach(() => writeFileSync(path, good));
afterAll(folder.remove);

function change(edit: (file: KeyringFile) => void): void {
  const file: KeyringFile = JSON.parse(good);
  edit(file);
  writeFileSync(path, JSON.stringify(file));
}

/** As {@link change}, by somebody who holds the database key: the MAC is right again. */
function changeAsInsider(edit: (file: KeyringFile) => void): void {
  change((file) => {
    edit(file);
    file.mac = macOf(file.body, open.databaseKey);
  });
}

const unlock = (login = 'wang', password = PASSWORD) =>
  unlockKeyring(folder.dir, login, password, { now: 0 });

describe('a keyring that somebody changed', () => {
  const at = <T>(list: T[], index: number): T => {
    const item = list[index];
    if (item === undefined) throw new Error('no such item');
    return item;
  };
  const access = (file: KeyringFile, index = 0) => {
    const found = at(file.body.accounts, index).access;
    if (!found) throw new Error('no access');
    return found;
  };

  it('opens when nothing was', async () => {
    (await unlock()).close();
    (await unlock('li', OTHER)).close();
  });

  const bounds: [string, (file: KeyringFile) => void][] = [
    ['100 GiB', (file) => (access(file).kdf.memoryKiB = 100 * 1024 * 1024)],
    ['a million passes', (file) => (access(file).kdf.passes = 1_000_000)],
    ['below the floor', (file) => (access(file).kdf.memoryKiB = 8)],
    ['cheap parameters in a real store', (file) => (file.body.mode = 'real')],
  ];
  for (const [name, edit] of bounds) {
    it(`KDF out of bounds (${name}): refused before any work`, async () => {
      change(edit);
      const before = performance.now();
      await expect(unlock()).rejects.toMatchObject({
        code: 'store_damaged',
        params: { reason: 'kdf_out_of_bounds' },
      });
      expect(performance.now() - before).toBeLessThan(1000);
    });
  }

  const keyless: [string, (file: KeyringFile) => void][] = [
    ['other KDF parameters within the bounds', (file) => (access(file).kdf.passes = 2)],
    ['another salt', (file) => (access(file).salt = 'ab'.repeat(16))],
    ['another login', (file) => (at(file.body.accounts, 0).login = 'Wang')],
    [
      'ways in exchanged between two accounts',
      (file) => {
        const [one, two] = [access(file, 0), access(file, 1)];
        at(file.body.accounts, 0).access = two;
        at(file.body.accounts, 1).access = one;
      },
    ],
    [
      'names exchanged between two accounts',
      (file) => {
        at(file.body.accounts, 0).login = 'li';
        at(file.body.accounts, 1).login = 'wang';
      },
    ],
    ['another store', (file) => (file.body.store = '0'.repeat(32))],
  ];
  for (const [name, edit] of keyless) {
    it(`${name}: the password no longer opens`, async () => {
      change(edit);
      await expect(unlock()).rejects.toMatchObject({ code: 'wrong_password' });
    });
  }

  const maced: [string, (file: KeyringFile) => void][] = [
    ['the MAC', (file) => (file.mac = '0'.repeat(64))],
    ['the audit head', (file) => (file.body.auditHead = { seq: 1, hash: 'a'.repeat(64) })],
    ['the generation', (file) => (file.body.generation += 1)],
    ['another account removed', (file) => file.body.accounts.pop()],
    ['another account made one that vouches', (file) => (at(file.body.accounts, 1).certifies = true)],
    ['the recovery key', (file) => (at(file.body.recovery, 0).publicKey = toHex(generateSm2().publicKey))],
    ['the anchor', (file) => (file.body.anchor.publicKey = toHex(generateSm2().publicKey))],
    [
      'another account’s profile',
      (file) => (at(file.body.accounts, 1).profile = at(file.body.accounts, 0).profile),
    ],
  ];
  for (const [name, edit] of maced) {
    it(`${name}: refused by the MAC`, async () => {
      change(edit);
      await expect(unlock()).rejects.toMatchObject({
        code: 'store_damaged',
        params: { reason: 'keyring_mac' },
      });
    });
  }

  it('a replaced database wrap: refused', async () => {
    change((file) => (access(file).databaseWrap = access(file, 1).databaseWrap));
    await expect(unlock()).rejects.toMatchObject({ code: 'store_damaged' });
  });

  it('another key for a colleague, with a right MAC but no signature of the anchor: nothing is granted to it', async () => {
    const thief = generateSm2();
    const publicKey = toHex(thief.publicKey);
    changeAsInsider((file) => {
      const victim = at(file.body.accounts, 1);
      const statement = accountStatement(file.body.store, victim, publicKey);
      const signature = toHex(sm2Sign(thief.privateKey, thief.publicKey, statement));
      victim.keys = [{ publicKey, certificate: { signer: victim.id, signature } }, ...victim.keys];
    });
    const again = await unlock();
    const victim = again.accounts().find(({ login }) => login === 'li');
    if (!victim) throw new Error('li');
    const { key, wraps } = again.createDossierKey({ dossier: 'd'.repeat(32) as never, epoch: 1 });
    expect(wraps).toHaveLength(2);
    expect(() =>
      again.grantDossierKey({ dossier: 'd'.repeat(32) as never, epoch: 1 }, key, victim.id),
    ).toThrow(expect.objectContaining({ code: 'not_found' }));
  });

  it('other papers, with a right MAC but vouched for by one who may not: no new key is wrapped to them', async () => {
    const thief = generateSm2();
    const publicKey = toHex(thief.publicKey);
    const li = await unlock('li', OTHER);
    changeAsInsider((file) => {
      const statement = recoveryStatement(file.body.store, 2, publicKey);
      const own = toHex(sm2Sign(li.pair().privateKey, li.pair().publicKey, statement));
      const old = at(file.body.recovery, 0);
      file.body.recovery = [
        { ...old, papers: 2, publicKey, certificate: { signer: li.accountId, signature: own } },
        old,
      ];
    });
    const again = await unlock();
    expect(() => again.createDossierKey({ dossier: 'd'.repeat(32) as never, epoch: 1 })).toThrow(
      expect.objectContaining({ code: 'not_found' }),
    );
  });

  it('two keys that vouch for each other do not become trusted', async () => {
    const [a, b] = [generateSm2(), generateSm2()];
    changeAsInsider((file) => {
      const [one, two] = [at(file.body.accounts, 0), at(file.body.accounts, 1)];
      two.certifies = true;
      const vouch = (by: typeof a, who: typeof one, signer: typeof one, key: typeof a) => ({
        publicKey: toHex(key.publicKey),
        certificate: {
          signer: signer.id,
          signature: toHex(
            sm2Sign(
              by.privateKey,
              by.publicKey,
              accountStatement(file.body.store, who, toHex(key.publicKey)),
            ),
          ),
        },
      });
      two.keys = [vouch(b, two, two, a), vouch(a, two, two, b)];
    });
    const again = await unlock();
    const li = again.accounts().find(({ login }) => login === 'li');
    expect(li && again.publicKeyOf(li.id)).toBeNull();
  });
});

describe('a file that is no keyring', () => {
  it('cut anywhere, it is damaged and never half-read', async () => {
    for (let length = 0; length < good.length - 2; length += 211) {
      writeFileSync(path, good.slice(0, length));
      await expect(readKeyring(folder.dir)).rejects.toMatchObject({ code: 'store_damaged' });
    }
  });

  it('any bytes, any JSON', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((json) => new TextEncoder().encode(json)),
        ),
        (bytes) => {
          expect(() => parseKeyring(bytes)).toThrow(expect.objectContaining({ code: 'store_damaged' }));
        },
      ),
    );
  });

  it('of the future it is refused by name, of an older unknown version too', async () => {
    change((file) => Object.assign(file.body, { version: 2, somethingNew: true }));
    await expect(unlock()).rejects.toMatchObject({ code: 'store_from_future', params: { version: 2 } });
    change((file) => Object.assign(file.body, { version: 0 }));
    await expect(unlock()).rejects.toMatchObject({ code: 'store_damaged' });
    change((file) => Object.assign(file.body, { extra: 1 }));
    await expect(unlock()).rejects.toMatchObject({ code: 'store_damaged' });
  });

  it('too large it is not even parsed', async () => {
    writeFileSync(path, `${good}${' '.repeat(4 * 1024 * 1024)}`);
    await expect(unlock()).rejects.toMatchObject({ code: 'too_large' });
  });

  it('with an account twice it is damaged', async () => {
    change((file) => file.body.accounts.push(...file.body.accounts.slice(0, 1)));
    await expect(unlock()).rejects.toMatchObject({ code: 'store_damaged' });
  });
});

it('the canonical form does not depend on the order of keys', () => {
  expect(canonicalBytes({ b: [1, { d: null, c: 'x' }], a: true })).toEqual(
    canonicalBytes({ a: true, b: [1, { c: 'x', d: null }] }),
  );
  expect(new TextDecoder().decode(canonicalBytes({ b: 1, a: '卷' }))).toBe('{"a":"卷","b":1}');
});
