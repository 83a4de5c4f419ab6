import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, DossierId, GrantId, LeaseId, ObjectId } from '../../shared/model/ids.ts';
import type { DestructionId } from '../../shared/model/retention.ts';
import { type Bench, at, makeBench, refusalOf } from '../../test/support/store-bench.ts';
import { randomBytes, randomId } from '../crypto/random.ts';
import { Secret } from '../crypto/secret.ts';
import { initCrypto } from '../crypto/sm3.ts';
import { openConnection } from './connection.ts';
import { triggersSql } from './migrations.generated.ts';
import { parseTriggers } from './migration-file.ts';
import type { ObjectInsert } from './objects.ts';
import type { Store } from './store.ts';

let bench: Bench;
let store: Store;

beforeAll(initCrypto);
beforeEach(() => {
  bench = makeBench();
  store = bench.open();
});
afterEach(() => bench.cleanUp());

const meta = { name: '盖章扫描件 (1).pdf', type: 'application/pdf', sm3: 'ab', sha256: 'cd', pages: 3 };

function objectOf(dossier: DossierId, change: Partial<ObjectInsert> = {}): ObjectInsert {
  const id = randomId() as ObjectId;
  const rootTag = randomBytes(32);
  const row = { id, dossier, author: bench.account, at, suite: 1, size: 65537, chunks: 2, rootTag };
  return { ...row, key: Secret.random(), meta, ...change };
}

/** Everything a store holds, for the triggers to guard. */
function full(active: boolean): DossierId {
  const dossier = bench.dossier(store);
  const by = { dossier, author: bench.account, at };
  const { row } = store.items.save({ ...by, noun: 'note', value: 1 });
  store.items.save({ ...by, noun: 'note', row, value: 2 });
  store.objects.insert(objectOf(dossier));
  const gone = objectOf(dossier);
  store.objects.insert(gone);
  const taken = { dossier, objects: [gone.id], rows: [], account: bench.account, at, facts: {} };
  store.recalls.takeObjects(taken);
  store.dossierKeys.insert([wrapOf(dossier)]);
  const grant = randomId() as GrantId;
  store.members.insert({
    id: grant,
    dossier,
    account: bench.account,
    role: 'secretary',
    until: null,
    ...store.members.seal(dossier, grant, 1),
    granter: bench.account,
    at,
    signature: randomBytes(71),
  });
  for (const decided of [true, false]) {
    const id = randomId() as LeaseId;
    store.leases.ask({ id, account: bench.account, role: 'auditor', hours: 2, reason: 'x', at });
    const decision = { decidedBy: randomId() as AccountId, decidedAt: at, until: at, signature: null };
    if (decided) store.leases.decide(id, decision);
  }
  const destruction = randomId() as DestructionId;
  store.destructions.ask({
    id: destruction,
    // Of another: a draft is thrown away, and nothing is asked for.
    dossier: bench.dossier(store),
    mark: store.snapshots.markOf(dossier),
    requestedBy: bench.account,
    requestedAt: at,
    facts: {},
    signature: randomBytes(70),
  });
  store.fingerprints.add({ purpose: 'output', text: 'x', dossier, row, at });
  store.audit.append({ at, channel: 'note.save', stage: 'single', outcome: 'ok' });
  store.audit.append({ at, channel: 'note.save', stage: 'single', outcome: 'ok' });
  store.audit.sign('session', { accountId: bench.account, sign: () => randomBytes(70) }, at);
  if (active) store.dossiers.activate(dossier);
  return dossier;
}

function wrapOf(dossier: DossierId, epoch = 1, recipient: AccountId | 'recovery' = bench.account) {
  return {
    dossier,
    epoch,
    recipient,
    wrap: randomBytes(140),
    granter: bench.account,
    signature: randomBytes(71),
    at,
  };
}

