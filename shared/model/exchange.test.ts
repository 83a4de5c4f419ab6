import { describe, expect, it } from 'vitest';
import { definition } from '../agreements/cooperation-agreement/definition.ts';
import type { Definition } from '../agreements/define.ts';
import { formatDossier, parseDossier, upgrade } from './exchange.ts';

const find = (kind: string) => (kind === definition.id ? definition : undefined);
const parse = (more: object) => parseDossier({ kind: definition.id, fields: {}, ...more }, find);

describe('dossier.json', () => {
  it('turns yuan into fen and back, by the definition’s types', () => {
    const record = parse({
      fields: { total_amount: '80000.00', installments: [{ no: 1, share: '70％', amount: '56,000.5' }] },
      events: [{ key: 'invoice_received', date: '2024-05-20', installment: 1, amount: '56000.50' }],
      entries: { expenses: [{ item: '设备费', amount: '0.01', date: '2024-06-01' }] },
    });
    expect(record.fields['total_amount']).toBe(8_000_000);
    expect(record.fields['installments']).toEqual([{ no: 1, share: '70%', amount: 5_600_050 }]);
    expect(record.events[0]?.values).toEqual({ amount: 5_600_050 });
    expect(record.entries['expenses']?.[0]?.values['amount']).toBe(1);
    const written = formatDossier(record, definition) as {
      fields: object;
      events: object[];
      entries: object;
    };
    expect(written.fields).toMatchObject({
      total_amount: '80000.00',
      installments: [{ amount: '56000.50' }],
    });
    expect(written.events[0]).toMatchObject({ amount: '56000.50', installment: 1 });
    expect(written.entries).toMatchObject({ expenses: [{ amount: '0.01' }] });
  });

  it('takes an empty cell for nothing, whatever its shape; a number in text for a number', () => {
    const { fields } = parse({ fields: { installments: '', payee_account: '', period: null, copies: '4' } });
    expect(fields).toEqual({ installments: null, payee_account: null, copies: 4 });
    const event = { key: 'invoice_received', date: '2024-05-20', installment: '2' };
    expect(parse({ events: [event] }).events[0]?.installment).toBe(2);
  });

  it('keeps the words of an amount that was written both ways, agreeing or not (G-015)', () => {
    expect(parse({ fields: { total_amount: '捌万元整（¥80,000.00）' } }).fields).toEqual({
      total_amount: 8_000_000,
      total_amount_words: '捌万元整',
    });
    expect(parse({ fields: { total_amount: '柒万元整（¥80,000.00）' } }).fields).toEqual({
      total_amount: 8_000_000,
      total_amount_words: '柒万元整',
    });
    expect(parse({ fields: { total_amount: { figures: '80000.00', words: '捌万元整' } } }).fields).toEqual({
      total_amount: 8_000_000,
      total_amount_words: '捌万元整',
    });
  });

  it('takes the shapes that kinds share', () => {
    const record = parse({
      fields: { period: { start: '2024-05-16', end: '2024-11-30' }, project_leader: '陆某丁' },
      events: [{ key: 'acceptance_failed(2)', date: '2024-11-29', evidence: 'opinion.pdf' }],
      entries: { outputs: [{ type: '论文', title: '一', units: ['甲', '乙'] }] },
    });
    expect(record.fields).toEqual({
      period_start: '2024-05-16',
      period_end: '2024-11-30',
      project_leader: '陆某丁',
    });
    expect(record.events[0]).toMatchObject({ key: 'acceptance_failed', n: 2 });
    expect(record.events[0]?.evidence).toHaveLength(1);
    expect(record.entries['outputs']?.[0]?.values['units']).toEqual(['甲', '乙']);
  });

  it('keeps what it does not know', () => {
    expect(parse({ fields: { colour: { a: [1, 'x'] } } }).fields).toEqual({ colour: { a: [1, 'x'] } });
  });

  it.each([
    [{ fields: { total_amount: '8万块' } }, 'fields.total_amount', 'not_money'],
    [{ fields: { total_amount: 80000.5 } }, 'fields.total_amount', 'money_must_be_text'],
    [{ fields: { total_amount: '80000.001' } }, 'fields.total_amount', 'not_money'],
    [{ fields: { midterm_due: '2024-02-30' } }, 'fields.midterm_due', 'not_a_date'],
    [{ fields: { midterm_due: 20240715 } }, 'fields.midterm_due', 'not_a_date'],
    [{ fields: { sign_month: '2024-13' } }, 'fields.sign_month', 'not_a_month'],
    [{ fields: { copies: '四' } }, 'fields.copies', 'not_an_integer'],
    [{ fields: { subcontract: 'no' } }, 'fields.subcontract', 'not_a_boolean'],
    [{ fields: { installments: { no: 1 } } }, 'fields.installments', 'not_a_list'],
    [
      { fields: { installments: [{ no: 1, share: '0.7' }] } },
      'fields.installments[0].share',
      'not_a_percentage',
    ],
    [{ fields: { project_title: 7 } }, 'fields.project_title', 'not_text'],
    [{ fields: [] }, 'fields', 'not_an_object'],
    [{ events: {} }, 'events', 'not_a_list'],
    [{ events: [{ date: '2024-05-16' }] }, 'events[0].key', 'missing'],
    [{ events: [{ key: 'agreement_effective' }] }, 'events[0].date', 'missing'],
    [{ events: [{ key: 'agreement_effective', date: '2024-5-16' }] }, 'events[0].date', 'not_a_date'],
    [
      { events: [{ key: 'invoice_received', date: '2024-05-16', installment: 0 }] },
      'events[0].installment',
      'not_a_number_from_1',
    ],
    [{ entries: { expenses: [{ amount: 'x' }] } }, 'entries.expenses[0].amount', 'not_money'],
    [{ our_side: 'party_c' }, 'our_side', 'unknown_party'],
    [{ definitionVersion: 99 }, 'definitionVersion', 'from_future'],
  ])('refuses %j', (more, path, reason) => {
    expect(() => parse(more)).toThrow(
      expect.objectContaining({
        code: 'bad_input',
        params: expect.objectContaining({ path, reason }) as unknown,
      }) as Error,
    );
  });

  it('refuses an unknown kind, and a key that would become a prototype', () => {
    expect(() => parseDossier({ kind: 'x' }, find)).toThrow(
      expect.objectContaining({ code: 'unknown_kind' }) as Error,
    );
    expect(() =>
      parseDossier(JSON.parse('{"kind":"cooperation-agreement","fields":{"__proto__":{"a":1}}}'), find),
    ).toThrow(expect.objectContaining({ code: 'bad_input' }) as Error);
  });

  it('brings an older record up, step by step, without touching it', () => {
    const newer: Definition = {
      ...definition,
      version: 3,
      upgrade: {
        1: (record) => ({ ...record, fields: { ...record.fields, added: 1 } }),
        2: (record) => ({
          ...record,
          fields: { ...record.fields, added: Number(record.fields['added']) + 1 },
        }),
      },
    };
    const old = parse({ definitionVersion: 1 });
    expect(upgrade(old, newer)).toMatchObject({ definitionVersion: 3, fields: { added: 2 } });
    expect(old.definitionVersion).toBe(1);
    expect(() => upgrade(old, { ...newer, upgrade: {} })).toThrow(
      expect.objectContaining({ params: { path: 'definitionVersion', reason: 'no_upgrade' } }) as Error,
    );
  });
});
