import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Output } from '../../shared/ipc/contract.ts';
import { createTestApp, password, type TestApp } from '../support/app.ts';
import { kind } from '../support/path.ts';

let test: TestApp;
let dossier: Output<'dossier.create'>['id'];

beforeEach(async () => {
  test = await createTestApp('2024-06-20');
  await test.setUp();
  ({ id: dossier } = await test.ok('dossier.createSample', { kind }));
});
afterEach(() => test.close());

const view = () => test.ok('dossier.view', { dossier });
const without = async (keys: readonly string[]) => {
  for (const event of (await view()).record.events.filter(({ key }) => keys.includes(key)))
    await test.ok('event.withdraw', { dossier, event: event.id, reason: '样例' });
};

describe('a warning is answered with a reason that is kept', () => {
  it('with author and time, over a new start, in the history, until it is withdrawn or says something else', async () => {
    // The notice ends in another month than the agreement (A-X01): a warning whose words carry the month.
    const amend = async (end: string) => {
      const { version } = await view();
      const fields = { research_cycle_notice: { start: '2024-04', end } };
      await test.ok('dossier.amend', { dossier, version, fields, reason: '通知' });
    };
    const warning = async () => (await view()).findings.find(({ rule }) => rule === 'A-X01');
    await amend('2024-12');
    const found = await warning();
    expect(found).toMatchObject({ severity: 'warn' });
    // A-X01: both clauses, and the one that decides.
    expect(found?.clause.article).toBe('第二条（一）');
    expect(found?.against).toMatchObject({
      other: { article: '附件一' },
      decides: { article: '第十五条（二）', line: 207 },
    });
    expect(found?.against?.decides.text).toContain('要求更高者为准');

    const wanted = { dossier, rule: 'A-X01', path: found?.path ?? '', message: found?.message.zh ?? '' };
    expect(
      await test.refused('finding.answer', { ...wanted, message: '别的话', reason: '理由' }),
    ).toMatchObject({
      code: 'conflict',
    });
    expect(await test.refused('finding.answer', { ...wanted, reason: ' ' })).toMatchObject({
      code: 'bad_input',
    });
    await test.ok('finding.answer', { ...wanted, reason: '甲方邮件确认以协议为准' });
    await test.restart();
    await test.ok('session.unlock', { login: 'linmouwu', password });
    const answer = (await warning())?.answer;
    expect(answer).toMatchObject({ reason: '甲方邮件确认以协议为准', by: '林某戊' });
    const [row] = await test.ok('dossier.history', { dossier });
    expect(row).toMatchObject({
      noun: 'answer',
      what: 'A-X01',
      reason: '甲方邮件确认以协议为准',
      author: '林某戊',
    });

    // The finding says something else: the reason was not given for that.
    await amend('2025-01');
    expect(await warning()).toMatchObject({ severity: 'warn' });
    expect((await warning())?.answer).toBeUndefined();
    await amend('2024-12');
    expect((await warning())?.answer).toBeDefined();
    await test.ok('finding.withdrawAnswer', { dossier, answer: answer?.row as never, reason: '甲方又改口' });
    expect((await warning())?.answer).toBeUndefined();
  });

  it('nothing that blocks can be answered away', async () => {
    const { version } = await view();
    await test.ok('dossier.amend', { dossier, version, fields: { total_amount: 1 }, reason: '错' });
    const block = (await view()).findings.find(({ severity }) => severity === 'block');
    expect(block).toBeDefined();
    const { rule = '', path = '', message } = block ?? {};
    expect(
      await test.refused('finding.answer', {
        dossier,
        rule,
        path,
        message: message?.zh ?? '',
        reason: '理由',
      }),
    ).toMatchObject({ code: 'conflict' });
  });
});