describe('an account’s own copies of keys', () => {
  const own = (dossier: DossierId, account = bench.account) => ({
    dossier,
    epoch: 1,
    account,
    sealed: randomBytes(80),
  });

  it('stand beside their wraps and are replaced', () => {
    const dossier = full(true);
    const newer = own(dossier);
    store.ownKeys.put([own(dossier)]);
    store.ownKeys.put([newer]);
    expect(store.ownKeys.ofAccount(bench.account)).toEqual([{ ...newer, sealed: Buffer.from(newer.sealed) }]);
    expect(store.ownKeys.ofAccount(randomId() as AccountId)).toEqual([]);
  });

  it('E-07: go with the wrap at recall, and cannot come without one', () => {
    const dossier = full(true);
    store.ownKeys.put([own(dossier)]);
    store.dossierKeys.destroy(dossier, bench.account);
    expect(store.ownKeys.ofAccount(bench.account)).toEqual([]);
    expect(() => store.ownKeys.put([own(dossier)])).toThrow();
  });
});

describe('dossiers', () => {
  it('are listed newest first, activated once and for good', () => {
    const old = bench.dossier(store);
    const id = randomId() as DossierId;
    store.dossiers.insert({
      id,
      kind: 'open-fund-topic',
      author: bench.account,
      at: '2025-01-01T00:00:00.000Z',
    });
    expect(store.dossiers.list().map((row) => row.id)).toEqual([id, old]);
    expect(store.dossiers.get(id)).toEqual({
      id,
      kind: 'open-fund-topic',
      epoch: 1,
      phase: 'draft',
      author: bench.account,
      createdAt: '2025-01-01T00:00:00.000Z',
    });
    store.dossiers.activate(id);
    expect(store.dossiers.get(id).phase).toBe('active');
    expect(refusalOf(() => store.dossiers.activate(id)).code).toBe('conflict');
    const again = { id, kind: 'open-fund-topic', author: bench.account, at };
    expect(refusalOf(() => store.dossiers.insert(again)).code).toBe('conflict');
    expect(refusalOf(() => store.dossiers.get(randomId() as DossierId))).toEqual({
      code: 'not_found',
      rule: 'E-03',
    });
  });

  it('move to the next key epoch only', () => {
    const dossier = bench.dossier(store);
    store.dossiers.advanceEpoch(dossier, 2);
    expect(store.dossiers.get(dossier).epoch).toBe(2);
    for (const epoch of [1, 2, 4]) {
      expect(refusalOf(() => store.dossiers.advanceEpoch(dossier, epoch)).code).toBe('conflict');
    }
  });

  it('a discarded draft takes everything with it but the log, and tells whose files are nobody’s', () => {
    const dossier = full(false);
    const other = full(false);
    const [object] = store.objects.list(dossier);
    expect(store.dossiers.discard(dossier)).toEqual([object?.id]);
    expect(refusalOf(() => store.dossiers.get(dossier)).code).toBe('not_found');
    expect(store.dossierKeys.list(dossier)).toEqual([]);
    expect(store.items.current(dossier)).toEqual([]);
    expect(store.fingerprints.elsewhere('output', 'x', other)).toBe(false);
    expect(store.audit.verifyChain()).toMatchObject({ ok: true, checked: 4 });
    expect(store.items.current(other)).toHaveLength(1);
    store.check();
  });

  it('an active dossier is not discarded, nor is any of it gone after the attempt', () => {
    const dossier = full(true);
    expect(refusalOf(() => store.dossiers.discard(dossier)).code).toBe('conflict');
    expect(store.items.current(dossier)).toHaveLength(1);
    expect(store.objects.list(dossier)).toHaveLength(1);
  });
});

describe('dossier keys', () => {
  it('are kept a person and epoch, found by recipient, and destroyed at recall', () => {
    const [a, b] = [bench.dossier(store), bench.dossier(store)];
    const rows = [wrapOf(a), wrapOf(a, 1, 'recovery'), wrapOf(a, 2), wrapOf(b)];
    store.dossierKeys.insert(rows);
    expect(store.dossierKeys.list(a).map((row) => [row.epoch, row.recipient])).toEqual([
      [1, bench.account],
      [1, 'recovery'],
      [2, bench.account],
    ]);
    const mine = store.dossierKeys.ofRecipient(bench.account);
    expect(mine).toHaveLength(3);
    const found = mine.find((row) => row.dossier === b);
    expect(Buffer.from(found?.wrap ?? []).equals(rows[3]?.wrap ?? Buffer.alloc(0))).toBe(true);
    expect(refusalOf(() => store.dossierKeys.insert([wrapOf(b, 2), wrapOf(b)])).code).toBe('conflict');
    expect(store.dossierKeys.list(b)).toHaveLength(1);
    expect(refusalOf(() => store.dossierKeys.insert([wrapOf(randomId() as DossierId)])).code).toBe(
      'not_found',
    );
    expect(store.dossierKeys.destroy(a, 'recovery')).toBe(1);
    expect(store.dossierKeys.destroy(a)).toBe(2);
    expect(store.dossierKeys.ofRecipient('recovery')).toEqual([]);
  });
});

