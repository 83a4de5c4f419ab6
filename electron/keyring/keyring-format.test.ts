import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/file-layer.ts';
import { refArgon2id, refHkdfSm3, refHmacSm3, refSm3 } from '../../test/support/reference-crypto.ts';
import { frame } from '../crypto/frame.ts';
import { deriveFromPassword, KDF_DEFAULT } from '../crypto/kdf.ts';
import { toHex } from '../crypto/random.ts';
import { openBytes, sealWithNonce } from '../crypto/seal.ts';
import { initCrypto } from '../crypto/sm3.ts';
import { canonicalBytes, parseKeyring } from './format.ts';
import { openJournal } from './journal.ts';
import { unlockKeyring } from './keyring.ts';
import { recoverKeyring } from './recover.ts';
import {
  accountStatement,
  anchorStatement,
  grantStatement,
  privateAad,
  profileAad,
  recoveryStatement,
} from './statements.ts';

beforeAll(initCrypto);
const folder = temporaryFolder('keyring-format');
afterAll(folder.remove);

const fixture = (name: string) => new URL(`../../test/fixtures/keyring/${name}`, import.meta.url);
const secrets = JSON.parse(readFileSync(fixture('v1-secrets.json'), 'utf8'));
const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));

async function computed(): Promise<Record<string, string>> {
  const store = '000102030405060708090a0b0c0d0e0f';
  const account = { id: 'a0a1a2a3a4a5a6a7a8a9aaabacadaeaf', login: '王秘书', certifies: true };
  const salt = 'b0b1b2b3b4b5b6b7b8b9babbbcbdbebf';
  const publicKey =
    '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020' +
    'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13';
  const nonce = bytes('c0c1c2c3c4c5c6c7c8c9cacbcccdcecf');
  const kek = await deriveFromPassword('蓝天白云hetian9', bytes(salt), KDF_DEFAULT);
  const aad = privateAad(store, account, publicKey, KDF_DEFAULT, salt);
  const plain = bytes(`3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8${publicKey}`);
  const grant = {
    dossier: 'd0'.repeat(16),
    epoch: 2,
    recipient: 'recovery',
    granter: account.id,
    wrap: bytes('3006'),
  };
  return {
    store,
    'account id': account.id,
    login: account.login,
    password: '蓝天白云hetian9',
    salt,
    'public key': publicKey,
    KEK: toHex(kek.bytes),
    'AAD of private': toHex(aad),
    'nonce of private': toHex(nonce),
    private: toHex(sealWithNonce(kek.bytes, aad, plain, nonce)),
    'AAD of profile': toHex(profileAad(store, account.id)),
    'account statement': toHex(accountStatement(store, account, publicKey)),
    'recovery statement': toHex(recoveryStatement(store, 1, publicKey)),
    'anchor statement': toHex(anchorStatement(store, publicKey)),
    'grant statement': toHex(grantStatement(store, grant)),
  };
}

function documented(): Record<string, string> {
  const text = readFileSync(new URL('../../docs/keyring-format.md', import.meta.url), 'utf8');
  const example = text.split('```\n').at(-2) ?? '';
  return Object.fromEntries(
    example
      .trim()
      .split('\n')
      .map((line) => line.split(/\s{2,}/) as [string, string]),
  );
}

describe('docs/keyring-format.md', () => {
  it('agrees with the code in its worked example', async () => {
    expect(documented()).toEqual(await computed());
  });

  it('derives and authenticates as another implementation does', async () => {
    const { password, salt, KEK } = documented();
    const kek = refArgon2id({
      password: new TextEncoder().encode(password),
      salt: bytes(salt ?? ''),
      memoryKiB: 65_536,
      passes: 3,
      lanes: 1,
      length: 32,
    });
    expect(toHex(kek)).toBe(KEK);
    const file = parseKeyring(readFileSync(fixture('v1.json')));
    const info = new TextEncoder().encode('juanzong/keyring/mac/1');
    const key = refHkdfSm3(bytes(secrets.databaseKey), bytes(file.body.store), info, 32);
    expect(toHex(refHmacSm3(key, canonicalBytes(file.body)))).toBe(file.mac);
    const { 'AAD of private': aad, private: sealed, 'public key': publicKey } = documented();
    expect(toHex(openBytes(kek, bytes(aad ?? ''), bytes(sealed ?? '')).subarray(32))).toBe(publicKey);
  });
});

describe('frozen files of version 1', () => {
  it('unlock, grant and remember as on the day they were written', async () => {
    copyFileSync(fixture('v1.json'), join(folder.dir, 'keyring.json'));
    const open = await unlockKeyring(folder.dir, '示例 Secretary', secrets.password);
    expect(toHex(open.databaseKey.bytes)).toBe(secrets.databaseKey);
    expect(open).toMatchObject({ displayName: '示例', role: '科研秘书', mode: 'real', certifies: true });
    expect(open.auditHead()).toEqual({ seq: 12, hash: 'ab'.repeat(32) });
    const [mine] = secrets.grants;
    const row = { ...mine, wrap: bytes(mine.wrap), signature: bytes(mine.signature) };
    expect(toHex(open.openDossierKey(row).bytes)).toBe(secrets.dossierKey);
  });

  it('recover with the papers of that day', async () => {
    copyFileSync(fixture('v1.json'), join(folder.dir, 'keyring.json'));
    const [, two, three] = secrets.shares;
    const { open } = await recoverKeyring(
      folder.dir,
      [two, three],
      '示例 secretary',
      '又一个密码 2026 again',
    );
    expect(toHex(open.databaseKey.bytes)).toBe(secrets.databaseKey);
    const papers = secrets.grants[1];
    const row = { ...papers, wrap: bytes(papers.wrap), signature: bytes(papers.signature) };
    expect(toHex(open.pendingRecovery?.rewrap(row, true)?.key.bytes ?? new Uint8Array())).toBe(
      secrets.dossierKey,
    );
  });

  it('the journal of that day is whole, by another SM3 as well', async () => {
    copyFileSync(fixture('v1-journal.jsonl'), join(folder.dir, 'journal.jsonl'));
    const { entries, intact } = await (await openJournal(folder.dir)).drain();
    expect(intact).toBe(true);
    const [first, second] = entries;
    if (!first || !second) throw new Error('two entries');
    const previous = bytes(first.hash);
    const framed = frame('juanzong/journal/1', previous, 2, second.at, second.event, 1, second.login ?? '');
    expect(toHex(refSm3(framed))).toBe(second.hash);
  });
});
