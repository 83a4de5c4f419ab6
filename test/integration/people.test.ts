import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../shared/model/errors.ts';
import type { AccountId } from '../../shared/model/ids.ts';
import { createPeopleApp, officer, passwordOf, type PeopleApp } from '../support/people.ts';
import { kind } from '../support/path.ts';

const day = 24 * 3600 * 1000;
let test: PeopleApp;
let dossier: string;
const id = (login: string) => test.ids.get(login) as AccountId;
const purpose = '协助经费与进展的记录';
const grant = (login: string, change: object = {}) => ({
  dossier,
  account: id(login),
  role: 'secretary' as const,
  classes: null,
  purpose,
  until: null,
  ...change,
});
const line = async (login: string) => {
  const found = (await test.ok('member.list', { dossier })).find(
    ({ account, ended_at }) => account === id(login) && ended_at === null,
  );
  if (found === undefined) throw new Error(`${login} is not on the list`);
  return found;
};

beforeAll(async () => {
  test = await createPeopleApp({
    fuze: 'member',
    mishu: 'member',
    lvke: 'member',
    xitong: 'system_admin',
    shenji: 'auditor',
  });
}, 600_000);
afterAll(() => test.close());

describe('accounts', () => {
  it('begin with a password that must be changed before anything else is open', async () => {
    await test.as(officer);
    const first = '临时-Koukou-2024';
    const { id: made } = await test.ok('people.add', {
      login: 'xinren',
      display_name: '新人',
      role: 'member',
      password: first,
    });
    test.ids.set('xinren', made);
    expect(
      await test.refused('people.add', {
        ...{ login: 'XinRen', display_name: 'x', role: 'member' },
        password: first,
      }),
    ).toMatchObject({ code: 'login_taken' });
    await test.ok('session.lock');
    await test.ok('session.unlock', { login: 'xinren', password: first });
    expect((await test.ok('session.status')).account).toMatchObject({ must_change: true, role: 'member' });
    for (const channel of ['dossier.list', 'people.list', 'setting.get'] as const)
      expect(await test.refused(channel)).toMatchObject({ code: 'must_change_password', rule: 'B-S16' });
    const change = { password: first, new_password: first };
    expect(await test.refused('session.changePassword', change)).toMatchObject({ code: 'weak_password' });
    await test.ok('session.changePassword', { ...change, new_password: passwordOf('xinren') });
    expect(await test.ok('dossier.list')).toEqual([]);
    await test.as('xinren');
  });

  it('E-15: the security officer makes them, nobody else, and has no content', async () => {
    const wanted = { login: 'another', display_name: 'x', role: 'member', password: passwordOf('y') };
    for (const login of ['fuze', 'xitong', 'shenji']) {
      await test.as(login);
      expect((await test.refused('people.add', wanted)).code).toBe('forbidden');
    }
    await test.as(officer);
    expect(await test.refused('dossier.list')).toMatchObject({ code: 'forbidden', rule: 'E-15' });
    expect(await test.refused('dossier.create', { kind })).toMatchObject({ code: 'forbidden', rule: 'E-15' });
    expect(await test.refused('people.add', { ...wanted, role: 'keeper' })).toMatchObject({
      code: 'bad_input',
    });
  });

  it('do not change without a trace: the intent stands in the log before the keyring does (E-10)', async () => {
    await test.as(officer);
    const { keyring, store } = test.app.session.open ?? {};
    if (keyring === undefined || store === undefined) throw new Error('locked');
    const before: unknown[] = [];
    const update = keyring.update.bind(keyring);
    const spy = vi.spyOn(keyring, 'update').mockImplementation(async (change) => {
      before.push(store.audit.list({ limit: 1 })[0]);
      return update(change);
    });
    await test.ok('people.disable', { account: id('xinren') });
    await test.ok('people.enable', { account: id('xinren') });
    expect(before).toMatchObject([
      { channel: 'people.disable', stage: 'intent', outcome: 'intended' },
      { channel: 'people.enable', stage: 'intent', outcome: 'intended' },
    ]);
    // A keyring that cannot be written: told as failed, and nothing was changed.
    spy.mockRejectedValueOnce(new AppError('disk_full'));
    expect((await test.refused('people.disable', { account: id('xinren') })).code).toBe('disk_full');
    expect(store.audit.list({ limit: 1 })[0]).toMatchObject({
      stage: 'result',
      outcome: 'failed',
      code: 'disk_full',
    });
    spy.mockRestore();
    await test.as('xinren');
  });

  it('are disabled and enabled again; neither touches their keys', async () => {
    await test.as(officer);
    await test.ok('people.disable', { account: id('xinren') });
    expect(await test.refused('people.disable', { account: id(officer) })).toMatchObject({
      code: 'forbidden',
    });
    expect((await test.ok('session.status')).accounts.map(({ login }) => login)).toContain('fuze');
    await test.ok('session.lock');
    expect((await test.ok('session.status')).accounts.map(({ login }) => login)).not.toContain('xinren');
    const unlock = { login: 'xinren', password: passwordOf('xinren') };
    expect(await test.refused('session.unlock', unlock)).toMatchObject({ code: 'account_disabled' });
    expect(await test.refused('session.unlock', { ...unlock, password: 'x' })).toMatchObject({
      code: 'wrong_password',
    });
    await test.as(officer);
    await test.ok('people.enable', { account: id('xinren') });
    await test.as('xinren');
  });
});