describe('objects', () => {
  it('give back their metadata and, each time anew, their file key', () => {
    const dossier = bench.dossier(store);
    const [one, two] = [objectOf(dossier), objectOf(dossier, { size: 0, chunks: 1 })];
    store.objects.insert(one);
    store.objects.insert(two);
    const { key, ...row } = one;
    expect(store.objects.get(dossier, one.id)).toEqual({
      ...row,
      rootTag: Buffer.from(row.rootTag),
      epoch: 1,
    });
    expect(store.objects.list(dossier).map(({ id }) => id)).toEqual([one.id, two.id]);
    expect(store.objects.ids().sort()).toEqual([one.id, two.id].sort());
    const opened = store.objects.fileKey(one);
    expect(opened.bytes.equals(key.bytes)).toBe(true);
    opened.destroy();
    expect(store.objects.fileKey({ dossier, id: one.id }).bytes.equals(key.bytes)).toBe(true);
    expect(refusalOf(() => store.objects.insert({ ...one })).code).toBe('conflict');
  });

  it('take additions with an author; the original is not hidden by one', () => {
    const dossier = bench.dossier(store, { active: true });
    const object = objectOf(dossier);
    store.objects.insert(object);
    const by = { dossier, id: object.id, author: bench.account, at };
    store.objects.annotate({ ...by, add: { seal: '合同专用章', name: 'forged.pdf' } });
    const now = store.objects.annotate({ ...by, add: { checked: true } });
    expect(now.meta).toEqual({ ...meta, seal: '合同专用章', checked: true });
    expect(store.objects.list(dossier)[0]?.meta).toEqual(now.meta);
    expect(refusalOf(() => store.objects.annotate({ ...by, id: randomId() as ObjectId, add: {} })).code).toBe(
      'not_found',
    );
  });

  it('E-03: of another dossier, or without its key, are not there', () => {
    const [dossier, other] = [bench.dossier(store), bench.dossier(store)];
    const object = objectOf(dossier);
    store.objects.insert(object);
    const refused = { code: 'not_found', rule: 'E-03' };
    expect(refusalOf(() => store.objects.get(other, object.id))).toEqual(refused);
    expect(refusalOf(() => store.objects.fileKey({ dossier: other, id: object.id }))).toEqual(refused);
    expect(refusalOf(() => store.objects.list(randomId() as DossierId))).toEqual(refused);
    bench.keys.drop(dossier);
    expect(refusalOf(() => store.objects.fileKey(object))).toEqual(refused);
  });
});

describe('settings', () => {
  it('hold any JSON, survive a reopening, and can be changed and removed', () => {
    expect(store.settings.get('idle_minutes')).toBeUndefined();
    store.settings.set('unit', { 名称: '某中心' }, at);
    store.settings.set('idle_minutes', 10, at);
    store.settings.set('idle_minutes', 15, at);
    store.close();
    store = bench.open();
    expect(store.settings.get('idle_minutes')).toBe(15);
    expect(store.settings.get('unit')).toEqual({ 名称: '某中心' });
    store.settings.remove('unit');
    expect(store.settings.names()).toEqual(['idle_minutes']);
    expect(store.settings.get('unit')).toBeUndefined();
  });

  it('do not open at another name', () => {
    store.settings.set('a', 1, at);
    store.settings.set('b', 2, at);
    store.close();
    const { client, release } = openConnection(bench.file, bench.key);
    client.exec("UPDATE setting SET sealed = (SELECT sealed FROM setting WHERE key = 'b') WHERE key = 'a'");
    release();
    store = bench.open();
    expect(refusalOf(() => store.settings.get('a'))).toEqual({ code: 'store_damaged', reason: 'sealed' });
    expect(store.settings.get('b')).toBe(2);
  });
});