describe('readings of ambiguous clauses (Q rows)', () => {
  it('A-Q02: another reading is chosen with a reason, counts anew, tells what moved, and is kept', async () => {
    await without(['midterm_submitted', 'midterm_confirmed']);
    const midterm = async () => (await view()).obligations.find(({ rule }) => rule === 'A-T02');
    const before = await midterm();
    expect(before).toMatchObject({ statutory: '2024-07-15', safe: '2024-07-12' });
    expect(before?.reading).toMatchObject({ rule: 'A-Q02', choice: 'with_day' });
    expect(before?.reading?.why?.zh).toMatch(/\S/);
    expect(before?.reading?.who?.zh).toMatch(/理由/);
    const { moved } = await test.ok('reading.choose', {
      dossier,
      rule: 'A-Q02',
      choice: 'without_day',
      reason: '甲方来函说明不含当日',
    });
    expect(moved).toContainEqual(
      expect.objectContaining({ id: 'A-T02', from: '2024-07-15', to: '2024-07-14' }),
    );
    await test.restart();
    await test.ok('session.unlock', { login: 'linmouwu', password });
    expect(await midterm()).toMatchObject({
      statutory: '2024-07-14',
      safe: '2024-07-12',
      reading: { choice: 'without_day' },
    });
    const [row] = await test.ok('dossier.history', { dossier });
    expect(row).toMatchObject({
      noun: 'choice',
      what: 'A-Q02',
      reason: '甲方来函说明不含当日',
      author: '林某戊',
    });
    for (const choice of ['another', ''])
      expect(
        await test.refused('reading.choose', { dossier, rule: 'A-Q02', choice, reason: '理由' }),
      ).toMatchObject({
        code: 'bad_input',
      });
  });

  it('A-Q15: as a window, as a minimum, or the day that satisfies both', async () => {
    await test.ok('event.record', {
      dossier,
      key: 'contact_change_effective',
      date: '2024-09-20' as never,
      evidence: [],
    });
    const notice = async () => (await view()).obligations.find(({ rule }) => rule === 'A-T17');
    const choose = (choice: string) =>
      test.ok('reading.choose', { dossier, rule: 'A-Q15', choice, reason: '甲方答复' });
    expect(await notice()).toMatchObject({ statutory: '2024-09-12', safe: '2024-09-12' });
    await choose('window');
    expect(await notice()).toMatchObject({ statutory: '2024-09-19', safe: '2024-09-19' });
    await choose('at_least');
    expect(await notice()).toMatchObject({ statutory: '2024-09-12', safe: '2024-09-11' });
    await choose('both');
    expect(await notice()).toMatchObject({ statutory: '2024-09-12', safe: '2024-09-12' });
  });

  it('D-Q13: what nobody decided stays a finding until a person does', async () => {
    const { id } = await test.ok('dossier.createSample', { kind: 'open-fund-topic' });
    const [source] = (await test.ok('dossier.view', { dossier: id })).evidence;
    await test.ok('event.record', {
      dossier: id,
      key: 'sanction_decided',
      date: '2024-06-03' as never,
      evidence: source === undefined ? [] : [source.object],
    });
    const asked = async () =>
      (await test.ok('dossier.view', { dossier: id })).findings.filter(
        ({ path }) => path === 'readings.D-Q13',
      );
    expect(await asked()).toMatchObject([{ rule: 'D-Q13', severity: 'warn' }]);
    await test.ok('reading.choose', {
      dossier: id,
      rule: 'D-Q13',
      choice: 'decision',
      reason: '实验室书面答复',
    });
    expect(await asked()).toEqual([]);
  });
});

it('withdrawing and correcting an event tells what moved; what was met stays met with its evidence', async () => {
  const { record } = await view();
  const began = record.events.find(({ key }) => key === 'project_closed');
  if (began === undefined) throw new Error('no sample');
  const met = async () =>
    (await view()).obligations.filter(({ met_on }) => met_on !== null).map(({ id }) => id);
  const before = await met();
  expect(before.length).toBeGreaterThan(0);
  const { moved } = await test.ok('event.correct', {
    dossier,
    event: began.id,
    key: began.key,
    date: '2024-11-28' as never,
    evidence: began.evidence,
    reason: '落款日看错',
  });
  expect(moved.length).toBeGreaterThan(0);
  expect(await met()).toEqual(before);
  const gone = await test.ok('event.withdraw', { dossier, event: began.id, reason: '登记错' });
  expect(gone.moved.length).toBeGreaterThan(0);
});
