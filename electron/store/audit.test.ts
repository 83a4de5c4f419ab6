import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditExample, auditExampleDoc } from '../../build/schema/audit-example.ts';
import { type Bench, at, makeBench, refusalOf } from '../../test/support/store-bench.ts';
import { frame } from '../crypto/frame.ts';
import { equalBytes, randomId } from '../crypto/random.ts';
import { initCrypto, sm3 } from '../crypto/sm3.ts';
import type { AuditEntry, HeadSigner } from './audit.ts';
import { type AuditExport, verifyExport } from './audit-chain.ts';
import { openConnection } from './connection.ts';
import type { Store } from './store.ts';

let bench: Bench;
let store: Store;

beforeAll(initCrypto);
beforeEach(() => {
  bench = makeBench();
  store = bench.open();
});
afterEach(() => bench.cleanUp());

const plain = (n: number): AuditEntry => ({
  at,
  account: bench.account,
  session: 's1',
  channel: 'note.save',
  stage: 'single',
  outcome: 'ok',
  details: { n, 名: '甲' },
});

/** Stands in for the keyring's SM2: what matters here is that exactly these bytes are signed and checked. */
const signer = (): HeadSigner => ({ accountId: bench.account, sign: (bytes) => sm3(frame('test', bytes)) });
const verify = (account: string, signature: Uint8Array, bytes: Uint8Array) =>
  account === bench.account && equalBytes(signature, sm3(frame('test', bytes)));

function fill(count: number): void {
  for (let n = 1; n <= count; n += 1) store.audit.append(plain(n));
}

/** Changes the live log as someone with the database key and another program would. */
function tamper(sql: string): Store {
  store.close();
  const { client, release } = openConnection(bench.file, bench.key);
  for (const name of client.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all()) {
    client.exec(`DROP TRIGGER "${name}"`);
  }
  client.pragma('foreign_keys = OFF');
  client.exec(sql);
  release();
  return bench.open();
}

describe('E-10: the log', () => {
  it('appends, lists newest first by pages, and tells its head', () => {
    expect(store.audit.head()).toBeNull();
    expect(store.audit.verifyChain()).toEqual({ ok: true, checked: 0, head: null });
    fill(5);
    expect(store.audit.head()?.seq).toBe(5);
    const page = store.audit.list({ limit: 2 });
    expect(page.map((row) => [row.seq, row.details, row.detailsClosed])).toEqual([
      [5, { n: 5, 名: '甲' }, false],
      [4, { n: 4, 名: '甲' }, false],
    ]);
    expect(store.audit.list({ before: 4, limit: 10 }).map((row) => row.seq)).toEqual([3, 2, 1]);
    expect(store.audit.verifyChain(null, verify)).toMatchObject({ ok: true, checked: 5 });
  });

  it('E-12: keeps intent and result together with the step of the data’s life', () => {
    const dossier = bench.dossier(store);
    const intent = store.audit.append({
      ...plain(1),
      dossier,
      stage: 'intent',
      outcome: 'intended',
      lifecycle: 'provide',
    });
    store.audit.append({
      ...plain(2),
      dossier,
      stage: 'result',
      outcome: 'refused',
      code: 'forbidden',
      rule: 'E-05',
      intent: intent.seq,
    });
    expect(store.audit.list({ limit: 1, dossier })[0]).toMatchObject({
      stage: 'result',
      outcome: 'refused',
      code: 'forbidden',
      rule: 'E-05',
      intent: intent.seq,
      lifecycle: null,
    });
    expect(store.audit.list({ limit: 9 }).at(-1)?.lifecycle).toBe('provide');
    expect(store.audit.verifyChain()).toMatchObject({ ok: true, checked: 2 });
  });

  it('details of a dossier are shut for who lacks its key; the chain still holds', () => {
    const dossier = bench.dossier(store);
    store.audit.append({ ...plain(1), dossier });
    store.audit.append(plain(2));
    bench.keys.drop(dossier);
    const [without, shut] = store.audit.list({ limit: 2 });
    expect([shut?.details, shut?.detailsClosed]).toEqual([null, true]);
    expect(without?.details).toEqual({ n: 2, 名: '甲' });
    store.useKeys(null);
    expect(store.audit.list({ limit: 2 }).map((row) => row.detailsClosed)).toEqual([false, true]);
    // Without the key an entry can still be written: under the store's.
    store.audit.append({ ...plain(3), dossier });
    expect(store.audit.list({ limit: 1 })[0]?.details).toEqual({ n: 3, 名: '甲' });
    expect(store.audit.verifyChain()).toMatchObject({ ok: true, checked: 3 });
  });

  it('goes on over a thousand entries and a reopening', () => {
    store.transaction(() => fill(2300));
    store.close();
    store = bench.open();
    expect(store.audit.append(plain(0)).seq).toBe(2301);
    expect(store.audit.verifyChain()).toMatchObject({ ok: true, checked: 2301 });
  });

  it('signs heads that verify, and refuses to call another signature good', () => {
    expect(store.audit.sign('session', signer(), at)).toBeNull();
    fill(2);
    const head = store.audit.sign('session', signer(), at);
    expect(head).toMatchObject({ seq: 2, reason: 'session', signer: bench.account });
    fill(1);
    store.audit.sign('approval', signer(), at);
    expect(store.audit.heads()).toHaveLength(2);
    expect(store.audit.verifyChain(head, () => false)).toEqual({
      ok: false,
      brokenAt: 2,
      reason: 'signature',
    });
    expect(store.audit.verifyChain(head, verify)).toMatchObject({ ok: true, checked: 3 });
  });
});

