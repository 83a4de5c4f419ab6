import { readFileSync } from 'node:fs';
import table from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import type { Definition } from '../../shared/agreements/define.ts';
import { definitions } from '../../shared/agreements/index.generated.ts';
import { check } from '../../shared/engine/check.ts';
import { packageView } from '../../shared/engine/package-view.ts';
import { payments } from '../../shared/engine/payments.ts';
import { schedule } from '../../shared/engine/schedule.ts';
import { parseDossier } from '../../shared/model/exchange.ts';
import type { DossierRecord } from '../../shared/model/record.ts';
import { CivilDate } from '../../shared/model/units.ts';
import { toWords } from '../../shared/money/words.ts';
import type { Fen } from '../../shared/model/units.ts';

/*
 * Another contract of the same kind: other amounts, shares, counts of days, dates and numbers of instalments. What
 * is expected is counted here from the holidays' table and in whole fen, by nothing that the engine uses.
 */

const find = (kind: string) => definitions.find((definition) => definition.id === kind);
const d = (text: string) => CivilDate.parse(text);

function sampleOf(kind: string): { fields: Record<string, unknown>; events: object[]; entries: object } {
  const url = new URL(`../../shared/agreements/${kind}/sample.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as never;
}

/** The n-th day at work after a day. */
function after(date: string, count: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  for (let left = count; left > 0; ) {
    at.setUTCDate(at.getUTCDate() + 1);
    const iso = at.toISOString().slice(0, 10);
    const rest = iso in table.holidays || [0, 6].includes(at.getUTCDay());
    if (iso in table.workdays || !rest) left -= 1;
  }
  return at.toISOString().slice(0, 10);
}

/** The n-th day at work before a day. */
function before(date: string, count: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  for (let left = count; left > 0; ) {
    at.setUTCDate(at.getUTCDate() - 1);
    const iso = at.toISOString().slice(0, 10);
    const rest = iso in table.holidays || [0, 6].includes(at.getUTCDay());
    if (iso in table.workdays || !rest) left -= 1;
  }
  return at.toISOString().slice(0, 10);
}

function yuan(fen: number): string {
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
}

/** Whole fen by shares in per cent, the last one taking what the others leave. */
function split(total: number, shares: readonly number[]): number[] {
  const parts = shares.map((share) => Math.round((total * share) / 100));
  const sum = parts.slice(0, -1).reduce((all, part) => all + part, 0);
  return [...parts.slice(0, -1), total - sum];
}

const contracts = [
  {
    total: 23_456_700,
    shares: [50, 30, 20],
    days: 15,
    lead: 12,
    archive: 20,
    effective: '2025-01-16',
    confirmed: '2025-06-10',
    meeting: '2025-11-25',
    end: '2025-12-20',
  },
  {
    total: 8_000_000,
    shares: [5, 95],
    days: 7,
    lead: 5,
    archive: 45,
    effective: '2025-09-22',
    confirmed: '2026-02-10',
    meeting: '2026-06-18',
    end: '2026-06-30',
  },
  {
    total: 100_000_000,
    shares: [100],
    days: 20,
    lead: 8,
    archive: 30,
    effective: '2024-09-18',
    confirmed: '2024-12-20',
    meeting: '2025-05-20',
    end: '2025-05-31',
  },
  {
    total: 33_333_300,
    shares: [25, 25, 25, 25],
    days: 10,
    lead: 10,
    archive: 15,
    effective: '2026-01-30',
    confirmed: '2026-04-28',
    meeting: '2026-10-16',
    end: '2026-10-31',
  },
] as const;

const triggers = ['agreement_effective', 'midterm_confirmed', 'project_closed', 'project_closed'] as const;

describe.each(contracts)('a cooperation agreement of $total fen in $shares', (contract) => {
  const definition = find('cooperation-agreement') as Definition;
  const amounts = split(contract.total, contract.shares);
  const closed = after(contract.meeting, 3);
  const sample = sampleOf('cooperation-agreement');
  const record: DossierRecord = parseDossier(
    {
      ...sample,
      fields: {
        ...sample.fields,
        total_amount: yuan(contract.total),
        total_amount_words: toWords(contract.total as Fen),
        funding_quota: yuan(contract.total),
        payment_working_days: contract.days,
        acceptance_lead_working_days: contract.lead,
        archive_working_days: contract.archive,
        period_end: contract.end,
        completion_due: contract.end,
        installments: contract.shares.map((share, at) => ({
          no: at + 1,
          share: `${share}%`,
          amount: yuan(amounts[at] ?? 0),
          trigger: triggers[at],
        })),
      },
      events: [
        { key: 'agreement_signed', date: contract.effective, evidence: ['a.pdf'] },
        { key: 'agreement_effective', date: contract.effective, evidence: ['a.pdf'] },
        { key: 'budget_quota_arrived', date: contract.effective, evidence: ['a.pdf'] },
        { key: 'midterm_submitted', date: before(contract.confirmed, 5), evidence: ['a.pdf'] },
        { key: 'midterm_confirmed', date: contract.confirmed, evidence: ['a.pdf'] },
        { key: 'acceptance_meeting', date: contract.meeting, evidence: ['a.pdf'] },
        { key: 'project_closed', date: closed, evidence: ['a.pdf'] },
      ],
      entries: {},
    },
    find,
  );
  const today = d(after(contract.meeting, 30));
  const all = schedule(definition, record, { today });
  const dateOf = (key: string) => all.find((obligation) => obligation.key === key)?.statutory;

  it('owes its instalments on their days, to the fen (A-T11, A-T12, A-P03)', () => {
    const due = payments(definition, record, { today });
    expect(due.map((payment) => payment.amount)).toEqual(amounts);
    const begun = {
      agreement_effective: contract.effective,
      midterm_confirmed: contract.confirmed,
      project_closed: closed,
    };
    expect(due.map((payment) => payment.due.nominal)).toEqual(
      contract.shares.map((_, at) => after(begun[triggers[at] ?? 'project_closed'], contract.days)),
    );
  });

  it('counts its other days as it says (A-T05, A-T07)', () => {
    expect(dateOf('acceptance_materials_due')).toBe(before(contract.meeting, contract.lead));
    expect(dateOf('archive_due')).toBe(after(closed, contract.archive));
  });

  it('is whole as it stands, and one fen too many is told (G-015, G-016)', () => {
    const rules = (wrong: Partial<DossierRecord['fields']>) =>
      check(
        definition,
        { ...record, fields: { ...record.fields, ...wrong } as DossierRecord['fields'] },
        { today },
      )
        .filter((finding) => finding.severity === 'block')
        .map((finding) => finding.rule);
    expect(rules({})).not.toContain('G-016');
    expect(rules({})).not.toContain('G-015');
    expect(rules({ total_amount: contract.total + 1 })).toEqual(expect.arrayContaining(['G-015', 'G-016']));
  });

  it('has its acceptance package counted back from its own meeting (P-A3)', () => {
    const view = packageView(definition, record, 'P-A3', { today });
    expect(view.due?.statutory).toBe(before(contract.meeting, contract.lead));
    expect(view.days.find((day) => day.marks.includes('statutory'))?.countdown).toBe(contract.lead);
  });
});

const topics = [
  { amount: 20_000_000, shares: [40, 40, 20], start: '2023-01-01', end: '2024-12-31', lead: 6, closing: 3 },
  { amount: 7_777_700, shares: [100], start: '2024-03-01', end: '2025-08-31', lead: 3, closing: 2 },
  {
    amount: 15_000_100,
    shares: [10, 20, 30, 40],
    start: '2022-05-15',
    end: '2024-02-29',
    lead: 6,
    closing: 6,
  },
] as const;

/** The last day of so many months later or earlier: the same day, or the last one of a shorter month (G-002). */
function months(date: string, count: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + count, Math.min(day, last))).toISOString().slice(0, 10);
}

describe.each(topics)('an open-fund topic of $amount fen in $shares', (topic) => {
  const definition = find('open-fund-topic') as Definition;
  const amounts = split(topic.amount, topic.shares);
  const sample = sampleOf('open-fund-topic');
  const record = parseDossier(
    {
      ...sample,
      fields: {
        ...sample.fields,
        amount: yuan(topic.amount),
        amount_words: toWords(topic.amount as Fen),
        period_start: topic.start,
        funding_end: topic.end,
        extension_lead_months: topic.lead,
        closing_months: topic.closing,
        application_values: [],
        batches: topic.shares.map((share, at) => ({
          no: at + 1,
          share: `${share}%`,
          amount: yuan(amounts[at] ?? 0),
          condition: `条件${at + 1}`,
        })),
      },
      events: [
        { key: 'award_notice_received', date: before(topic.start, 30), evidence: ['a.pdf'] },
        { key: 'contract_approved', date: before(topic.start, 5), evidence: ['a.pdf'] },
        ...topic.shares.map((_, at) => ({
          key: 'batch_condition_met',
          date: after(topic.start, 5 + at),
          installment: at + 1,
          evidence: ['a.pdf'],
        })),
      ],
      entries: {},
    },
    find,
  );
  const today = d('2025-12-01');
  const all = schedule(definition, record, { today });

  it('counts its extension and its closing from its own end (D-T02, D-T03)', () => {
    const nominal = (key: string) => all.find((obligation) => obligation.key === key)?.nominal;
    expect(nominal('extension_apply')).toBe(months(topic.end, -topic.lead));
    expect(nominal('closing_apply')).toBe(months(topic.end, topic.closing));
  });

  it('pays its batches to the fen (D-F11, D-P06)', () => {
    const due = payments(definition, record, { today });
    expect(due.map((payment) => payment.amount)).toEqual(amounts);
    expect(due.reduce((sum, payment) => sum + (payment.amount ?? 0), 0)).toBe(topic.amount);
  });

  it('is whole as it stands, and one fen too many is told (G-015, G-016)', () => {
    const blocks = (amount: number) =>
      check(definition, { ...record, fields: { ...record.fields, amount } }, { today })
        .filter((finding) => finding.severity === 'block')
        .map((finding) => finding.rule);
    expect(blocks(topic.amount)).not.toContain('G-016');
    expect(blocks(topic.amount)).not.toContain('G-015');
    expect(blocks(topic.amount + 1)).toEqual(expect.arrayContaining(['G-015', 'G-016']));
  });

  it('has its closing package with its own last day (P-D3)', () => {
    const view = packageView(definition, record, 'P-D3', { today });
    expect(view.due?.nominal).toBe(months(topic.end, topic.closing));
    expect(view.pieces.some((piece) => piece.state === 'missing')).toBe(true);
  });
});
