import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { AccountId, DossierId } from '../../shared/model/ids.ts';
import { recordingLayer, systemError, temporaryFolder } from '../../test/support/file-layer.ts';
import { KDF_DEFAULT, KDF_WEAK } from '../crypto/kdf.ts';
import { randomId } from '../crypto/random.ts';
import { Secret } from '../crypto/secret.ts';
import { sm2Sign, sm2Verify } from '../crypto/sm2.ts';
import { sealProfile } from './account.ts';
import { addAccount, disableAccount, enableAccount, retireAccount } from './accounts.ts';
import { changePassword, createKeyring, readKeyring, unlockKeyring } from './keyring.ts';
import type { OpenKeyring } from './open-keyring.ts';
import { grantStatement } from './statements.ts';

const folders: { remove: () => void }[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

const PASSWORD = '蓝天白云hetian9';
const OTHER = '绿水青山qingshan7';
const DAY = Date.UTC(2026, 4, 6);
const wanted = {
  login: '王秘书',
  displayName: '王小明-PLANTED',
  role: '科研秘书-PLANTED',
  mode: 'demo' as const,
  password: PASSWORD,
  kdf: KDF_WEAK,
};
const dossier = { dossier: DossierId.parse(randomId()), epoch: 1 };

function folder(): string {
  const made = temporaryFolder('keyring');
  folders.push(made);
  return made.dir;
}

async function fresh() {
  const dir = folder();
  const made = await createKeyring(dir, wanted);
  return { dir, ...made, path: join(dir, 'keyring.json') };
}

describe('a new keyring', () => {
  it('is not there, then it is, and opens with its password only', async () => {
    const dir = folder();
    expect(await readKeyring(dir)).toEqual({ exists: false, storeId: null, mode: null, accounts: [] });
    await expect(unlockKeyring(dir, 'x', PASSWORD)).rejects.toMatchObject({ code: 'not_set_up' });
    const { open } = await createKeyring(dir, wanted);
    const key = Buffer.from(open.databaseKey.bytes);
    expect(await readKeyring(dir)).toEqual({
      exists: true,
      storeId: open.storeId,
      mode: 'demo',
      accounts: [{ id: open.accountId, login: '王秘书' }],
    });
    open.close();
    expect(open.databaseKey.destroyed).toBe(true);
    const again = await unlockKeyring(dir, ' 王秘书 ', PASSWORD, { now: DAY });
    expect(again).toMatchObject({ displayName: wanted.displayName, role: wanted.role, login: '王秘书' });
    expect(again.databaseKey.bytes).toEqual(key);
    await expect(createKeyring(dir, wanted)).rejects.toMatchObject({ code: 'already_set_up' });
    await expect(unlockKeyring(dir, '别人', PASSWORD)).rejects.toMatchObject({ code: 'wrong_password' });
  });

  it('tells a reader of the disk the login and nothing else', async () => {
    const { path, open, shares } = await fresh();
    const text = readFileSync(path, 'utf8');
    expect(text).toContain('王秘书');
    for (const hidden of [
      'PLANTED',
      PASSWORD,
      open.databaseKey.bytes.toString('hex'),
      open.pair().privateKey.bytes.toString('hex'),
      shares[0].slice(4, 30),
    ]) {
      expect(text).not.toContain(hidden);
    }
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('real stores refuse a cheap derivation, demonstrations may use it', async () => {
    await expect(createKeyring(folder(), { ...wanted, mode: 'real' })).rejects.toMatchObject({
      code: 'bad_input',
    });
    const dir = folder();
    (await createKeyring(dir, { ...wanted, mode: 'real', kdf: KDF_DEFAULT })).open.close();
    (await unlockKeyring(dir, wanted.login, PASSWORD)).close();
  });

  it('refuses weak passwords and unprintable logins', async () => {
    const dir = folder();
    await expect(createKeyring(dir, { ...wanted, password: 'short' })).rejects.toMatchObject({
      code: 'weak_password',
    });
    for (const login of ['', '   ', 'a\u0000b', 'a\u202eb', 'x'.repeat(65), '\ud800']) {
      await expect(createKeyring(dir, { ...wanted, login })).rejects.toMatchObject({ code: 'bad_input' });
    }
    expect(existsSync(join(dir, 'keyring.json'))).toBe(false);
  });

  it('a full disc leaves none', async () => {
    const dir = folder();
    const { layer } = recordingLayer(dir, (seen) => {
      if (seen.startsWith('fsync keyring')) throw systemError('ENOSPC');
    });
    await expect(createKeyring(dir, wanted, { layer })).rejects.toMatchObject({ code: 'disk_full' });
    expect(await readKeyring(dir)).toMatchObject({ exists: false });
  });
});

describe('wrong passwords', () => {
  const fail = (dir: string, now: number, login = wanted.login) =>
    unlockKeyring(dir, login, 'not the password', { now }).then(
      () => null,
      (error) => ({ code: error.code, ...error.params }),
    );

  it('count down, then wait: 60 s, doubling, an hour at most; a restart changes nothing', async () => {
    const { dir } = await fresh();
    for (const left of [4, 3, 2, 1]) {
      expect(await fail(dir, DAY)).toEqual({ code: 'wrong_password', attempts_left: left });
    }
    let now = DAY;
    for (const wait of [60, 120, 240, 480, 960, 1920, 3600, 3600]) {
      expect(await fail(dir, now)).toEqual({
        code: 'wrong_password',
        attempts_left: 0,
        retry_after_seconds: wait,
      });
      expect(await fail(dir, now)).toEqual({ code: 'wait_before_retry', retry_after_seconds: wait });
      expect(await fail(dir, now + wait * 1000 - 1)).toEqual({
        code: 'wait_before_retry',
        retry_after_seconds: 1,
      });
      await expect(unlockKeyring(dir, wanted.login, PASSWORD, { now })).rejects.toMatchObject({
        code: 'wait_before_retry',
      });
      now += wait * 1000;
    }
    (await unlockKeyring(dir, wanted.login, PASSWORD, { now })).close();
    expect(await fail(dir, now)).toEqual({ code: 'wrong_password', attempts_left: 4 });
  });

  it('a clock that goes back starts the wait again, and does not lengthen it beyond that', async () => {
    const { dir } = await fresh();
    for (let i = 0; i < 5; i += 1) await fail(dir, DAY);
    expect(await fail(dir, DAY - 86_400_000)).toEqual({ code: 'wait_before_retry', retry_after_seconds: 60 });
    expect(await fail(dir, DAY - 86_400_000 + 59_000)).toEqual({
      code: 'wait_before_retry',
      retry_after_seconds: 1,
    });
    (await unlockKeyring(dir, wanted.login, PASSWORD, { now: DAY - 86_400_000 + 60_000 })).close();
  });

  it('are counted before they are tried, and parallel guesses one by one', async () => {
    const { dir, path } = await fresh();
    const answers = await Promise.all(Array.from({ length: 7 }, () => fail(dir, DAY)));
    expect(answers.map((answer) => answer?.code)).toEqual([
      ...Array.from({ length: 5 }, () => 'wrong_password'),
      'wait_before_retry',
      'wait_before_retry',
    ]);
    const counted: number[] = [];
    const { layer } = recordingLayer(dir, (seen) => {
      if (seen.startsWith('rename keyring')) counted.push(1);
    });
    await unlockKeyring(dir, wanted.login, 'x', { now: DAY + 61_000, layer }).catch(() => undefined);
    expect(counted).toEqual([1]);
    const { attempts } = JSON.parse(readFileSync(path, 'utf8'));
    expect(Object.values(attempts)).toEqual([{ failures: 6, since: DAY + 61_000 }]);
  });

  it('empty, endless and broken ones are wrong like any other', async () => {
    const { dir } = await fresh();
    for (const [i, password] of ['', '\ud800', 'x'.repeat(1_000_000)].entries()) {
      await expect(unlockKeyring(dir, wanted.login, password, { now: DAY })).rejects.toMatchObject({
        code: 'wrong_password',
        params: { attempts_left: 4 - i },
      });
    }
  });

  it('a disc that cannot count them opens nothing', async () => {
    const { dir } = await fresh();
    const { layer } = recordingLayer(dir, (seen) => {
      if (seen.startsWith('write keyring')) throw systemError('EROFS');
    });
    await expect(unlockKeyring(dir, wanted.login, PASSWORD, { layer })).rejects.toMatchObject({
      code: 'read_only',
    });
  });
});

describe('changing the password', () => {
  it('needs the old one, and leaves keys and grants as they are', async () => {
    const { dir, open } = await fresh();
    const { key, wraps } = open.createDossierKey(dossier);
    const change = { old: 'not the password', new: OTHER };
    await expect(changePassword(open, dir, change)).rejects.toMatchObject({ code: 'wrong_password' });
    await expect(changePassword(open, dir, { old: PASSWORD, new: '1234567890' })).rejects.toMatchObject({
      code: 'weak_password',
    });
    await changePassword(open, dir, { old: PASSWORD, new: OTHER });
    await expect(unlockKeyring(dir, wanted.login, PASSWORD)).rejects.toMatchObject({
      code: 'wrong_password',
    });
    const again = await unlockKeyring(dir, wanted.login, OTHER);
    const [mine] = wraps;
    expect(mine && again.openDossierKey(mine).bytes).toEqual(key.bytes);
  });
});

describe('dossier keys', () => {
  it('are granted to the maker and to the papers, and open for nobody else', async () => {
    const { open } = await fresh();
    const { key, wraps } = open.createDossierKey(dossier);
    expect(wraps.map(({ recipient }) => recipient)).toEqual([open.accountId, 'recovery']);
    const [mine, papers] = wraps;
    if (!mine || !papers) throw new Error('two wraps');
    expect(open.openDossierKey(mine).bytes).toEqual(key.bytes);
    expect(() => open.openDossierKey(papers)).toThrow(expect.objectContaining({ code: 'not_found' }));
  });

  it('refuse a row whose dossier, epoch, granter, wrap or signature was changed (E-03)', async () => {
    const { open } = await fresh();
    const one = open.createDossierKey(dossier).wraps[0];
    const two = open.createDossierKey({ ...dossier, epoch: 2 }).wraps[0];
    if (!one || !two) throw new Error('wraps');
    const flipped = Uint8Array.from(one.wrap);
    flipped[40] = (flipped[40] as number) ^ 1;
    for (const bad of [
      { ...one, dossier: DossierId.parse(randomId()) },
      { ...one, epoch: 2 },
      { ...one, granter: AccountId.parse(randomId()) },
      { ...one, wrap: two.wrap },
      { ...one, wrap: flipped },
      { ...one, signature: two.signature },
      { ...one, signature: new Uint8Array(0) },
    ]) {
      expect(() => open.openDossierKey(bad)).toThrow(expect.objectContaining({ code: 'object_damaged' }));
    }
  });

  it('go from a holder to another account, signed by the granter', async () => {
    const { dir, open } = await fresh();
    const id = await addAccount(open, {
      ...wanted,
      login: '李助理',
      displayName: '李',
      role: '财务',
      certifies: false,
      password: OTHER,
    });
    const { key } = open.createDossierKey(dossier);
    const row = open.grantDossierKey(dossier, key, id);
    const other = await unlockKeyring(dir, '李助理', OTHER);
    expect(other.openDossierKey(row).bytes).toEqual(key.bytes);
    expect(other.databaseKey.bytes).toEqual(open.databaseKey.bytes);
    expect(() => other.openDossierKey({ ...row, granter: id })).toThrow();
    await expect(
      addAccount(other, { ...wanted, login: '张三', certifies: true, password: OTHER }),
    ).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(addAccount(open, { ...wanted, login: '李助理', certifies: true })).rejects.toMatchObject({
      code: 'login_taken',
    });
    await retireAccount(open, id);
    await expect(unlockKeyring(dir, '李助理', OTHER)).rejects.toMatchObject({ code: 'wrong_password' });
    expect(() => open.grantDossierKey(dossier, key, id)).toThrow(
      expect.objectContaining({ code: 'not_found' }),
    );
    expect(open.verify(id, other.sign(Buffer.from('报告')), Buffer.from('报告'))).toBe(true);
  });

  it('E-15: a role that nobody trusted signed is no role', async () => {
    const { dir, open } = await fresh();
    const id = await addAccount(open, {
      ...wanted,
      login: '李助理',
      displayName: '李',
      role: 'auditor',
      certifies: false,
      password: OTHER,
    });
    const role = (by: OpenKeyring) => by.accounts().find((each) => each.id === id)?.role;
    expect(role(open)).toBe('auditor');
    // The account itself holds the database key, and with it the profile's key and the MAC's.
    const other = await unlockKeyring(dir, '李助理', OTHER);
    for (const certificate of [undefined, { signer: id, signature: '3006020101020101' }]) {
      const profile = { displayName: '李', role: 'security_admin', ...(certificate ? { certificate } : {}) };
      await other.update((body) => ({
        ...body,
        accounts: body.accounts.map((account) =>
          account.id === id
            ? { ...account, profile: sealProfile(other.storeId, id, profile, other.databaseKey) }
            : account,
        ),
      }));
      expect(role(other)).toBe('member');
      expect((await unlockKeyring(dir, '李助理', OTHER)).role).toBe('member');
    }
  });

  it('B-S16: a disabled account opens nothing, and everything again once it is enabled', async () => {
    const { dir, open } = await fresh();
    const id = await addAccount(open, { ...wanted, login: '李助理', certifies: false, password: OTHER });
    const { key } = open.createDossierKey(dossier);
    const row = open.grantDossierKey(dossier, key, id);
    await disableAccount(open, id);
    await expect(unlockKeyring(dir, '李助理', OTHER)).rejects.toMatchObject({ code: 'account_disabled' });
    await expect(unlockKeyring(dir, '李助理', PASSWORD)).rejects.toMatchObject({ code: 'wrong_password' });
    expect((await readKeyring(dir)).accounts.map(({ login }) => login)).not.toContain('李助理');
    await enableAccount(open, id);
    const other = await unlockKeyring(dir, '李助理', OTHER);
    expect(other.openDossierKey(row).bytes).toEqual(key.bytes);
    await expect(disableAccount(other, open.accountId)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(disableAccount(open, open.accountId)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('a stranger who is not in the keyring can grant nothing', async () => {
    const { open } = await fresh();
    const other = (await fresh()).open;
    const granted = other.grantDossierKey(dossier, Secret.random(), other.accountId);
    const row = { ...granted, recipient: open.accountId };
    const { privateKey, publicKey } = other.pair();
    const signed = { ...row, signature: sm2Sign(privateKey, publicKey, grantStatement(open.storeId, row)) };
    expect(() => open.openDossierKey(signed)).toThrow(expect.objectContaining({ code: 'object_damaged' }));
    expect(() => open.grantDossierKey(dossier, Secret.random(), other.accountId)).toThrow(
      expect.objectContaining({ code: 'not_found' }),
    );
  });
});

describe('signatures and the audit head', () => {
  it('verify by account, also with the public key alone', async () => {
    const { open } = await fresh();
    const bytes = Buffer.from('审计链头');
    const signature = open.sign(bytes);
    expect(open.verify(open.accountId, signature, bytes)).toBe(true);
    expect(open.verify(AccountId.parse(randomId()), signature, bytes)).toBe(false);
    expect(open.verify(open.accountId, signature, Buffer.from('别的'))).toBe(false);
    const key = open.publicKeyOf(open.accountId);
    expect(key && sm2Verify(key, bytes, signature)).toBe(true);
  });

  it('the keyring’s own statements cannot be had by asking for a signature', async () => {
    const { open } = await fresh();
    const forged = grantStatement(open.storeId, {
      ...dossier,
      recipient: 'x',
      granter: open.accountId,
      wrap: new Uint8Array(9),
    });
    expect(() => open.sign(forged)).toThrow();
  });

  it('the head survives, also many saves at once', async () => {
    const { dir, open } = await fresh();
    expect(open.auditHead()).toBeNull();
    await Promise.all(
      Array.from({ length: 5 }, (_, i) => open.saveAuditHead({ seq: i + 1, hash: `0${i}`.repeat(32) })),
    );
    expect(open.auditHead()).toEqual({ seq: 5, hash: '04'.repeat(32) });
    const again = await unlockKeyring(dir, wanted.login, PASSWORD);
    expect(again.auditHead()).toEqual({ seq: 5, hash: '04'.repeat(32) });
  });

  it('a save keeps the failures that were counted meanwhile', async () => {
    const { dir, path, open } = await fresh();
    await unlockKeyring(dir, wanted.login, 'x', { now: DAY }).catch(() => undefined);
    await open.saveAuditHead({ seq: 1, hash: 'aa'.repeat(32) });
    expect(Object.values(JSON.parse(readFileSync(path, 'utf8')).attempts)).toEqual([
      { failures: 1, since: DAY },
    ]);
  });

  it('a keyring changed under an open one is not signed over', async () => {
    const { path, open } = await fresh();
    const file = JSON.parse(readFileSync(path, 'utf8'));
    file.body.auditHead = { seq: 9, hash: 'bb'.repeat(32) };
    writeFileSync(path, JSON.stringify(file));
    await expect(open.saveAuditHead({ seq: 1, hash: 'aa'.repeat(32) })).rejects.toMatchObject({
      code: 'store_damaged',
    });
  });
});
