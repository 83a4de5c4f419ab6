import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Open } from '../../electron/app/open.ts';
import { unlockKeyring } from '../../electron/keyring/keyring.ts';
import { openConnection } from '../../electron/store/connection.ts';
import { objectPath } from '../../electron/vault/paths.ts';
import type { Channel } from '../../shared/ipc/channel.ts';
import { type ChannelName, channelNames, contract, type Input } from '../../shared/ipc/contract.ts';
import type { DossierId, ObjectId } from '../../shared/model/ids.ts';
import { createTestApp, password, type TestApp } from '../support/app.ts';
import { sampleAgreement } from '../support/path.ts';
import { sampleOf } from '../support/zod-sample.ts';

const planted = '白鹭滩涂第七号桩';

describe('收回: what was taken back is gone from every channel (E-07, B-S15)', () => {
  let test: TestApp;
  let open: Open;
  let dossier: DossierId;
  let other: DossierId;
  let object: ObjectId;
  let out: string;

  beforeEach(async () => {
    test = await createTestApp();
    await test.setUp();
    out = join(test.folder, 'out');
    mkdirSync(out);
    test.answers.folder = out;
    open = test.app.session.open as Open;
    dossier = (await test.ok('dossier.createSample', { kind: 'cooperation-agreement' })).id;
    other = (await test.ok('dossier.createSample', { kind: 'cooperation-agreement' })).id;
    object = await put(dossier, `${planted}.txt`, planted.repeat(2000));
    // Nothing is discarded by accident: it is an active one.
    open.store.dossiers.activate(dossier);
    open.shelf.forget(dossier);
  });
  afterEach(() => test.close());

  async function put(into: DossierId, name: string, text: string): Promise<ObjectId> {
    const file = join(test.folder, name);
    writeFileSync(file, text);
    test.answers.files = [file];
    return (await test.ok('evidence.choose', { dossier: into, many: false })).items[0]?.object as ObjectId;
  }
  const run = (change: Partial<Input<'recall.run'>> = {}): Input<'recall.run'> => ({
    dossier,
    object: null,
    cause: 'client',
    reason: '甲方来函〔2024〕7号',
    ...change,
  });
  it('a dossier: keys, recovery wraps, rows, files and views go; certificate and log stay', async () => {
    const { url } = await test.ok('evidence.ticket', { dossier, object });
    const ticket = url.split('/').at(-1) ?? '';
    expect((await test.app.serveTicket(ticket, null)).status).toBe(200);
    const file = objectPath(join(test.userData, 'vault'), object);
    expect(existsSync(file)).toBe(true);
    const recipients = open.store.dossierKeys.list(dossier).map(({ recipient }) => recipient);
    expect(recipients).toContain('recovery');

    const done = await test.ok('recall.run', run());
    expect(readdirSync(join(out, done.name)).sort()).toEqual(['收回清点清单.pdf', '收回证明.pdf']);
    expect(open.store.dossierKeys.list(dossier)).toEqual([]);
    expect(open.store.ownKeys.ofAccount(open.account).filter((row) => row.dossier === dossier)).toEqual([]);
    expect(existsSync(file)).toBe(false);
    expect((await test.app.serveTicket(ticket, null)).status).toBe(404);

    // As if it were not there: on every channel the same answer as for one that never was.
    const never = 'f'.repeat(32) as DossierId;
    for (const name of channelNames) {
      const entry: Channel = contract[name];
      if (entry.scope !== 'dossier') continue;
      const sample = sampleOf(entry.input) as object;
      const ask = (id: DossierId) => test.call(name, { ...sample, dossier: id } as never);
      expect(await ask(dossier), name).toEqual(await ask(never));
    }
    expect((await test.ok('dossier.list')).map(({ id }) => id)).toEqual([other]);
    expect(await test.ok('search.find', { text: planted })).toEqual([]);
    const health = await test.ok('health.report');
    expect(health.findings.filter(({ severity }) => severity === 'block')).toEqual([]);

    const [told] = await test.ok('recall.list');
    expect(told).toMatchObject({ dossier, scope: 'dossier', facts: { files: 2, wraps: 2, cause: 'client' } });
    expect(JSON.stringify(told)).not.toContain(planted);
    const again = await test.ok('recall.certificate', { recall: done.recall });
    expect(readdirSync(join(out, again.name))).toEqual(['收回证明.pdf']);
    const { chain, rows } = await test.ok('audit.list', { limit: 500 });
    expect(chain.ok).toBe(true);
    expect(
      rows
        .filter(({ channel, outcome }) => channel === 'recall.run' && outcome !== 'refused')
        .map(({ outcome }) => outcome),
    ).toEqual(['ok', 'ok', 'intended']);

    await test.restart();
    await test.ok('session.unlock', { login: 'linmouwu', password });
    expect((await test.ok('dossier.list')).map(({ id }) => id)).toEqual([other]);
    expect(await test.refused('dossier.view', { dossier })).toMatchObject({
      code: 'not_found',
      rule: 'E-03',
    });
  });

  it('nothing of it is left in the database, its log included, and no key comes back', async () => {
    const wrap = open.store.dossierKeys.list(dossier)[0];
    await test.ok('recall.run', run());
    // The write-ahead log was emptied: no page of before waits in it.
    const { size } = statSync(join(test.userData, 'juanzong.db-wal'));
    expect(size).toBeLessThan(200_000);
    expect(() => open.store.dossierKeys.insert(wrap ? [wrap] : [])).toThrow();
    await test.app.close();
    const { client, release } = openConnection(join(test.userData, 'juanzong.db'), await databaseKey());
    for (const [table, column] of [
      ['dossier_key', 'dossier'],
      ['own_key', 'dossier'],
      ['snapshot', 'dossier'],
      ['fingerprint', 'dossier'],
      ['item', 'dossier'],
      ['object', 'dossier'],
    ]) {
      const left = client.prepare(`SELECT count(*) FROM ${table} WHERE ${column} = ?`).pluck().get(dossier);
      expect(left, table).toBe(0);
    }
    const orphans = 'SELECT count(*) FROM item_version WHERE row NOT IN (SELECT row FROM item)';
    expect(client.prepare(orphans).pluck().get()).toBe(0);
    release();
    await test.restart();
  });

  async function databaseKey() {
    return (await unlockKeyring(test.userData, 'linmouwu', password)).databaseKey;
  }

  it('a file: its key, its text and what names it go; the rest of the dossier works on', async () => {
    const source = await put(dossier, '协议.txt', readFileSync(sampleAgreement, 'utf8'));
    await test.ok('event.record', {
      dossier,
      key: 'expense_statement_submitted',
      date: '2024-06-03' as never,
      evidence: [object, source],
    });
    const file = objectPath(join(test.userData, 'vault'), object);
    await test.ok('recall.run', run({ object }));
    expect(existsSync(file)).toBe(false);
    for (const [name, input] of [
      ['evidence.ticket', { dossier, object }],
      ['recall.run', run({ object })],
    ] as const)
      expect(await test.refused(name, input)).toMatchObject({ code: 'not_found', rule: 'E-03' });
    const view = await test.ok('dossier.view', { dossier });
    expect(view.evidence.map((item) => item.object)).not.toContain(object);
    expect(JSON.stringify(view)).not.toContain(object);
    expect(view.record.events.at(-1)?.evidence).toEqual([source]);
    expect(await test.ok('search.find', { text: planted })).toEqual([]);
    await test.ok('archive.export', { dossier });
    expect((await test.ok('health.prove', { all: true })).failed).toBe(0);
  });

  it('race: a reading that runs ends, one that comes is refused, and no byte follows the recall', async () => {
    const big = await put(dossier, 'big.bin', 'x'.repeat(24 * 1024 * 1024));
    const { url } = await test.ok('evidence.ticket', { dossier, object: big });
    const response = await test.app.serveTicket(url.split('/').at(-1) ?? '', null);
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    const exporting = test.call('archive.export', { dossier }, 'a'.repeat(32));
    const proving = test.call('health.prove', { all: true }, 'b'.repeat(32));
    const { dialogs } = test.app.environment;
    const later: Promise<unknown>[] = [];
    dialogs.chooseFolder = async () => out;
    // Its dialog is answered and it writes: now the recall comes.
    await expect.poll(() => test.app.asking || test.app.jobs.count < 2).toBe(false);
    const recalling = test.call('recall.run', run());
    for (let i = 0; i < 20; i += 1) {
      later.push(
        test.call('evidence.ticket', { dossier, object: big }),
        test.call('dossier.view', { dossier }),
      );
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const done = await recalling;
    expect(done.ok, JSON.stringify(done)).toBe(true);
    const gone = open.store.audit
      .list({ limit: 400 })
      .find(({ channel, stage }) => channel === 'recall.run' && stage === 'single');
    expect(gone).toBeDefined();
    const [exported, proved] = await Promise.all([exporting, proving]);
    // Both ended before the keys went: whole or cancelled, never a half with a key in hand.
    for (const result of [exported, proved])
      if (!result.ok) expect(['cancelled', 'conflict', 'forbidden', 'not_found']).toContain(result.code);
    for (const answer of (await Promise.all(later)) as { ok: boolean; code?: string }[])
      if (!answer.ok) expect(['forbidden', 'not_found']).toContain(answer.code);
    await expect(
      (async () => {
        for (;;) if ((await reader.read()).done) return 'whole';
      })(),
    ).rejects.toThrow();
    for (const name of ['evidence.ticket', 'dossier.view'] as ChannelName[])
      expect(await test.refused(name, { dossier, object: big })).toMatchObject({ code: 'not_found' });
  });

  it('needs the password anew and a reason; what cannot be written leaves everything as it was', async () => {
    const { confirmedWithin } = open;
    open.confirmedWithin = () => false;
    expect(await test.refused('recall.run', run())).toMatchObject({ code: 'needs_password', rule: 'E-06' });
    open.confirmedWithin = confirmedWithin;
    expect(await test.refused('recall.run', run({ reason: ' ' }))).toMatchObject({ code: 'bad_input' });
    test.answers.folder = join(out, 'not there');
    expect(await test.refused('recall.run', run())).toMatchObject({ code: 'destination_unwritable' });
    await test.ok('dossier.view', { dossier });
    expect(await test.ok('recall.list')).toEqual([]);
  });

  it('an open view of another dossier goes on', async () => {
    const theirs = await put(other, 'theirs.txt', 'ours');
    const { url } = await test.ok('evidence.ticket', { dossier: other, object: theirs });
    await test.ok('recall.run', run());
    expect((await test.app.serveTicket(url.split('/').at(-1) ?? '', null)).status).toBe(200);
  });
});
