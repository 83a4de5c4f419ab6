import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Open } from '../../electron/app/open.ts';
import { digestOf } from '../../electron/services/approvals/approvals.ts';
import type { ApprovalAsk, ApprovalValue } from '../../shared/model/approval.ts';
import type { DossierId, ItemId, ObjectId } from '../../shared/model/ids.ts';
import type { CivilDate } from '../../shared/model/units.ts';
import { createTestApp, password, type TestApp } from '../support/app.ts';

const recipient = '某规划设计公司';

describe('一事一议: one matter, one consent, one handing-over (E-05, B-S11)', () => {
  let test: TestApp;
  let open: Open;
  let out: string;
  let dossier: DossierId;
  let first: ObjectId;
  let second: ObjectId;
  let papers = 0;

  beforeAll(async () => {
    test = await createTestApp();
    await test.setUp();
    out = join(test.folder, 'out');
    mkdirSync(out);
    test.answers.folder = out;
    open = test.app.session.open as Open;
    dossier = (await test.ok('dossier.createSample', { kind: 'development-contract' })).id;
    first = await put('图斑.csv', 'a,b\n1,2\n');
    second = await put('界面.txt', '截图说明');
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    test.setToday('2024-10-14');
    // A slow machine takes longer for all of them than a checked password holds.
    await test.ok('session.confirm', { password });
  });

  async function put(name: string, text: string): Promise<ObjectId> {
    const file = join(test.folder, name);
    writeFileSync(file, text);
    test.answers.files = [file];
    const { items } = await test.ok('evidence.choose', { dossier, many: false });
    return items[0]?.object as ObjectId;
  }
  const stamped = () => put(`同意件${(papers += 1)}.txt`, `同意 ${papers}`);
  const ask = (change: Partial<ApprovalAsk> = {}): ApprovalAsk => ({
    recipient,
    objects: [first],
    why: '联合试点须对方核对图斑',
    act: 'export',
    medium: 'disc',
    until: '2024-10-31' as CivilDate,
    back_by: null,
    ...change,
  });
  async function requested(change: Partial<ApprovalAsk> = {}): Promise<ItemId> {
    const { request } = await test.ok('approval.save', { dossier, ask: ask(change) });
    return request;
  }
  async function lettered(change: Partial<ApprovalAsk> = {}): Promise<ItemId> {
    const request = await requested(change);
    await test.ok('approval.letter', { dossier, request });
    return request;
  }
  const consent = (request: ItemId, object: ObjectId, change: object = {}) => ({
    dossier,
    request,
    object,
    on: '2024-10-14' as CivilDate,
    until: '2024-10-31' as CivilDate,
    sealed: true as const,
    ...change,
  });
  async function granted(change: Partial<ApprovalAsk> = {}): Promise<ItemId> {
    const request = await lettered(change);
    await test.ok('approval.consent', consent(request, await stamped()));
    return request;
  }
  const over = (request: ItemId | null, change: object = {}) => ({
    dossier,
    request,
    objects: [first],
    recipient,
    ...change,
  });
  const valueOf = (request: ItemId) => open.store.items.get(dossier, request).value as ApprovalValue;
  const refusal = (reason: string) => ({
    code: 'needs_approval',
    rule: 'E-05',
    params: expect.objectContaining({ reason }),
  });

  it('goes from a refusal to one export, and the second is refused with the clause', async () => {
    expect(await test.refused('approval.handOver', over(null))).toMatchObject(refusal('no_consent'));
    const request = await requested({ objects: [first, second] });
    expect(await test.refused('approval.handOver', over(request))).toMatchObject(refusal('no_consent'));
    const letter = await test.ok('approval.letter', { dossier, request });
    expect(letter.files).toBe(2);
    const names = readdirSync(join(out, letter.name));
    expect(names.map((name) => name.split('.').at(-1)).sort()).toEqual(['docx', 'pdf']);
    expect(await test.refused('approval.handOver', over(request))).toMatchObject(refusal('no_consent'));
    await test.ok('approval.consent', consent(request, await stamped()));
    const done = await test.ok('approval.handOver', over(request, { objects: [first, second] }));
    expect(readdirSync(join(out, done.name)).sort()).toEqual(['交接清单.pdf', '图斑.csv', '界面.txt']);
    expect(readFileSync(join(out, done.name, '图斑.csv'), 'utf8')).toBe('a,b\n1,2\n');
    expect(await test.refused('approval.handOver', over(request))).toMatchObject(refusal('used'));
    const [row] = open.store.audit.list({ limit: 50 }).filter(({ stage }) => stage === 'result');
    expect(row).toMatchObject({ channel: 'approval.handOver', outcome: 'ok', dossier });
    expect(row?.details).toMatchObject({ recipient, medium: 'disc', request });
  });

  it('a consent that came to its end is refused, on the day after and with the clock put back', async () => {
    const request = await granted();
    test.setToday('2024-11-01');
    expect(await test.refused('approval.handOver', over(request))).toMatchObject(refusal('expired'));
    test.setToday('2024-10-31');
    test.advance(-60 * 60_000);
    expect(await test.refused('approval.handOver', over(request))).toMatchObject(refusal('clock_behind'));
    test.advance(60 * 60_000);
    await test.ok('approval.handOver', over(request));
  });

  it('the client may shorten the term, never lengthen it', async () => {
    const request = await lettered();
    const paper = await stamped();
    const longer = consent(request, paper, { until: '2024-11-30' });
    expect(await test.refused('approval.consent', longer)).toMatchObject({
      code: 'forbidden',
      rule: 'E-05',
      params: { reason: 'longer' },
    });
    await test.ok('approval.consent', consent(request, paper, { until: '2024-10-20' }));
    test.setToday('2024-10-21');
    expect(await test.refused('approval.handOver', over(request))).toMatchObject(refusal('expired'));
  });

  it('one file more, or another recipient, is beyond the consent; fewer files are within it', async () => {
    const request = await granted({ objects: [first] });
    const more = over(request, { objects: [first, second] });
    expect(await test.refused('approval.handOver', more)).toMatchObject(refusal('widened'));
    const other = over(request, { recipient: '另一家公司' });
    expect(await test.refused('approval.handOver', other)).toMatchObject(refusal('widened'));
    const both = await granted({ objects: [first, second] });
    const fewer = await test.ok('approval.handOver', over(both));
    expect(fewer.files).toBe(2);
  });

  it('a request is not edited after its consent; before it a change voids the letter', async () => {
    const request = await granted();
    const edit = { dossier, request, version: 3, ask: ask({ objects: [first, second] }) };
    expect(await test.refused('approval.save', edit)).toMatchObject({
      code: 'forbidden',
      rule: 'E-05',
      params: { reason: 'edited' },
    });
    // Written past the service, as a faulty one might: the digest of the letter tells.
    const { version } = open.store.items.get(dossier, request);
    open.store.items.save({
      dossier,
      noun: 'approval',
      row: request,
      expectVersion: version,
      author: open.account,
      at: new Date().toISOString(),
      value: { ...valueOf(request), ask: ask({ objects: [first, second] }) },
    });
    expect(await test.refused('approval.handOver', over(request))).toMatchObject(refusal('edited'));

    const early = await lettered();
    await test.ok('approval.save', { dossier, request: early, version: 2, ask: ask({ why: '另有事由' }) });
    expect(await test.refused('approval.consent', consent(early, await stamped()))).toMatchObject({
      params: { reason: 'no_letter' },
    });
  });

  it('a paper consents once, was made after its letter, and is none of the files', async () => {
    const old = await stamped();
    await new Promise((resolve) => setTimeout(resolve, 5));
    const request = await lettered();
    const faultOf = async (object: ObjectId, change = {}) =>
      (await test.refused('approval.consent', consent(request, object, change))).params?.['reason'];
    expect(await faultOf(old)).toBe('older_than_letter');
    const paper = await stamped();
    expect(await faultOf(paper, { on: '2024-10-13' })).toBe('before_letter');
    await test.ok('approval.consent', consent(request, paper));
    // The same scan put in a second time has another id and the same fingerprint.
    const next = await lettered();
    const again = await put(`再扫.txt`, `同意 ${papers}`);
    expect((await test.refused('approval.consent', consent(next, again))).params?.['reason']).toBe(
      'same_paper',
    );
    expect((await test.refused('approval.consent', consent(next, paper))).params?.['reason']).toBe(
      'older_than_letter',
    );
    // A consent cannot be taken from one request to another by its value either.
    const { consent: taken, letter } = valueOf(request);
    expect(taken?.digest).toBe(letter?.digest);
    expect(taken?.digest).not.toBe(digestOf(open, dossier, next, valueOf(next).ask));
  });

  it('of two at once one goes out', async () => {
    const request = await granted();
    const before = readdirSync(out).length;
    const folders = [join(out, 'a'), join(out, 'b')];
    for (const folder of folders) mkdirSync(folder);
    // Both pass the gate before either dialog is answered.
    const { dialogs } = test.app.environment;
    const { promise: wait, resolve: answer } = Promise.withResolvers<void>();
    let asked = 0;
    dialogs.chooseFolder = async () => {
      const mine = folders[asked];
      asked += 1;
      await wait;
      return mine ?? null;
    };
    const calls = [test.call('approval.handOver', over(request))];
    await expect.poll(() => asked).toBe(1);
    // One dialog at a time: the second waits outside; let it in as a second window would.
    test.app.asking = false;
    calls.push(test.call('approval.handOver', over(request)));
    await expect.poll(() => asked).toBe(2);
    answer();
    const results = await Promise.all(calls);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject(refusal('used'));
    expect(folders.flatMap((folder) => readdirSync(folder))).toHaveLength(1);
    expect(readdirSync(out).length).toBe(before + 2);
    dialogs.chooseFolder = async () => test.answers.folder;
  });

  it('what could not be written gives the consent back; a process that ended in between does not', async () => {
    const request = await granted();
    test.answers.folder = join(out, 'not there');
    const failed = await test.refused('approval.handOver', over(request));
    expect(failed.code).toBe('destination_unwritable');
    expect(valueOf(request).use).toBeNull();
    test.answers.folder = out;
    const { version, value } = open.store.items.get(dossier, request);
    const use = { state: 'under_way', at: new Date().toISOString(), name: '', files: 0, bytes: 0 };
    const at = use.at;
    open.store.items.save({
      dossier,
      noun: 'approval',
      row: request,
      expectVersion: version,
      author: open.account,
      at,
      value: { ...(value as object), use },
    });
    expect(await test.refused('approval.handOver', over(request))).toMatchObject(refusal('used'));
  });

  it('a withdrawn request, a guessed one and another dossier’s are no consent', async () => {
    const request = await granted();
    await test.ok('approval.withdraw', { dossier, request, reason: '不再需要' });
    expect(await test.refused('approval.handOver', over(request))).toMatchObject(refusal('withdrawn'));
    const guessed = over('f'.repeat(32) as ItemId);
    const elsewhere = (await test.ok('dossier.createSample', { kind: 'development-contract' })).id;
    const good = await granted();
    const foreign = await test.refused('approval.handOver', { ...over(good), dossier: elsewhere });
    expect(foreign).toEqual(await test.refused('approval.handOver', guessed));
    expect(foreign).toMatchObject(refusal('no_consent'));
  });

  it('a copy on loan is out until its return is proved, and late after its day', async () => {
    const request = await granted({ act: 'copy', back_by: '2024-12-31' as CivilDate });
    await test.ok('approval.handOver', over(request));
    const stateOf = async () =>
      (await test.ok('approval.list', { dossier })).find(({ id }) => id === request)?.state;
    expect(await stateOf()).toBe('out');
    test.setToday('2024-12-23');
    expect(await test.ok('approval.due')).toEqual([]);
    test.setToday('2024-12-24');
    expect(await test.ok('approval.due')).toMatchObject([
      { dossier, request, back_by: '2024-12-31', overdue: false },
    ]);
    test.setToday('2025-01-01');
    expect(await stateOf()).toBe('overdue');
    expect(await test.ok('approval.due')).toMatchObject([{ request, overdue: true }]);
    const proof = await put('销毁证明.txt', '已销毁');
    const back = {
      dossier,
      request,
      how: 'destroyed' as const,
      object: proof,
      on: '2024-12-30' as CivilDate,
    };
    await test.ok('approval.giveBack', back);
    expect(await stateOf()).toBe('done');
    expect(await test.ok('approval.due')).toEqual([]);
    expect(await test.refused('approval.giveBack', back)).toMatchObject({ code: 'conflict', rule: 'E-05' });
  });

  it('binding a consent needs the password anew', async () => {
    const request = await lettered();
    const object = await stamped();
    const { confirmedWithin } = open;
    open.confirmedWithin = () => false;
    expect(await test.refused('approval.consent', consent(request, object))).toMatchObject({
      code: 'needs_password',
    });
    open.confirmedWithin = confirmedWithin;
  });
});