describe('a second look', () => {
  it('goes on from what held, and still finds what was done since', () => {
    fill(3);
    store.audit.sign('session', signer(), at);
    expect(store.audit.verifyChain(null, verify)).toMatchObject({ ok: true, checked: 3 });
    fill(2);
    expect(store.audit.verifyChain()).toMatchObject({ ok: true, checked: 5 });
    store.audit.sign('session', signer(), at);
    let asked = 0;
    const counting = (...args: Parameters<typeof verify>) => {
      asked += 1;
      return verify(...args);
    };
    expect(store.audit.verifyChain(null, counting)).toMatchObject({ ok: true, checked: 5 });
    expect(asked).toBe(1);
    store.audit.sign('minute', { ...signer(), sign: () => new Uint8Array(70) }, at);
    for (let n = 0; n < 2; n += 1) {
      expect(store.audit.verifyChain(null, verify)).toEqual({ ok: false, brokenAt: 5, reason: 'signature' });
    }
    expect(store.audit.verifyChain()).toMatchObject({ ok: true, head: store.audit.head() });
  });
});

describe('a look inside a transaction that is undone', () => {
  it('does not cry wolf afterwards', () => {
    fill(2);
    const undone = () =>
      store.transaction(() => {
        fill(3);
        store.audit.sign('session', signer(), at);
        expect(store.audit.verifyChain(null, verify)).toMatchObject({ ok: true, checked: 5 });
        throw new Error('undone');
      });
    expect(refusalOf(undone).code).toBe('internal');
    expect(store.audit.verifyChain(null, verify)).toMatchObject({ ok: true, checked: 2 });
    fill(1);
    expect(store.audit.verifyChain(null, verify)).toMatchObject({ ok: true, checked: 3 });
  });
});

describe('what was done to the log is found', () => {
  const cases: [string, string, number, string][] = [
    ['an outcome changed', "UPDATE audit SET outcome = 'refused' WHERE seq = 3", 3, 'hash'],
    ['an account taken away', 'UPDATE audit SET account = NULL WHERE seq = 2', 2, 'hash'],
    [
      'sealed details replaced',
      'UPDATE audit SET details_sealed = (SELECT details_sealed FROM audit WHERE seq = 1) WHERE seq = 4',
      4,
      'hash',
    ],
    [
      'a value moved to the next column',
      'UPDATE audit SET code = session, session = NULL WHERE seq = 2',
      2,
      'hash',
    ],
    ['an entry taken out', 'DELETE FROM audit WHERE seq = 3', 4, 'gap'],
    [
      'an entry taken out and the rest renumbered',
      'DELETE FROM audit WHERE seq = 3; UPDATE audit SET seq = seq - 1 WHERE seq > 3',
      3,
      'link',
    ],
    ['the beginning cut', 'DELETE FROM audit WHERE seq < 3', 1, 'gap'],
    ['the hash recomputed by hand', "UPDATE audit SET hash = x'00' WHERE seq = 5", 5, 'hash'],
  ];
  it.each(cases)('%s', (_what, sql, brokenAt, reason) => {
    fill(6);
    expect(tamper(sql).audit.verifyChain()).toEqual({ ok: false, brokenAt, reason });
  });

  it('a cut end, against a head kept elsewhere and against a signed head', () => {
    fill(6);
    const kept = store.audit.head();
    const cut = tamper('DELETE FROM audit WHERE seq > 4');
    // Nothing inside the log can tell: this is why heads are kept outside.
    expect(cut.audit.verifyChain()).toMatchObject({ ok: true });
    expect(cut.audit.verifyChain(kept)).toEqual({ ok: false, brokenAt: 5, reason: 'cut' });
    for (let n = 0; n < 3; n += 1) cut.audit.append(plain(90 + n));
    expect(cut.audit.verifyChain(kept)).toEqual({ ok: false, brokenAt: 6, reason: 'head' });
  });

  it('a cut end below a signed head', () => {
    fill(6);
    store.audit.sign('session', signer(), at);
    const cut = tamper('DELETE FROM audit WHERE seq > 4');
    expect(cut.audit.verifyChain()).toEqual({ ok: false, brokenAt: 6, reason: 'cut' });
  });

  it('an emptied log', () => {
    fill(2);
    const kept = store.audit.head();
    expect(tamper('DELETE FROM audit').audit.verifyChain(kept)).toEqual({
      ok: false,
      brokenAt: 1,
      reason: 'cut',
    });
  });

  it('details sealed anew with other words', () => {
    fill(2);
    const again = tamper(
      'UPDATE audit SET details_sealed = (SELECT details_sealed FROM audit WHERE seq = 1) WHERE seq = 2',
    );
    expect(refusalOf(() => again.audit.list({ limit: 5 }))).toEqual({
      code: 'store_damaged',
      reason: 'sealed',
    });
  });
});

