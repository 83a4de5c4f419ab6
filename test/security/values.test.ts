import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireShapes } from '../../shared/model/typed-value.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { kind } from '../support/path.ts';

/** `__proto__` as a key of its own, as a structured clone carries it. */
const proto = JSON.parse('{"__proto__":{"polluted":true}}') as object;
const deep = (levels: number): unknown => (levels === 0 ? 'x' : { a: deep(levels - 1) });

describe('values at the boundary', () => {
  let test: TestApp;
  let active: string;
  let version: number;
  let foreign: string;
  beforeAll(async () => {
    test = await createTestApp();
    await test.setUp();
    active = (await test.ok('dossier.createSample', { kind })).id;
    version = (await test.ok('dossier.view', { dossier: active })).version;
    const other = (await test.ok('dossier.create', { kind })).id;
    const file = join(test.folder, 'a.txt');
    writeFileSync(file, 'a');
    test.answers.files = [file];
    foreign = (await test.ok('evidence.choose', { dossier: other })).items[0]?.object ?? '';
  });
  afterAll(() => test.close());

  const wrong: [name: string, fields: object, path: string, reason: string][] = [
    ['money as yuan text', { total_amount: '80000.00' }, 'fields.total_amount', 'not_money'],
    ['half a fen', { total_amount: 0.5 }, 'fields.total_amount', 'not_money'],
    ['money beyond the exact', { total_amount: 1e300 }, 'fields.total_amount', 'not_money'],
    ['a day that is none', { midterm_due: '2024-02-30' }, 'fields.midterm_due', 'not_a_date'],
    ['a date as a number', { midterm_due: 20240715 }, 'fields.midterm_due', 'not_a_date'],
    ['a thirteenth month', { sign_month: '2024-13' }, 'fields.sign_month', 'not_a_month'],
    ['words for a count', { copies: '四' }, 'fields.copies', 'not_an_integer'],
    ['text for a choice of two', { subcontract: 'no' }, 'fields.subcontract', 'not_a_boolean'],
    ['an object for a text', { project_title: { a: 1 } }, 'fields.project_title', 'not_text'],
    ['a list for a text', { project_title: ['a'] }, 'fields.project_title', 'not_text'],
    ['a number for a text', { project_title: 7 }, 'fields.project_title', 'not_text'],
    ['an object for a list', { installments: { no: 1 } }, 'fields.installments', 'not_a_list'],
    ['a row that is none', { installments: ['x'] }, 'fields.installments[0]', 'not_an_object'],
    [
      'a wrong share in a row',
      { installments: [{ no: 1 }, { no: 2, share: 0.7 }] },
      'fields.installments[1].share',
      'not_a_percentage',
    ],
    ['a list for an account', { payee_account: [] }, 'fields.payee_account', 'not_an_object'],
    ['a wrong member', { payee_account: { bank: 3 } }, 'fields.payee_account.bank', 'not_text'],
    ['a text without end', { objective: 'x'.repeat(50_001) }, 'fields.objective', 'too_long'],
    ['rows without end', { installments: Array(2_001).fill({}) }, 'fields.installments', 'too_many'],
    ['an unknown key with a well inside', { own: deep(9) }, 'fields.own', 'too_deep'],
    ['a key without end', { ['k'.repeat(65)]: 1 }, 'fields', 'forbidden_key'],
    [
      'keys without end',
      Object.fromEntries(Array.from({ length: 501 }, (_, n) => [`k${n}`, 1])),
      'fields',
      'too_many',
    ],
  ];

  it.each(wrong)('amend refuses %s and says where', async (_name, fields, path, reason) => {
    const refusal = await test.refused('dossier.amend', { dossier: active, version, fields, reason: '改' });
    expect(refusal).toMatchObject({ code: 'bad_input', params: { path: expect.stringContaining(path) } });
    if (refusal.params?.['reason'] !== undefined) expect(refusal.params['reason']).toBe(reason);
    expect((await test.ok('dossier.view', { dossier: active })).version).toBe(version);
  });

  it('a well-formed change passes, with what the definition does not know', async () => {
    const fields = { total_amount: 12_000_000, sign_month: null, own_note: { a: [1, '二'] } };
    const saved = await test.ok('dossier.amend', { dossier: active, version, fields, reason: '改' });
    version = saved.version;
    const { record } = await test.ok('dossier.view', { dossier: active });
    expect(record.fields).toMatchObject({ own_note: { a: [1, '二'] } });
  });

  it('no key becomes a prototype', async () => {
    await test.call('dossier.amend', { dossier: active, version, fields: proto as never, reason: '改' });
    await test.call('entry.save', { dossier: active, ledger: 'expenses', values: proto as never });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    const { record } = await test.ok('dossier.view', { dossier: active });
    expect((record.fields as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(() => requireShapes(proto as never, new Map(), 'fields')).toThrow('bad_input');
    version = (await test.ok('dossier.view', { dossier: active })).version;
  });

  it.each([
    ['entry.save', { ledger: 'expenses', values: { amount: '1.00' } }, 'values.amount'],
    ['entry.save', { ledger: 'expenses', values: { date: 'heute' } }, 'values.date'],
    ['entry.save', { ledger: 'outputs', values: { units: '甲' } }, 'values.units'],
    ['entry.save', { ledger: '__proto__', values: {} }, 'ledger'],
    ['event.record', { key: 'invoice_received', installment: 1, values: { amount: 'x' } }, 'values.amount'],
    ['event.record', { key: 'constructor' }, 'key'],
    ['dossier.amend', { fields: {}, our_side: 'party_c', reason: '改' }, 'our_side'],
  ] as const)('%s refuses %j', async (channel, input, path) => {
    const more = { dossier: active, version, date: '2024-06-03', evidence: [] };
    const refusal = await test.refused(channel, { ...more, ...input });
    expect(refusal).toMatchObject({ code: 'bad_input', params: { path } });
  });

  it('E-03: no value names a file of another dossier', async () => {
    const fields = { integrity_pledge: { object: foreign, name: 'a.txt' } };
    const amended = await test.refused('dossier.amend', { dossier: active, version, fields, reason: '改' });
    expect(amended).toMatchObject({ code: 'not_found', rule: 'E-03' });
    const values = { piece: 'x', object: foreign, package: 'P-A3' };
    const saved = await test.refused('entry.save', { dossier: active, ledger: 'materials', values });
    expect(saved).toMatchObject({ code: 'not_found', rule: 'E-03' });
  });

  it('a draft keeps what cannot be read yet, refuses what nobody typed, and does not end with it', async () => {
    const { id: dossier } = await test.ok('dossier.create', { kind });
    const typed = { midterm_due: '2024年某日', total_amount: '八万', installments: [{ no: '一' }] };
    await test.ok('dossier.saveDraft', { dossier, our_side: 'party_b', fields: typed });
    expect((await test.ok('dossier.draft', { dossier })).fields).toMatchObject(typed);
    for (const fields of [{ total_amount: { a: 1 } }, { project_title: [] }, { installments: 5 }]) {
      expect(await test.refused('dossier.saveDraft', { dossier, fields })).toMatchObject({
        code: 'bad_input',
      });
    }
    expect((await test.refused('dossier.saveDraft', { dossier, confirm: ['nothing'] })).code).toBe(
      'bad_input',
    );
    expect((await test.ok('dossier.draft', { dossier })).fields).toMatchObject(typed);
    expect(await test.refused('dossier.finish', { dossier })).toMatchObject({
      code: 'bad_input',
      params: { path: 'fields.midterm_due', reason: 'not_a_date' },
    });
    // Nothing that a draft holds keeps the lists of all dossiers from being shown.
    await test.ok('dossier.list');
    await test.ok('today.view');
    await test.ok('search.find', { text: '八' });
    await test.ok('dossier.discard', { dossier });
  });

  it('the same file under the same piece is one binding', async () => {
    const own = (await test.ok('evidence.list', { dossier: active }))[0]?.object ?? '';
    const { pieces } = await test.ok('package.view', { dossier: active, package: 'P-A3' });
    const input = { dossier: active, object: own, package: 'P-A3', piece: pieces[0]?.key ?? '' };
    const { entry } = await test.ok('material.bind', input);
    await test.ok('material.confirm', { dossier: active, entry, sealed: true });
    expect((await test.ok('material.bind', input)).entry).toBe(entry);
    const view = await test.ok('package.view', { dossier: active, package: 'P-A3' });
    expect(view.pieces[0]?.materials).toEqual([{ entry, object: own, confirmed: true, paper: null }]);
    expect((await test.refused('package.view', { dossier: active, package: 'P-Z9' })).code).not.toBe(
      'internal',
    );
  });
});