describe('a dossier of several people', () => {
  it('is led by who makes it, and nobody else knows that it is there', async () => {
    await test.as('fuze');
    dossier = (await test.ok('dossier.createSample', { kind })).id;
    expect(await line('fuze')).toMatchObject({ role: 'project_lead', signed: true });
    expect(await test.ok('dossier.list')).toHaveLength(1);
    await test.as('mishu');
    expect(await test.ok('dossier.list')).toEqual([]);
    const foreign = await test.refused('dossier.view', { dossier });
    expect(foreign).toEqual(await test.refused('dossier.view', { dossier: 'f'.repeat(32) }));
    expect(foreign.code).toBe('not_found');
    expect(await test.refused('member.add', grant('mishu'))).toEqual(foreign);
    for (const login of [officer, 'shenji', 'xitong']) {
      await test.as(login);
      expect(await test.refused('dossier.view', { dossier })).toEqual(foreign);
    }
  });

  it('is granted by its lead: key, role, purpose and term', async () => {
    await test.as('fuze');
    await test.ok('member.add', grant('mishu'));
    expect(await test.refused('member.add', grant('shenji'))).toMatchObject({
      code: 'forbidden',
      rule: 'E-15',
    });
    expect(await test.refused('member.add', grant('fuze'))).toMatchObject({ code: 'hand_over_first' });
    expect(await test.refused('member.add', grant('lvke', { role: 'temporary_reader' }))).toMatchObject({
      code: 'bad_input',
    });
    expect(await test.refused('member.add', grant('lvke', { purpose: ' ' }))).toMatchObject({
      code: 'bad_input',
    });
    await test.as('mishu');
    expect(await test.ok('dossier.list')).toHaveLength(1);
    await test.ok('dossier.view', { dossier });
    expect(await test.refused('member.add', grant('lvke'))).toMatchObject({ code: 'forbidden' });
  });

  it('E-03: shows nobody more than the classes of the list', async () => {
    await test.as('fuze');
    await test.ok('member.add', grant('lvke', { role: 'archivist', classes: ['internal'] }));
    await test.as('lvke');
    expect(await test.ok('dossier.list')).toEqual([]);
    expect(JSON.stringify(await test.ok('search.find', { text: '协议' }))).not.toContain(dossier);
    expect((await test.refused('dossier.view', { dossier })).code).toBe('not_found');
    await test.as('fuze');
    await test.ok('member.add', grant('lvke', { role: 'archivist', until: '2024-10-20' }));
    expect((await test.ok('member.list', { dossier })).filter(({ ended_at }) => ended_at)).toHaveLength(1);
    await test.as('lvke');
    await test.ok('dossier.view', { dossier });
  });

  it('E-06: a term ends by itself, in the middle of a session too, and its wraps with the next unlock of anybody', async () => {
    test.setToday('2024-10-20');
    await test.ok('dossier.view', { dossier });
    test.setToday('2024-10-21');
    expect((await test.refused('dossier.view', { dossier })).code).toBe('not_found');
    const wraps = () => test.app.session.open?.store.dossierKeys.ofRecipient(id('lvke')).length;
    expect(wraps()).toBe(1);
    await test.as('shenji');
    expect(wraps()).toBe(0);
    expect(test.app.session.open?.store.members.forRekey()).toEqual([dossier]);
    await test.as('mishu');
    expect(test.app.session.open?.store.members.forRekey()).toEqual([]);
    expect(test.app.session.open?.store.dossiers.get(dossier as never).epoch).toBe(2);
    const { version } = await test.ok('dossier.view', { dossier });
    const fields = { sign_place: '新密钥下所写' };
    await test.ok('dossier.amend', { dossier, version, fields, reason: '改签订地' });
    await test.as('fuze');
    expect((await test.ok('dossier.view', { dossier })).record.fields).toMatchObject(fields);
  });

  it('loses a person: no wrap, a new key, the rest reads on', async () => {
    await test.as('fuze');
    await test.ok('member.add', grant('lvke'));
    const before = test.app.session.open?.store.dossiers.get(dossier as never).epoch ?? 0;
    await test.ok('member.end', { dossier, grant: (await line('lvke')).id, reason: '已调离课题组' });
    expect(test.app.session.open?.store.dossiers.get(dossier as never).epoch).toBe(before + 1);
    expect(test.app.session.open?.store.dossierKeys.ofRecipient(id('lvke'))).toEqual([]);
    const own = (await line('fuze')).id;
    expect(await test.refused('member.end', { dossier, grant: own, reason: '不再牵头' })).toMatchObject({
      code: 'hand_over_first',
    });
    await test.as('lvke');
    expect(await test.ok('dossier.list')).toEqual([]);
    await test.as('mishu');
    await test.ok('dossier.view', { dossier });
  });

  it('the security officer takes somebody off without ever coming to the key', async () => {
    await test.as('fuze');
    await test.ok('member.add', grant('lvke'));
    const { id: line_ } = await line('lvke');
    await test.as(officer);
    expect(await test.refused('member.add', grant('lvke'))).toMatchObject({ code: 'not_found' });
    await test.ok('member.end', { dossier, grant: line_, reason: '知悉范围收窄' });
    const { store } = test.app.session.open ?? { store: null };
    expect(store?.dossierKeys.ofRecipient(id('lvke'))).toEqual([]);
    expect(store?.dossierKeys.ofRecipient(id(officer))).toEqual([]);
    expect(store?.members.forRekey()).toEqual([dossier]);
    await test.as('fuze');
    expect(test.app.session.open?.store.members.forRekey()).toEqual([]);
  });
});

