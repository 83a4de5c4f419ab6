import { describe, expect, it } from 'vitest';
import { definition } from '../agreements/cooperation-agreement/definition.ts';
import { parseDossier } from '../model/exchange.ts';
import { CivilDate } from '../model/units.ts';
import { check } from './check.ts';
import { schedule } from './schedule.ts';

const d = (text: string) => CivilDate.parse(text);
const rows = [
  { no: 1, share: '70%', amount: '56000.00', condition: '本协议生效之日起 10 个工作日' },
  { no: 2, share: '30%', amount: '24000.00', condition: '中期报告经甲方书面确认之日起 10 个工作日内' },
];
const effective = { key: 'agreement_effective', date: '2024-05-16' };
const quota = { key: 'budget_quota_arrived', date: '2024-05-22' };
const invoice = (date: string, amount: string) => ({
  key: 'invoice_received',
  date,
  amount,
  installment: 1,
});
const paid = (date: string, amount: string) => ({ key: 'payment_received', date, amount, installment: 1 });

function dossier(events: object[], fields: object = {}, entries: object = {}) {
  const usual = { period_end: '2024-11-30', midterm_due: '2024-07-15', completion_due: '2024-11-30' };
  const all = { ...usual, total_amount: '80000.00', installments: rows, ...fields };
  const json = { kind: 'cooperation-agreement', our_side: 'party_b', fields: all, events, entries };
  return parseDossier(json, () => definition);
}

function of(record: ReturnType<typeof dossier>, id: string, today = '2024-12-31') {
  const found = schedule(definition, record, { today: d(today) }).find((o) => o.id === id);
  if (!found) throw new Error(`${id} is not listed`);
  return found;
}

function told(record: ReturnType<typeof dossier>, rule: string, today = '2024-12-31') {
  return check(definition, record, { today: d(today) })
    .filter((finding) => finding.rule === rule)
    .map(({ severity, path, message }) => ({ severity, path, message: message.zh }));
}

describe('an instalment paid in parts (A-P03, A-P06)', () => {
  const open = [effective, quota, invoice('2024-05-17', '56000.00')];

  it('is met with the part that makes it whole', () => {
    const part = dossier([...open, paid('2024-05-30', '10000.00')]);
    expect(of(part, 'A-T11#1').status).toBe('overdue');
    expect(told(part, 'A-P03')).toMatchObject([{ severity: 'warn', path: 'events[3].amount' }]);
    const whole = dossier([...open, paid('2024-05-30', '10000.00'), paid('2024-06-04', '46000.00')]);
    expect(of(whole, 'A-T11#1')).toMatchObject({ status: 'met', met_on: '2024-06-04' });
    expect(told(whole, 'A-P03')).toEqual([]);
  });

  it('takes off what was set off', () => {
    const row = {
      installment: 1,
      amount: '50000.00',
      date: '2024-05-30',
      setoff: '6000.00',
      setoff_reason: '违约金',
    };
    const record = dossier([...open, paid('2024-05-30', '50000.00')], {}, { payments: [row] });
    expect(of(record, 'A-T11#1')).toMatchObject({ status: 'met', met_on: '2024-05-30' });
    expect(told(record, 'A-P03')).toEqual([]);
  });

  it('tells one bank slip recorded twice', () => {
    const record = dossier([...open, paid('2024-05-30', '56000.00'), paid('2024-05-30', '56000.00')]);
    expect(told(record, 'A-P03').map(({ path }) => path)).toContain('events[4]');
  });
});

describe('an invoice is of the same amount (A-P02, 等额)', () => {
  it('opens no gate with another amount', () => {
    const record = dossier([effective, quota, invoice('2024-05-17', '80000.00')]);
    expect(of(record, 'A-T11#1')).toMatchObject({ status: 'waiting_gate', statutory: null });
    expect(of(record, 'A-T13#1').status).toBe('open');
    expect(told(record, 'A-P02')).toMatchObject([{ severity: 'block', path: 'events[2].amount' }]);
  });

  it('may come as several that make it together', () => {
    const record = dossier([
      effective,
      quota,
      invoice('2024-05-17', '50000.00'),
      invoice('2024-05-27', '6000.00'),
    ]);
    // Ten working days from 27 May, over the Dragon Boat holiday of 10 June.
    expect(of(record, 'A-T11#1', '2024-06-01')).toMatchObject({
      status: 'due_soon',
      statutory: '2024-06-11',
    });
    expect(told(record, 'A-P02')).toEqual([]);
  });
});

