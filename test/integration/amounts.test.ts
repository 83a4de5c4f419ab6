import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shownForMs } from '../../electron/services/dossiers/withheld.ts';
import type { DossierId } from '../../shared/model/ids.ts';
import type { FieldValue } from '../../shared/model/record.ts';
import { isWithheld } from '../../shared/model/withheld.ts';
import { createTestApp, type TestApp } from '../support/app.ts';

/** The sample's total and its instalments, in fen, in yuan and in words. */
const amounts = /96,?000,?000|960,?000|288,?000|玖拾陆万|贰拾捌万/u;

describe('the amounts of a contract are a trade secret (B-Q16, E-09)', () => {
  let test: TestApp;
  let dossier: DossierId;
  const view = () => test.ok('dossier.view', { dossier });
  beforeAll(async () => {
    test = await createTestApp('2022-05-12');
    await test.setUp();
    ({ id: dossier } = await test.ok('dossier.createSample', { kind: 'development-contract' }));
  }, 60_000);
  afterAll(() => test.close());

  it('no answer carries one before a person asked', async () => {
    const answers = {
      view: await view(),
      list: await test.ok('dossier.list'),
      today: await test.ok('today.view'),
      search: await test.ok('search.find', { text: '总额' }),
      exposure: await test.ok('dossier.exposure', { dossier, days: ['2022-05-12', '2023-01-31'] }),
      package: await test.ok('package.view', { dossier, package: (await view()).packages[0]?.id ?? '' }),
      history: await test.ok('dossier.history', { dossier }),
    };
    for (const [name, answer] of Object.entries(answers))
      expect(JSON.stringify(answer), name).not.toMatch(amounts);
    expect(isWithheld(answers.view.record.fields['total_price'])).toBe(true);
    expect(answers.view.obligations.filter(({ amount }) => amount === 'withheld').length).toBeGreaterThan(2);
    expect(answers.exposure[0]?.totals[0]?.at_most).toBe('withheld');
  });

  it('asking brings them into sight, leaves two rows, and ends by itself', async () => {
    const { until } = await test.ok('dossier.unmask', { dossier });
    expect(Date.parse(until)).toBeGreaterThan(Date.now());
    const { rows } = await test.ok('audit.list', { limit: 2 });
    expect(rows.map((row) => [row.channel, row.stage])).toEqual([
      ['dossier.unmask', 'result'],
      ['dossier.unmask', 'intent'],
    ]);
    expect((await view()).record.fields['total_price']).toBe(96_000_000);
    test.advance(shownForMs + 1);
    expect(isWithheld((await view()).record.fields['total_price'])).toBe(true);
    await test.ok('dossier.unmask', { dossier });
    await test.ok('dossier.mask', { dossier });
    expect(isWithheld((await view()).record.fields['total_price'])).toBe(true);
  });

  it('what is sent back untouched is what stands; what is typed replaces it', async () => {
    const before = await view();
    const list = before.record.fields['installments'] as { [key: string]: FieldValue }[];
    const [first, ...rest] = list.toReversed();
    const { version } = await test.ok('dossier.amend', {
      dossier,
      version: before.version,
      // The rows in another order, one condition changed, one amount typed anew.
      fields: { installments: [{ ...first, condition: '另行约定' }, ...rest], purchased_assets: 1_200 },
      reason: '核对',
    });
    expect(version).toBe(before.version + 1);
    await test.ok('dossier.unmask', { dossier });
    const after = await view();
    const rows = after.record.fields['installments'] as { [key: string]: FieldValue }[];
    expect(rows.map((row) => row['amount']).every((amount) => typeof amount === 'number')).toBe(true);
    expect(rows[0]?.['no']).toBe(list.length);
    expect(rows.reduce((sum, row) => sum + Number(row['amount']), 0)).toBe(96_000_000);
    expect(after.record.fields['purchased_assets']).toBe(1_200);
    await test.ok('dossier.mask', { dossier });
  });

  it('no stand-in opens an amount by being written elsewhere, in another dossier, or made up', async () => {
    const { record, version } = await view();
    const total = record.fields['total_price'] as { withheld: string; words: string };
    const { id: other } = await test.ok('dossier.createSample', { kind: 'development-contract' });
    const refused = async (of: DossierId, fields: Record<string, FieldValue>, at = 1) =>
      expect(
        await test.refused('dossier.amend', { dossier: of, version: at, fields, reason: '试' }),
      ).toMatchObject({ code: 'bad_input', rule: 'E-09', params: { reason: 'withheld' } });
    await refused(dossier, { validity_years: total }, version);
    await refused(dossier, { project_title: total }, version);
    await refused(other, { total_price: total });
    await refused(dossier, { total_price: { withheld: '0'.repeat(32), words: '' } }, version);
  });

  it('a draft shows what is typed on its way in and keeps back what is read', async () => {
    const { id } = await test.ok('dossier.create', { kind: 'development-contract' });
    const saved = await test.ok('dossier.saveDraft', {
      dossier: id,
      fields: { total_price: 96_000_000, installments: [{ no: 1, amount: 28_800_000 }] },
    });
    expect(JSON.stringify(saved)).not.toMatch(amounts);
    const { fields } = await test.ok('dossier.draft', { dossier: id });
    const rows = fields['installments'] as FieldValue[];
    await test.ok('dossier.saveDraft', { dossier: id, fields: { installments: [...rows, { no: 2 }] } });
    await test.ok('dossier.unmask', { dossier: id });
    expect((await test.ok('dossier.draft', { dossier: id })).fields).toMatchObject({
      total_price: 96_000_000,
      installments: [{ no: 1, amount: 28_800_000 }, { no: 2 }],
    });
  });

  it('a warning is answered in the words that were shown', async () => {
    const found = (await view()).findings.find(
      ({ severity, message }) => severity === 'warn' && message.zh.includes('¥••••••'),
    );
    const any = found ?? (await view()).findings.find(({ severity }) => severity === 'warn');
    if (any === undefined) throw new Error('the sample has no warning');
    const { rule, path, message } = any;
    await test.ok('finding.answer', { dossier, rule, path, message: message.zh, reason: '已核' });
    const answered = (await view()).findings.find(
      (one) => one.rule === rule && one.path === path && one.answer,
    );
    expect(answered?.answer?.reason).toBe('已核');
  });

  it('what leaves is masked until it is asked for, and whole after', async () => {
    test.answers.folder = test.folder;
    const text = async () => {
      const { name } = await test.ok('archive.export', { dossier });
      const folder = join(test.folder, name);
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((file) => join(folder, file))
        .filter((file) => statSync(file).isFile() && !file.includes('样例证据'));
      return files.map((file) => readFileSync(file, 'utf8')).join('\n');
    };
    const masked = await text();
    expect(masked).not.toMatch(amounts);
    expect(masked).toContain('B-Q16');
    test.setToday('2022-05-13');
    await test.ok('dossier.unmask', { dossier });
    expect(await text()).toMatch(amounts);
    await test.ok('dossier.mask', { dossier });
  });

  it('search does not find the amount in words, and finds the title', async () => {
    const found = async (text: string) =>
      (await test.ok('search.find', { text }))
        .filter((hit) => hit.kind === 'dossier')
        .map((hit) => hit.target);
    expect(await found('玖拾陆万元整')).toEqual([]);
    expect(await found('用途管制辅助审查系统')).toContain(dossier);
  });

  it('answers the exposure day by day, each side with its sum (B-P)', async () => {
    await test.ok('dossier.unmask', { dossier });
    const days = ['2022-05-12', '2023-01-31'];
    const answer = await test.ok('dossier.exposure', { dossier, days });
    expect(answer.map(({ date }) => date)).toEqual(days);
    for (const { rows, totals } of answer) {
      expect(rows.length).toBeGreaterThan(0);
      for (const total of totals) expect(Number(total.incurred)).toBeLessThanOrEqual(Number(total.at_most));
    }
  });

  it('neither title, reason nor search spells an amount out while it is hidden', async () => {
    await test.ok('dossier.mask', { dossier });
    const title = '辅助审查系统（总价960,000.00元）';
    await test.ok('dossier.amend', {
      dossier,
      version: (await view()).version,
      fields: { project_title: title, tech_goal: '在玖拾陆万元整之内完成' },
      reason: '标题写明¥960,000.00',
    });
    const found = async (text: string) =>
      (await test.ok('search.find', { text })).filter((hit) => hit.dossier === dossier);
    for (const part of ['960,000', '960', '玖拾陆万']) expect(await found(part), part).toEqual([]);
    const answers = {
      list: await test.ok('dossier.list'),
      view: await view(),
      history: await test.ok('dossier.history', { dossier }),
      search: await found('辅助审查系统'),
      today: await test.ok('today.view'),
      due: await test.ok('approval.due'),
      papers: await test.ok('paper.list', { dossier }),
    };
    expect(answers.search.length).toBeGreaterThan(0);
    for (const [name, answer] of Object.entries(answers))
      expect(JSON.stringify(answer), name).not.toMatch(amounts);
    test.answers.folder = test.folder;
    const left = await test.ok('package.export', {
      dossier,
      package: (await view()).packages[0]?.id ?? '',
      incomplete: true,
    });
    expect(left.name).not.toMatch(amounts);
    await test.ok('dossier.unmask', { dossier });
    expect((await found('960,000')).map((hit) => hit.kind)).toContain('dossier');
    await test.ok('dossier.mask', { dossier });
  });
});

