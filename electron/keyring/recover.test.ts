import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DossierId } from '../../shared/model/ids.ts';
import { recordingLayer, systemError, temporaryFolder } from '../../test/support/file-layer.ts';
import { KDF_WEAK } from '../crypto/kdf.ts';
import { randomId, toHex } from '../crypto/random.ts';
import { Secret } from '../crypto/secret.ts';
import { generateSm2, sm2Sign } from '../crypto/sm2.ts';
import { initCrypto } from '../crypto/sm3.ts';
import { addAccount } from './accounts.ts';
import { macOf } from './file.ts';
import { createKeyring, unlockKeyring } from './keyring.ts';
import type { DossierWrap, GrantedKey, OpenKeyring } from './open-keyring.ts';
import { recoverKeyring } from './recover.ts';
import { joinShares, splitKey } from './shares.ts';
import { anchorStatement } from './statements.ts';

beforeAll(initCrypto);
const folders: { remove: () => void }[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

const FIRST = '蓝天白云hetian9';
const SECOND = '绿水青山qingshan7';
const THIRD = '千里江山qianli88';
const LOGIN = '王秘书';

async function fresh() {
  const folder = temporaryFolder('recover');
  folders.push(folder);
  const wanted = {
    login: LOGIN,
    displayName: '王',
    role: '秘书',
    mode: 'demo' as const,
    password: FIRST,
    kdf: KDF_WEAK,
  };
  const made = await createKeyring(folder.dir, wanted);
  return { dir: folder.dir, ...made };
}

function newDossier(open: OpenKeyring): GrantedKey & { papers: DossierWrap; mine: DossierWrap } {
  const granted = open.createDossierKey({ dossier: DossierId.parse(randomId()), epoch: 1 });
  const [mine, papers] = granted.wraps;
  if (!mine || !papers) throw new Error('wraps');
  return { ...granted, mine, papers };
}

function rewrapAll(open: OpenKeyring, rows: DossierWrap[]) {
  const { pendingRecovery } = open;
  if (!pendingRecovery) throw new Error('nothing pending');
  return { pendingRecovery, granted: rows.map((row) => pendingRecovery.rewrap(row, true)) };
}

describe('recovery with two of three papers', () => {
  it('any two give a new password, the same database key, new papers; then every dossier again', async () => {
    for (const [a, b] of [
      [0, 1],
      [2, 0],
      [1, 2],
    ] as const) {
      const { dir, open, shares } = await fresh();
      const dossiers = [newDossier(open), newDossier(open)];
      const databaseKey = Buffer.from(open.databaseKey.bytes);
      open.close();
      const made = await recoverKeyring(dir, [shares[a], shares[b]], LOGIN, SECOND);
      expect(made.open.databaseKey.bytes).toEqual(databaseKey);
      expect(made.shares.some((share) => shares.includes(share))).toBe(false);
      await expect(unlockKeyring(dir, LOGIN, FIRST)).rejects.toMatchObject({ code: 'wrong_password' });
      await expect(recoverKeyring(dir, [shares[a], shares[b]], LOGIN, THIRD)).rejects.toMatchObject({
        code: 'wrong_shares',
        params: { reason: 'other_papers' },
      });
      const { pendingRecovery, granted } = rewrapAll(
        made.open,
        dossiers.map(({ papers }) => papers),
      );
      granted.forEach((each, i) => {
        const mine = each?.wraps[0];
        expect(each?.key.bytes).toEqual(dossiers[i]?.key.bytes);
        expect(mine && made.open.openDossierKey(mine).bytes).toEqual(dossiers[i]?.key.bytes);
      });
      expect(granted[0]?.wraps[1] && pendingRecovery.rewrap(granted[0].wraps[1], true)).toBeNull();
      await pendingRecovery.finish();
      expect(made.open.pendingRecovery).toBeNull();
      const later = await unlockKeyring(dir, LOGIN, SECOND);
      expect(later.pendingRecovery).toBeNull();
      const [, papers] = newDossier(later).wraps;
      expect(papers?.recipient).toBe('recovery');
      const again = await recoverKeyring(dir, [made.shares[0], made.shares[1]], LOGIN, THIRD);
      const second = rewrapAll(
        again.open,
        granted.flatMap((each) => each?.wraps[1] ?? []),
      );
      expect(second.granted.map((each) => each?.key.bytes)).toEqual(dossiers.map(({ key }) => key.bytes));
    }
  });

  it('a crash before the dossiers were done leaves them to do after the next unlock', async () => {
    const { dir, open, shares } = await fresh();
    const { key, papers } = newDossier(open);
    (await recoverKeyring(dir, [shares[0], shares[1]], LOGIN, SECOND)).open.close();
    const later = await unlockKeyring(dir, LOGIN, SECOND);
    expect(rewrapAll(later, [papers]).granted[0]?.key.bytes).toEqual(key.bytes);
  });

  it('forgotten again before they were done, the newer papers still reach them', async () => {
    const { dir, open, shares } = await fresh();
    const { key, papers } = newDossier(open);
    const first = await recoverKeyring(dir, [shares[0], shares[1]], LOGIN, SECOND);
    const between = newDossier(first.open);
    const second = await recoverKeyring(dir, [first.shares[2], first.shares[1]], LOGIN, THIRD);
    const { granted } = rewrapAll(second.open, [papers, between.papers]);
    expect(granted.map((each) => each?.key.bytes)).toEqual([key.bytes, between.key.bytes]);
  });

  it('what the lost key signed stays verifiable, and colleagues trust the new one', async () => {
    const { dir, open, shares } = await fresh();
    const id = await addAccount(open, {
      login: '李',
      displayName: '李',
      role: '财务',
      certifies: false,
      password: SECOND,
      kdf: KDF_WEAK,
    });
    const signature = open.sign(Buffer.from('旧'));
    const made = await recoverKeyring(dir, [shares[0], shares[2]], LOGIN, THIRD);
    const other = await unlockKeyring(dir, '李', SECOND);
    for (const each of [made.open, other]) {
      expect(each.verify(open.accountId, signature, Buffer.from('旧'))).toBe(true);
      expect(each.verify(open.accountId, made.open.sign(Buffer.from('新')), Buffer.from('新'))).toBe(true);
    }
    const { key, wraps } = made.open.createDossierKey({ dossier: DossierId.parse(randomId()), epoch: 1 });
    expect(wraps).toHaveLength(2);
    const row = made.open.grantDossierKey({ dossier: DossierId.parse(randomId()), epoch: 1 }, key, id);
    expect(other.openDossierKey(row).bytes).toEqual(key.bytes);
    expect(other.pendingRecovery).toBeNull();
  });

  it('clears the waiting time of that account', async () => {
    const { dir, shares } = await fresh();
    for (let i = 0; i < 6; i += 1) await unlockKeyring(dir, LOGIN, 'x', { now: 0 }).catch(() => undefined);
    (await recoverKeyring(dir, [shares[0], shares[1]], LOGIN, SECOND)).open.close();
    (await unlockKeyring(dir, LOGIN, SECOND, { now: 1 })).close();
  });

  it('changes nothing when it is refused or the disc fails', async () => {
    const { dir, shares } = await fresh();
    const path = join(dir, 'keyring.json');
    const before = readFileSync(path, 'utf8');
    const pair = [shares[0], shares[1]];
    await expect(recoverKeyring(dir, pair, LOGIN, 'short')).rejects.toMatchObject({ code: 'weak_password' });
    await expect(recoverKeyring(dir, pair, '别人', SECOND)).rejects.toMatchObject({ code: 'not_found' });
    const { layer } = recordingLayer(dir, (seen) => {
      if (seen.startsWith('rename')) throw systemError('EIO');
    });
    await expect(recoverKeyring(dir, pair, LOGIN, SECOND, { layer })).rejects.toMatchObject({
      code: 'io_failed',
    });
    expect(readFileSync(path, 'utf8')).toBe(before);
    (await unlockKeyring(dir, LOGIN, FIRST)).close();
  });

  it('an anchor that the papers do not know is refused, though the MAC is right', async () => {
    const { dir, open, shares } = await fresh();
    const path = join(dir, 'keyring.json');
    const file = JSON.parse(readFileSync(path, 'utf8'));
    const thief = generateSm2();
    const publicKey = toHex(thief.publicKey);
    const signature = toHex(
      sm2Sign(thief.privateKey, thief.publicKey, anchorStatement(open.storeId, publicKey)),
    );
    file.body.anchor = { publicKey, signature };
    file.mac = macOf(file.body, open.databaseKey);
    writeFileSync(path, JSON.stringify(file));
    await expect(recoverKeyring(dir, [shares[0], shares[1]], LOGIN, SECOND)).rejects.toMatchObject({
      code: 'store_damaged',
      params: { reason: 'keyring_anchor' },
    });
  });
});

describe('the text of a paper', () => {
  const store = 'ab'.repeat(16);
  const reason = (why: string) => ({ code: 'wrong_shares', params: { reason: why } });

  it('is read however it was copied: case, spaces, full width, O for 0, I and L for 1', async () => {
    const key = Secret.random();
    const [one, , three] = await splitKey(key, store, 1);
    const sloppy = one
      .toLowerCase()
      .replaceAll('-', '  ')
      .replaceAll('0', 'o')
      .replace(/1(?!$)/g, 'l');
    const wide = [...three]
      .map((c) => (c === '-' ? '－' : String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0)))
      .join('');
    expect((await joinShares([`\n ${sloppy} `, wide], store, 1)).bytes).toEqual(key.bytes);
  });

  it('every wrong character is noticed', async () => {
    const [one, two] = await splitKey(Secret.random(), store, 1);
    for (let i = 0; i < one.length; i += 1) {
      if (one[i] === '-') continue;
      const bad = `${one.slice(0, i)}${one[i] === 'Q' ? 'R' : 'Q'}${one.slice(i + 1)}`;
      await expect(joinShares([bad, two], store, 1), `character ${i}`).rejects.toMatchObject({
        code: 'wrong_shares',
      });
    }
    for (let i = 5; i < one.length - 3; i += 1) {
      const bad = one.slice(0, i) + one.slice(i + 1);
      if (one[i] !== '-')
        await expect(joinShares([bad, two], store, 1)).rejects.toMatchObject(reason('malformed'));
    }
  });

  it('of another store, another set, the same twice, one, three or none is refused by its reason', async () => {
    const key = Secret.random();
    const [one, two, three] = await splitKey(key, store, 3);
    await expect(joinShares([one, two], 'cd'.repeat(16), 3)).rejects.toMatchObject(reason('other_store'));
    await expect(joinShares([one, two], store, 4)).rejects.toMatchObject(reason('other_papers'));
    await expect(joinShares([one, one], store, 3)).rejects.toMatchObject(reason('same'));
    for (const list of [[], [one], [one, two, three], ['', ''], ['JZ4-0', one]]) {
      await expect(joinShares(list, store, 3)).rejects.toMatchObject(reason('malformed'));
    }
  });

  it('mixed sets of one number give a key that is not the recovery key', async () => {
    const { dir, open } = await fresh();
    const foreign = await splitKey(Secret.random(), open.storeId, 1);
    await expect(recoverKeyring(dir, [foreign[0], foreign[1]], LOGIN, SECOND)).rejects.toMatchObject(
      reason('mismatch'),
    );
  });

  it('never breaks on any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string(), async (a, b) => {
        await expect(joinShares([a, b], store, 1)).rejects.toMatchObject({ code: 'wrong_shares' });
      }),
    );
  });
});