describe('an export', () => {
  const exported = (): AuditExport => JSON.parse(JSON.stringify(store.audit.export({ openDetails: true })));

  beforeEach(() => {
    fill(4);
    store.audit.append({ at, channel: 'audit.export', stage: 'single', outcome: 'ok' });
    store.audit.sign('export', signer(), at);
  });

  it('is verified alone, whole or in part, with details or without', () => {
    expect(verifyExport(exported(), verify)).toMatchObject({ ok: true, checked: 5 });
    expect(verifyExport(store.audit.export(), verify)).toMatchObject({ ok: true, checked: 5 });
    expect(store.audit.export().entries.every((entry) => entry.details === undefined)).toBe(true);
    expect(verifyExport(store.audit.export({ from: 3 }), verify)).toMatchObject({ ok: true, checked: 3 });
    expect(store.audit.export({ to: 3 }).heads).toEqual([]);
    const words = exported().entries.map((entry) => entry.details && JSON.parse(entry.details.text));
    expect(words).toEqual([1, 2, 3, 4].map((n) => ({ n, 名: '甲' })).concat([undefined as never]));
  });

  it('any change of any value in it is found', () => {
    const whole = exported();
    const paths = whole.entries.flatMap((entry, n) =>
      Object.entries(entry)
        .filter(([, value]) => typeof value === 'string')
        .map(([key]) => [n, key] as const),
    );
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.nat({ max: 500 }), ([n, key], spot) => {
        const changed = structuredClone(whole);
        const entry = changed.entries[n] as unknown as Record<string, string>;
        const value = entry[key] ?? '';
        const place = spot % value.length;
        const other = value[place] === '0' ? '1' : '0';
        entry[key] = value.slice(0, place) + other + value.slice(place + 1);
        if (entry[key] === value) return;
        let good: boolean;
        try {
          good = verifyExport(changed, verify).ok;
        } catch {
          good = false;
        }
        expect(good, `${n}.${key}`).toBe(false);
      }),
    );
  });

  it('changed details, a swapped order and a missing last entry are told', () => {
    const details = exported();
    Object.assign(details.entries[1]?.details ?? {}, { text: '{"n":9}' });
    expect(verifyExport(details)).toEqual({ ok: false, brokenAt: 2, reason: 'details' });
    const swapped = exported();
    swapped.entries.reverse();
    expect(verifyExport(swapped)).toMatchObject({ ok: false });
    const cut = exported();
    cut.entries.pop();
    expect(verifyExport(cut)).toEqual({ ok: false, brokenAt: 5, reason: 'cut' });
    const strange = exported();
    strange.store = randomId();
    expect(verifyExport(strange)).toMatchObject({ ok: false, brokenAt: 1 });
    expect(refusalOf(() => verifyExport({ format: 'juanzong-audit-2' }))).toEqual({
      code: 'bad_input',
      rule: 'E-10',
    });
    expect(refusalOf(() => verifyExport(null)).code).toBe('bad_input');
  });
});

describe('docs/audit-format.md', () => {
  const doc = readFileSync(fileURLToPath(new URL('../../docs/audit-format.md', import.meta.url)), 'utf8');

  it('holds the worked example that this code gives (else: npm run generate)', () => {
    expect(doc).toContain(auditExampleDoc());
    expect(verifyExport(auditExample().exported)).toMatchObject({ ok: true, checked: 2 });
  });

  it('its hashes are the SM3 that OpenSSL computes', ({ skip }) => {
    const { framed, exported } = auditExample();
    const digest = (bytes: Uint8Array) => {
      const out = execFileSync('openssl', ['dgst', '-sm3', '-r'], { input: bytes, encoding: 'utf8' });
      return out.slice(0, 64);
    };
    try {
      execFileSync('openssl', ['version']);
    } catch {
      if (process.env.CI) throw new Error('openssl is missing');
      skip('openssl is missing');
    }
    expect(framed.map(digest)).toEqual(exported.entries.map((entry) => entry.hash));
  });
});
