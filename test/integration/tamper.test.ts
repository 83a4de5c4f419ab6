import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KDF_WEAK } from '../../electron/crypto/kdf.ts';
import { initCrypto } from '../../electron/crypto/sm3.ts';
import { createKeyring, unlockKeyring } from '../../electron/keyring/keyring.ts';
import { AppError } from '../../shared/model/errors.ts';
import { temporaryFolder } from '../support/file-layer.ts';
import { at, type Bench, makeBench } from '../support/store-bench.ts';

const long = process.env['JUANZONG_LONG'] === '1';
const seed = Number(process.env['JUANZONG_SEED'] ?? Date.now() % 1_000_000);
beforeAll(async () => {
  await initCrypto();
  process.stderr.write(`tamper test: JUANZONG_SEED=${seed}\n`);
});

/** Every byte by night; elsewhere the first hundred and a sample over the whole. */
function* placesIn(length: number, sample: number): Generator<number> {
  if (long) {
    for (let place = 0; place < length; place += 1) yield place;
    return;
  }
  for (let place = 0; place < 100 && place < length; place += 7) yield place;
  let state = seed + 1;
  for (let n = 0; n < sample; n += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield Math.floor((state / 2 ** 32) * length);
  }
}

describe('a changed byte of the database', () => {
  let bench: Bench;
  beforeAll(() => {
    bench = makeBench();
  });
  afterAll(() => bench.cleanUp());

  it(`is refused or without effect, never a wrong answer (seed ${seed})`, async () => {
    const made = bench.open();
    const dossier = bench.dossier(made);
    const { account: author } = bench;
    for (let n = 0; n < 5; n += 1) {
      made.items.save({ dossier, noun: 'note', author, at, value: { n, text: '树洞'.repeat(50) } });
      made.audit.append({ at, account: author, channel: 'x.y', stage: 'single', outcome: 'ok' });
    }
    const told = (store: typeof made) =>
      JSON.stringify([
        store.items.current(dossier, 'note'),
        store.audit.list({ limit: 9 }),
        store.dossiers.list(),
      ]);
    const right = told(made);
    made.close();
    const whole = readFileSync(bench.file);
    let refused = 0;
    for (const [n, place] of [...placesIn(whole.length, 150)].entries()) {
      // What closed stores leave is only freed between turns.
      if (n % 500 === 499) await new Promise(setImmediate);
      const changed = Buffer.from(whole);
      changed[place] = (changed[place] ?? 0) ^ (1 << (place % 8));
      writeFileSync(bench.file, changed);
      for (const suffix of ['-wal', '-shm']) rmSync(bench.file + suffix, { force: true });
      let store: typeof made | null = null;
      try {
        store = bench.open({ mustExist: true });
        const answer = told(store);
        store.check();
        expect(answer, `byte ${place}`).toBe(right);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        expect(error.code, `byte ${place}`).toBe('store_damaged');
        refused += 1;
      } finally {
        store?.close();
      }
    }
    expect(refused).toBeGreaterThan(50);
  }, 3_600_000);
});

describe('a changed byte of the keyring', () => {
  it(`is refused or without effect (seed ${seed})`, async () => {
    const folder = temporaryFolder('tamper');
    try {
      const secret = '树洞里的口令 每年换一次';
      const made = await createKeyring(folder.dir, {
        login: 'zhou',
        displayName: '周某',
        role: 'keeper',
        mode: 'demo',
        password: secret,
        kdf: KDF_WEAK,
      });
      const key = Buffer.from(made.open.databaseKey.bytes);
      const { accountId } = made.open;
      made.open.close();
      const file = join(folder.dir, 'keyring.json');
      const whole = readFileSync(file);
      let refused = 0;
      for (const place of placesIn(whole.length, 120)) {
        const changed = Buffer.from(whole);
        changed[place] = (changed[place] ?? 0) ^ (1 << (place % 7));
        writeFileSync(file, changed);
        try {
          const open = await unlockKeyring(folder.dir, 'zhou', secret);
          expect(Buffer.compare(open.databaseKey.bytes, key), `byte ${place}`).toBe(0);
          expect([open.accountId, open.role, open.displayName]).toEqual([accountId, 'keeper', '周某']);
          open.close();
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          refused += 1;
        }
      }
      expect(refused).toBeGreaterThan(50);
    } finally {
      folder.remove();
    }
  }, 3_600_000);
});