describe('the count an instalment names in its condition (A-T12, G-011)', () => {
  const confirmed = [effective, { key: 'midterm_confirmed', date: '2024-07-15' }];
  const named = (condition: string) =>
    of(dossier(confirmed, { installments: [rows[0], { ...rows[1], condition }] }), 'A-T12#2');

  it('holds before the usual count', () => {
    expect(named('中期报告经甲方书面确认之日起 15 个工作日内')).toMatchObject({
      nominal: '2024-08-05',
      unit: 'working_day',
    });
    expect(named('经甲方书面确认中期报告之日起三十日内支付')).toMatchObject({
      nominal: '2024-08-14',
      unit: 'natural_day',
    });
    expect(named('中期报告经确认之日起两个月内')).toMatchObject({ nominal: '2024-09-15', unit: 'month' });
  });

  it('is told where the agreement’s own count differs from all of them', () => {
    const record = dossier(confirmed, { payment_working_days: 15 });
    expect(told(record, 'A-T11')).toMatchObject([{ severity: 'warn', path: 'fields.payment_working_days' }]);
    expect(told(dossier(confirmed, { payment_working_days: 10 }), 'A-T11')).toEqual([]);
    expect(told(dossier(confirmed), 'A-T11')).toEqual([]);
  });

  it('takes no date for one', () => {
    expect(named('2024年7月15日前提交的中期报告经书面确认后')).toMatchObject({ nominal: '2024-07-29' });
  });
});

describe('completion and the end of the period are one day (A-F14, A-T03, A-T04)', () => {
  it.each(['completion_due', 'period_end'])('without %s the other stands for both', (key) => {
    const record = dossier([effective], { [key]: null });
    expect(of(record, 'A-T03')).toMatchObject({ statutory: '2024-11-30', safe: '2024-11-29' });
    expect(of(record, 'A-T04')).toMatchObject({ nominal: '2024-11-30' });
    expect([...told(record, 'A-F12'), ...told(record, 'A-F14')]).toEqual([]);
  });

  it('blocks without either, and moves both with an approved extension (A-C02)', () => {
    const neither = dossier([effective], { completion_due: null, period_end: null });
    expect(told(neither, 'A-F14')).toMatchObject([{ severity: 'block' }]);
    const extension = { key: 'extension_approved', date: '2024-10-20', completion_due: '2025-03-31' };
    const moved = dossier([effective, extension]);
    expect([of(moved, 'A-T03').nominal, of(moved, 'A-T04').nominal]).toEqual(['2025-03-31', '2025-03-31']);
    expect(told(moved, 'A-T03')).toEqual([]);
  });
});

describe('what came late or not at all (A-T02, A-T03)', () => {
  it('is told, with what follows', () => {
    const late = dossier([
      effective,
      { key: 'midterm_submitted', date: '2024-07-16' },
      { key: 'project_closed', date: '2024-12-10' },
    ]);
    expect(told(late, 'A-T02')).toMatchObject([{ severity: 'warn', path: 'events[1].date' }]);
    expect(told(late, 'A-T03')).toMatchObject([{ severity: 'warn', path: 'events[2].date' }]);
    expect(told(dossier([effective]), 'A-T02', '2024-07-16')).toMatchObject([{ path: 'events' }]);
    expect(told(dossier([effective]), 'A-T02', '2024-07-15')).toEqual([]);
    // A-T01: before the agreement is in force nothing is late.
    expect(told(dossier([]), 'A-T02')).toEqual([]);
  });

  it('is asked by the interim package (P-A1)', () => {
    const late = dossier([effective, { key: 'midterm_submitted', date: '2024-07-16' }]);
    const found = check(definition, late, { today: d('2024-08-01'), package: 'P-A1' });
    expect(found.filter((finding) => finding.rule === 'A-T02')).toHaveLength(1);
  });
});

describe('events that cannot be so (rulebook P)', () => {
  it('tells a state that was skipped', () => {
    const record = dossier([effective, { key: 'project_closed', date: '2024-11-28' }]);
    expect(told(record, 'A-D01')).toHaveLength(2);
    expect(told(record, 'A-T05').map(({ message }) => message)).toEqual([
      '已登记通过结题验收，却没有登记提交前置审核资料；状态不得跳级',
    ]);
  });

  it('takes one meeting recorded twice for one meeting (A-T05)', () => {
    const meeting = { key: 'acceptance_meeting', date: '2024-11-26' };
    const record = dossier([effective, { key: 'materials_submitted', date: '2024-11-07' }, meeting, meeting]);
    expect(of(record, 'A-T05')).toMatchObject({ status: 'met', met_on: '2024-11-07' });
    expect(told(record, 'A-T05').map(({ path }) => path)).toContain('events[3]');
  });
});