describe('secret cells of the ledgers of the other kinds (E-09)', () => {
  let test: TestApp;
  let dossier: DossierId;
  const ledger = 'expenses';
  const cells = async () => {
    const { record } = await test.ok('dossier.view', { dossier });
    return (record.entries[ledger] ?? []).map(({ id, values }) => ({ id, values }));
  };
  beforeAll(async () => {
    test = await createTestApp('2024-10-14');
    await test.setUp();
    ({ id: dossier } = await test.ok('dossier.createSample', { kind: 'cooperation-agreement' }));
    await test.ok('entry.save', {
      dossier,
      ledger,
      values: { item: '测试化验加工费', amount: 1_234_567, date: '2024-06-03' },
    });
  }, 60_000);
  afterAll(() => test.close());

  it('are kept back by main until the ledger was asked for, and again after ten minutes', async () => {
    const before = await test.ok('dossier.view', { dossier });
    expect(JSON.stringify(before.record.entries)).not.toContain('1234567');
    expect((await cells()).every(({ values }) => isWithheld(values['amount'] ?? null))).toBe(true);
    await test.ok('ledger.unmask', { dossier, ledger });
    expect((await cells()).some(({ values }) => values['amount'] === 1_234_567)).toBe(true);
    // Another ledger was not asked for.
    const { record } = await test.ok('dossier.view', { dossier });
    for (const { values } of record.entries['payments'] ?? [])
      expect(values['amount'] === undefined || isWithheld(values['amount'])).toBe(true);
    test.advance(shownForMs + 1);
    expect((await cells()).every(({ values }) => isWithheld(values['amount'] ?? null))).toBe(true);
  });

  it('come back whole when a row is saved with its stand-in, and open nothing elsewhere', async () => {
    const row = (await cells()).find(({ values }) => values['item'] === '测试化验加工费');
    if (row === undefined) throw new Error('no row');
    const kept = row.values['amount'] ?? null;
    await test.ok('ledger.save', {
      dossier,
      ledger,
      rows: [{ entry: row.id, values: { ...row.values, purpose: '外协检测' } }],
    });
    const refused = async (values: Record<string, FieldValue>, into = ledger) =>
      expect(await test.refused('entry.save', { dossier, ledger: into, values })).toMatchObject({
        code: 'bad_input',
        rule: 'E-09',
      });
    await refused({ item: kept, amount: 1, date: '2024-06-03' });
    await refused({ amount: kept, date: '2024-06-03' }, 'payments');
    await test.ok('ledger.unmask', { dossier, ledger });
    const after = (await cells()).find(({ id }) => id === row.id);
    expect(after?.values).toMatchObject({ amount: 1_234_567, purpose: '外协检测' });
  });
});