describe('leases (B-S16, E-06)', () => {
  it('are asked for, approved by another, handed back', async () => {
    await test.as('shenji');
    const forbidden = await test.refused('audit.list', {});
    expect(forbidden).toMatchObject({ code: 'forbidden', rule: 'E-06' });
    const { id: lease } = await test.ok('lease.ask', { hours: 2, reason: '季度检查' });
    expect(await test.refused('lease.decide', { lease, grant: true })).toMatchObject({ code: 'forbidden' });
    expect(await test.refused('audit.list', {})).toEqual(forbidden);
    await test.as('fuze');
    expect(await test.refused('lease.decide', { lease, grant: true })).toMatchObject({ code: 'forbidden' });
    await test.as('xitong');
    await test.ok('lease.decide', { lease, grant: true });
    expect(await test.refused('lease.decide', { lease, grant: false })).toMatchObject({ code: 'not_found' });
    await test.as('shenji');
    expect((await test.ok('lease.list')).own).toMatchObject({ by: 'lease' });
    await test.ok('audit.list', {});
    expect(await test.refused('dossier.list')).toMatchObject({ code: 'forbidden', rule: 'E-15' });
    await test.ok('lease.return', { lease });
    expect(await test.refused('audit.list', {})).toEqual(forbidden);
  });

  it('end by themselves, which is recorded; a clock set back gives nothing', async () => {
    const { id: lease } = await test.ok('lease.ask', { hours: 2, reason: '季度检查' });
    await test.as(officer);
    await test.ok('lease.decide', { lease, grant: true });
    await test.as('shenji');
    await test.ok('audit.list', {});
    test.advance(-3600_000);
    expect((await test.refused('audit.list', {})).code).toBe('forbidden');
    test.advance(3 * 3600_000);
    expect((await test.refused('audit.list', {})).code).toBe('forbidden');
    await test.as(officer);
    expect((await test.ok('lease.list')).leases.find((each) => each.id === lease)?.state).toBe('over');
    expect(test.app.session.open?.store.leases.list()[0]?.endedBy).toBe('term');
  });

  it('the first officer needs one as soon as the days of the set-up are over', async () => {
    await test.as(officer);
    expect((await test.ok('lease.list')).own).toMatchObject({ by: 'founding' });
    test.advance(8 * day);
    expect((await test.ok('lease.list')).own).toBeNull();
    const wanted = { login: 'zaihou', display_name: 'x', role: 'member', password: passwordOf('y') };
    expect(await test.refused('people.add', wanted)).toMatchObject({ code: 'forbidden', rule: 'E-06' });
    const { id: lease } = await test.ok('lease.ask', { hours: 24, reason: '人员变动' });
    await test.as('shenji');
    await test.ok('lease.decide', { lease, grant: true });
    await test.as(officer);
    expect((await test.ok('lease.list')).own).toMatchObject({ by: 'lease' });
  });

  it('a row written by another program is no lease', async () => {
    await test.as('xitong');
    const { id: lease } = await test.ok('lease.ask', { hours: 2, reason: '备份' });
    const open = test.app.session.open;
    const now = new Date(Date.now() + 8 * day).toISOString();
    open?.store.leases.decide(lease, {
      decidedBy: id('shenji'),
      decidedAt: now,
      until: '2099-01-01T00:00:00.000Z',
      signature: open.keyring.sign(new TextEncoder().encode('granted')),
    });
    await test.as('xitong');
    test.advance(1000);
    expect((await test.ok('lease.list')).own).toBeNull();
  });
});