describe('fingerprints', () => {
  it('say that another dossier has the same, for one purpose, until it is forgotten', () => {
    const [a, b] = [bench.dossier(store), bench.dossier(store)];
    const entry = { purpose: 'output', text: '一种方法', dossier: a, row: 'r1', at };
    store.fingerprints.add(entry);
    store.fingerprints.add(entry);
    expect(store.fingerprints.elsewhere('output', '一种方法', b)).toBe(true);
    expect(store.fingerprints.elsewhere('output', '一种方法', a)).toBe(false);
    expect(store.fingerprints.elsewhere('output', '另一种方法', b)).toBe(false);
    expect(store.fingerprints.elsewhere('application', '一种方法', b)).toBe(false);
    store.close();
    store = bench.open();
    expect(store.fingerprints.elsewhere('output', '一种方法', b)).toBe(true);
    store.fingerprints.remove(a, 'r1');
    expect(store.fingerprints.elsewhere('output', '一种方法', b)).toBe(false);
  });

  it('differ from store to store', () => {
    const macs = [bench, makeBench()].map((each) => {
      const opened = each === bench ? store : each.open();
      const dossier = each.dossier(opened);
      opened.fingerprints.add({ purpose: 'output', text: 'same', dossier, row: 'r', at });
      opened.close();
      const { client, release } = openConnection(each.file, each.key);
      const mac = client.prepare('SELECT hex(mac) FROM fingerprint').pluck().get();
      release();
      if (each !== bench) each.cleanUp();
      return mac;
    });
    expect(macs[0]).not.toBe(macs[1]);
  });
});

