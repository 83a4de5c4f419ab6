import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Open } from '../../electron/app/open.ts';
import { objectPath } from '../../electron/vault/paths.ts';
import type { Output } from '../../shared/ipc/contract.ts';
import type { DossierId, ObjectId } from '../../shared/model/ids.ts';
import type { DestructionId } from '../../shared/model/retention.ts';
import type { CivilDate } from '../../shared/model/units.ts';
import { createTestApp } from '../support/app.ts';
import { createPeopleApp, officer, type PeopleApp } from '../support/people.ts';

const planted = '灰鹤湿地第三号样方';
const reason = '鉴定小组〔2035〕1号：同意销毁';

describe('销毁: not before its time, not under a hold, not by one person (E-12)', () => {
  let test: PeopleApp;
  let dossier: DossierId;
  let object: ObjectId;
  let out: string;

  beforeAll(async () => {
    test = await createPeopleApp({ lead: 'member', archive: 'member', stranger: 'member', audit: 'auditor' });
  }, 120_000);
  beforeEach(async () => {
    test.setToday('2024-10-14');
    out = mkdtempSync(join(test.folder, 'out-'));
    test.answers.folder = out;
    await test.as('lead');
    dossier = (await test.ok('dossier.createSample', { kind: 'cooperation-agreement' })).id;
    const file = join(test.folder, `${planted}.txt`);
    writeFileSync(file, planted.repeat(500));
    test.answers.files = [file];
    object = (await test.ok('evidence.choose', { dossier, many: false })).items[0]?.object as ObjectId;
    open().store.dossiers.activate(dossier);
    open().shelf.forget(dossier);
    await test.ok('member.add', {
      dossier,
      account: test.ids.get('archive') as never,
      role: 'archivist',
      classes: null,
      purpose: '归档',
      until: null,
    });
    await test.as('archive');
  });
  afterAll(() => test.close());

  const open = () => test.app.session.open as Open;
  const view = async () =>
    (await test.ok('retention.list')).find(
      (each) => each.dossier === dossier,
    ) as Output<'retention.list'>[number];
  const ours = async () => (await test.ok('retention.register')).filter((row) => row.dossier === dossier);
  async function close(period: '永久' | '30年' | '10年' | null = '10年', closed: number | null = 2024) {
    const { version } = await view();
    await test.ok('retention.save', { dossier, version, period, secrecy: '内部', closed, reason: '归档' });
  }
  async function due(): Promise<DestructionId> {
    await close();
    test.setToday('2035-01-01');
    return (await test.ok('retention.request', { dossier, reason })).request;
  }

  it('asked for by the archivist, confirmed by the officer: nothing is left but the register', async () => {
    const request = await due();
    expect((await view()).asked).toBe(request);
    const file = objectPath(join(test.userData, 'vault'), object);
    expect(existsSync(file)).toBe(true);
    await test.as(officer);
    const [waits] = await ours();
    expect(waits).toMatchObject({ state: 'asked', signed: true, requestedBy: 'archive', decidedBy: null });
    await test.ok('retention.confirm', { request });
    expect(existsSync(file)).toBe(false);
    expect(open().store.dossierKeys.list(dossier)).toEqual([]);
    expect(open().store.items.rows(dossier)).toEqual([]);
    const [gone] = await ours();
    expect(gone).toMatchObject({
      state: 'destroyed',
      signed: true,
      on: '2035-01-01',
      requestedBy: 'archive',
      decidedBy: officer,
      facts: { period: '10年', closed: 2024, ended: '2034-12-31', reason, secrecy: '内部' },
    });
    expect(gone?.facts.title).not.toBe('');
    expect(gone?.facts.files).toBeGreaterThan(0);
    const printed = await test.ok('retention.print');
    expect(readdirSync(out)).toEqual([printed.name]);
    await test.as('archive');
    expect(await test.refused('dossier.view', { dossier })).toMatchObject({
      code: 'not_found',
      rule: 'E-03',
    });
    expect((await ours()).map(({ state }) => state)).toEqual(['destroyed']);
    await test.as('stranger');
    expect(await test.ok('retention.register')).toEqual([]);
    // E-06: who oversees reads the titles of the list only while a lease runs.
    await test.as('audit');
    expect(await test.ok('retention.register')).toEqual([]);
    const { id: lease } = await test.ok('lease.ask', { hours: 2, reason: '查销毁清册' });
    await test.as(officer);
    await test.ok('lease.decide', { lease, grant: true });
    await test.as('audit');
    expect((await ours()).map(({ state }) => state)).toEqual(['destroyed']);
    const rows = open().store.audit.list({ limit: 500 });
    expect(
      rows.filter(({ channel }) => channel === 'retention.confirm').map(({ outcome }) => outcome),
    ).toEqual(expect.arrayContaining(['ok', 'intended']));
    expect(
      rows.find(({ channel, stage }) => channel === 'retention.confirm' && stage === 'single'),
    ).toMatchObject({ lifecycle: 'destroy', rule: 'E-12' });
  });

  it('not before its time: no closing year, for ever, kept, its last day', async () => {
    const refused = async (why: string) =>
      expect(await test.refused('retention.request', { dossier, reason })).toMatchObject({
        code: 'retained',
        params: { reason: why },
      });
    await refused('open');
    await close('永久');
    test.setToday('2099-01-01');
    await refused('permanent');
    test.setToday('2034-12-31');
    await close('10年');
    await refused('before_time');
    test.setToday('2035-01-01');
    await test.ok('retention.request', { dossier, reason });
  });

  it('a request outlives no change: a hold, another period, one more paper make it void', async () => {
    const request = await due();
    await test.ok('retention.hold', {
      dossier,
      version: (await view()).version,
      reason: '审计中',
      who: '审计处',
      until: null,
    });
    await test.as(officer);
    expect(await test.refused('retention.confirm', { request })).toMatchObject({
      code: 'retained',
      params: { reason: 'changed' },
    });
    await test.as('archive');
    expect(await test.refused('retention.request', { dossier, reason })).toMatchObject({
      code: 'retained',
      params: { reason: 'held', who: '审计处' },
    });
    await test.as('lead');
    expect(
      await test.refused('recall.run', { dossier, object: null, cause: 'client', reason: '来函' }),
    ).toMatchObject({ code: 'retained', params: { reason: 'held' } });
    expect(
      await test.refused('recall.run', { dossier, object, cause: 'ended', reason: '来函' }),
    ).toMatchObject({ code: 'retained', params: { reason: 'held' } });
    await test.as('archive');
    await test.ok('retention.lift', {
      dossier,
      version: (await view()).version,
      number: 1,
      reason: '审计已结',
    });
    const again = (await test.ok('retention.request', { dossier, reason })).request;
    await test.as(officer);
    // The first one gave way, and lifting the hold brought it not back.
    expect(await test.refused('retention.confirm', { request })).toMatchObject({
      params: { reason: 'decided' },
    });
    await test.ok('retention.confirm', { request: again });
  });

  it('one person cannot do both, whoever it is; nobody else confirms; who may not ask does not', async () => {
    const request = await due();
    // No door of the archivist's leads to the second step, and none of the others to either.
    for (const login of ['archive', 'lead', 'stranger', 'audit']) {
      await test.as(login);
      expect(await test.refused('retention.confirm', { request })).toMatchObject({ code: 'forbidden' });
    }
    await test.as('lead');
    expect(await test.refused('retention.request', { dossier, reason })).toMatchObject({ code: 'forbidden' });
    await test.as('stranger');
    expect(await test.refused('retention.request', { dossier, reason })).toMatchObject({ code: 'not_found' });
    await test.as(officer);
    // Were the officer the one who asked: the service and the database both refuse.
    const row = open().store.destructions.get(request);
    const { get } = open().store.destructions;
    open().store.destructions.get = () => row && { ...row, requestedBy: open().account };
    expect(await test.refused('retention.confirm', { request })).toMatchObject({
      params: { reason: 'same_person' },
    });
    open().store.destructions.get = get;
    open().confirmedWithin = () => false;
    expect(await test.refused('retention.confirm', { request })).toMatchObject({ code: 'needs_password' });
    expect(row?.state).toBe('asked');
  });

  it('replay and race: a request is decided once, and what is declined is not destroyed', async () => {
    const request = await due();
    await test.as(officer);
    const both = await Promise.all([
      test.call('retention.confirm', { request }),
      test.call('retention.confirm', { request }),
      test.call('retention.decline', { request, reason: '另议' }),
    ]);
    // Whichever came first decided alone.
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const [row] = await ours();
    expect(['destroyed', 'declined']).toContain(row?.state);
    expect(open().store.dossierKeys.list(dossier).length > 0).toBe(row?.state === 'declined');
    expect(await test.refused('retention.confirm', { request })).toMatchObject({
      code: 'retained',
      params: { reason: 'decided' },
    });
    expect(await test.refused('retention.confirm', { request: 'f'.repeat(32) })).toMatchObject({
      code: 'not_found',
    });
  });

  it('a forged request is none, and a clock that went back counts no period', async () => {
    const request = await due();
    await test.as(officer);
    const row = open().store.destructions.get(request);
    const { get } = open().store.destructions;
    open().store.destructions.get = () =>
      row && { ...row, facts: { ...(row.facts as object), ended: '2000-12-31' } };
    expect(await test.refused('retention.confirm', { request })).toMatchObject({ code: 'store_damaged' });
    open().store.destructions.get = get;
    test.setToday('2034-12-31');
    expect(await test.refused('retention.confirm', { request })).toMatchObject({
      params: { reason: 'before_time' },
    });
    test.setToday('2035-01-01');
    await test.as('archive');
    test.advance(-3 * 24 * 3600 * 1000);
    expect(await test.refused('retention.request', { dossier, reason })).toMatchObject({
      params: { reason: 'clock' },
    });
    test.advance(3 * 24 * 3600 * 1000);
  });

  it('a closing year lies neither before the last fact nor ahead; a stale page saves nothing', async () => {
    const save = (closed: number, version = 0) =>
      test.refused('retention.save', {
        dossier,
        version,
        period: null,
        secrecy: null,
        closed,
        reason: '归档',
      });
    expect(await save(1999)).toMatchObject({ code: 'bad_input', params: { path: 'closed' } });
    expect(await save(2031)).toMatchObject({ code: 'bad_input', params: { path: 'closed' } });
    await close();
    expect(await save(2024, 0)).toMatchObject({ code: 'conflict' });
  });

  it('an archive carries what was said of its keeping, and back', async () => {
    await close('30年');
    await test.ok('retention.hold', {
      dossier,
      version: (await view()).version,
      reason: '案件未结',
      who: '法院',
      until: '2030-01-01' as CivilDate,
    });
    const written = await test.ok('archive.export', { dossier });
    await test.as('stranger');
    test.answers.folder = join(out, written.name);
    const brought = await test.ok('archive.import');
    if (brought === null) throw new Error('nothing was chosen');
    const { id } = brought;
    // A sample comes back as one, which is nobody's to keep.
    open().store.dossiers.activate(id);
    open().shelf.forget(id);
    const [back] = await test.ok('retention.list');
    expect(back).toMatchObject({
      dossier: id,
      period: '30年',
      by: 'dossier',
      own: { closed: 2024, secrecy: '内部', holds: [{ who: '法院', until: '2030-01-01' }] },
      ends: '2054-12-31',
    });
    expect(back?.held).toHaveLength(1);
  });
});

describe('a single-person store keeps and does not destroy', () => {
  it('says so', async () => {
    const test = await createTestApp();
    await test.setUp();
    const { id } = await test.ok('dossier.createSample', { kind: 'cooperation-agreement' });
    const { store, shelf } = test.app.session.open as Open;
    store.dossiers.activate(id);
    shelf.forget(id);
    await test.ok('retention.save', {
      dossier: id,
      version: 0,
      period: '10年',
      secrecy: null,
      closed: 2024,
      reason: '归档',
    });
    test.setToday('2035-01-01');
    expect(await test.ok('retention.list')).toMatchObject([{ state: 'due' }]);
    expect(await test.refused('retention.request', { dossier: id, reason })).toMatchObject({
      code: 'retained',
      params: { reason: 'alone' },
    });
    await test.close();
  });
});