describe('the recovery papers', () => {
  it('give an account its way in back and what it had the need to know, nothing else', async () => {
    const held = (login: string) =>
      test.app.session.open?.store.dossierKeys.ofRecipient(id(login)).length ?? 0;
    await test.as('fuze');
    const before = held('fuze');
    expect(before).toBeGreaterThan(0);
    await test.ok('session.lock');
    const [one = '', two = ''] = test.shares;
    const again = { new_password: '另一句-Koukou-2024' };
    const made = await test.ok('session.recover', { login: 'xitong', shares: [one, two], ...again });
    expect(held('xitong')).toBe(0);
    expect(await test.refused('dossier.view', { dossier })).toMatchObject({ code: 'not_found' });
    await test.ok('session.lock');
    const [three = '', four = ''] = made.shares;
    await test.ok('session.recover', {
      login: 'fuze',
      shares: [three, four],
      new_password: passwordOf('fuze'),
    });
    expect(held('fuze')).toBe(before);
    await test.ok('dossier.view', { dossier });
    expect(await line('fuze')).toMatchObject({ role: 'project_lead', signed: true });
  });
});

describe('a person who leaves', () => {
  it('hands over first; then the account is closed and the key is new', async () => {
    await test.as('mishu');
    const own = (await test.ok('dossier.createSample', { kind })).id;
    test.app.session.open?.store.dossiers.activate(own as never);
    await test.as(officer);
    const list = await test.ok('people.handOver', { account: id('mishu') });
    expect(list.find((each) => each.dossier === own)).toMatchObject({ others: 0, blocks: true, title: null });
    expect(list.find((each) => each.dossier === dossier)).toMatchObject({ others: 1, blocks: false });
    expect(await test.refused('people.leave', { account: id('mishu') })).toMatchObject({
      code: 'hand_over_first',
      params: { count: 1 },
    });
    await test.as('mishu');
    await test.ok('member.add', { ...grant('fuze', { role: 'project_lead' }), dossier: own });
    await test.as(officer);
    expect(await test.ok('people.leave', { account: id('mishu') })).toEqual({ dossiers: 2 });
    await test.ok('session.lock');
    const unlock = { login: 'mishu', password: passwordOf('mishu') };
    expect((await test.refused('session.unlock', unlock)).code).toBe('wrong_password');
    await test.as('fuze');
    const { store } = test.app.session.open ?? { store: null };
    expect(store?.dossierKeys.ofRecipient(id('mishu'))).toEqual([]);
    expect(store?.members.forRekey()).toEqual([]);
    expect(await test.ok('dossier.list')).toHaveLength(2);
    expect((await test.ok('people.list')).find((each) => each.login === 'mishu')?.state).toBe('left');
  });
});