describe('each trigger bites', () => {
  const other = 'f'.repeat(32);
  const bites: [trigger: string, sql: string, phase?: 'draft'][] = [
    ['store_info_fixed', "UPDATE store_info SET mark = 'real'", 'draft'],
    ['store_info_kept', 'DELETE FROM store_info', 'draft'],
    ['store_key_fixed', 'UPDATE store_key SET epoch = 7', 'draft'],
    ['dossier_fixed', "UPDATE dossier SET phase = 'draft'"],
    ['dossier_fixed', "UPDATE dossier SET kind = 'other'", 'draft'],
    ['dossier_fixed', 'UPDATE dossier SET epoch = 0', 'draft'],
    ['dossier_kept', 'DELETE FROM dossier'],
    ['dossier_key_fixed', "UPDATE dossier_key SET wrap = x'00'", 'draft'],
    [
      'own_key_of_wrap',
      "INSERT INTO own_key SELECT dossier, epoch + 1, recipient, x'00' FROM dossier_key",
      'draft',
    ],
    ['member_fixed', "UPDATE member SET until = '2099-01-01', ended_at = 'x'", 'draft'],
    ['member_fixed', 'UPDATE member SET ended_at = NULL', 'draft'],
    ['member_kept', 'DELETE FROM member'],
    ['lease_fixed', 'UPDATE lease SET hours = 9', 'draft'],
    ['lease_fixed', "UPDATE lease SET until = '2099'", 'draft'],
    ['lease_kept', 'DELETE FROM lease', 'draft'],
    ['lease_decided_by_another', 'UPDATE lease SET decided_by = account WHERE decided_at IS NULL', 'draft'],
    ['destruction_kept', 'DELETE FROM destruction', 'draft'],
    ['destruction_fixed', "UPDATE destruction SET mark = 'x'", 'draft'],
    ['destruction_fixed', "UPDATE destruction SET state = 'declined'", 'draft'],
    [
      'destruction_asked',
      "INSERT INTO destruction SELECT 'z', dossier, mark, requested_by, requested_at, epoch, sealed, signature, 'declined', NULL, NULL, NULL, NULL, NULL, NULL FROM destruction",
      'draft',
    ],
    [
      'destruction_by_two',
      "INSERT OR IGNORE INTO recall SELECT 'y', dossier, 'dossier', account, at, epoch, sealed FROM recall; UPDATE destruction SET state = 'destroyed', decided_by = requested_by, decided_at = 'x', recall = 'y'",
      'draft',
    ],
    [
      'destruction_by_two',
      "UPDATE destruction SET state = 'destroyed', decided_by = 'another', decided_at = 'x', recall = (SELECT id FROM recall WHERE scope = 'object')",
      'draft',
    ],
    ['item_fixed', "UPDATE item SET noun = 'draft'", 'draft'],
    ['item_kept', 'DELETE FROM item'],
    ['item_version_fixed', "UPDATE item_version SET sealed = x'00'", 'draft'],
    ['item_version_kept', 'DELETE FROM item_version WHERE version = 1'],
    ['item_version_kept', 'DELETE FROM item_version WHERE version = 2'],
    [
      'item_version_next',
      'INSERT INTO item_version SELECT row, 9, epoch, author, at, size, sealed FROM item_version WHERE version = 1',
      'draft',
    ],
    ['object_fixed', 'UPDATE object SET size = 1', 'draft'],
    ['object_kept', 'DELETE FROM object'],
    ['recall_fixed', "UPDATE recall SET account = 'x'", 'draft'],
    ['recall_kept', 'DELETE FROM recall'],
    ['recalled_fixed', "UPDATE recalled SET row = 'x'", 'draft'],
    ['recalled_kept', 'DELETE FROM recalled'],
    [
      'recall_no_key',
      "INSERT OR IGNORE INTO recall SELECT 'z', dossier, 'dossier', account, at, epoch, sealed FROM recall; INSERT INTO dossier_key SELECT dossier, epoch + 1, recipient, wrap, granter, signature, at FROM dossier_key",
      'draft',
    ],
    [
      'recall_no_object',
      'INSERT INTO object SELECT (SELECT row FROM recalled), dossier, epoch, suite, size, chunks, root_tag, sealed_key, sealed_meta, author, at FROM object',
      'draft',
    ],
    ['fingerprint_fixed', "UPDATE fingerprint SET purpose = 'x'", 'draft'],
    ['audit_fixed', "UPDATE audit SET outcome = 'refused'", 'draft'],
    ['audit_kept', 'DELETE FROM audit WHERE seq = 2', 'draft'],
    [
      'audit_next',
      'INSERT INTO audit (seq, at, channel, stage, outcome, prev_hash, hash) SELECT 9, at, channel, stage, outcome, hash, hash FROM audit WHERE seq = 2',
      'draft',
    ],
    [
      'audit_next',
      "INSERT INTO audit (seq, at, channel, stage, outcome, prev_hash, hash) SELECT 3, at, channel, stage, outcome, x'00', hash FROM audit WHERE seq = 2",
      'draft',
    ],
    ['audit_head_fixed', `UPDATE audit_head SET signer = '${other}'`, 'draft'],
    ['audit_head_kept', 'DELETE FROM audit_head', 'draft'],
    [
      'audit_head_true',
      'INSERT INTO audit_head SELECT 9, 1, hash, at, reason, signer, signature FROM audit_head',
      'draft',
    ],
  ];

  it.each(bites)('%s: %s', (trigger, sql, phase) => {
    full(phase !== 'draft');
    store.close();
    const { client, release } = openConnection(bench.file, bench.key);
    try {
      client.pragma('foreign_keys = OFF');
      const message = /RAISE\(ABORT, '([^']+)'\)/.exec(parseTriggers(triggersSql).get(trigger) ?? '')?.[1];
      expect(() => client.exec(sql)).toThrow(message);
      // Without the trigger the same is done: it was the trigger that bit.
      client.exec(`DROP TRIGGER ${trigger}`);
      expect(() => client.exec(sql)).not.toThrow();
    } finally {
      release();
    }
  });

  it('and none is left out of this list', () => {
    // Those that refuse nothing and do something instead are tested where they act.
    const acting = [
      'dossier_key_gone',
      'snapshot_of_version',
      'snapshot_of_object',
      'snapshot_without_version',
      'snapshot_without_object',
    ];
    const named = new Set([...bites.map(([trigger]) => trigger), ...acting]);
    expect([...parseTriggers(triggersSql).keys()].filter((name) => !named.has(name))).toEqual([]);
  });

  it('the last version of a draft is kept where its dossier is active', () => {
    const dossier = bench.dossier(store, { active: true });
    store.items.save({ dossier, noun: 'draft', author: bench.account, at, value: 1 });
    store.close();
    const { client, release } = openConnection(bench.file, bench.key);
    expect(() => client.exec('DELETE FROM item_version')).toThrow('a version is kept');
    release();
  });
});
