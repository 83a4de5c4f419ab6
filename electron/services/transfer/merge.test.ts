import { expect, it } from 'vitest';
import { definitions } from '../../../shared/agreements/index.generated.ts';
import type { Side } from '../../../shared/model/transfer.ts';
import { type BothRow, planRows, type Said } from './merge.ts';

const [definition] = definitions;
if (definition === undefined) throw new Error('no kind');
const asIs = (_noun: string, _what: string, value: unknown) => value;
const plan = (...rows: BothRow[]) => planRows(rows, definition, asIs);

let clock = 0;
function said(value: unknown, by = '甲', removed = false): Said {
  clock += 1;
  const at = new Date(clock * 1000).toISOString();
  return { at, author: by, by, reason: null, removed, value: removed ? null : value };
}
const row = (ours: Said[], theirs: Said[], noun = 'entry', id = 'r1'): BothRow => ({
  row: id as BothRow['row'],
  noun,
  ours,
  theirs,
});
const entry = (values: object) => ({ ledger: 'expenses', values });
const always = (side: Side) => () => side;

it('has nothing to do where both are the same, or ours is ahead', () => {
  const one = said(entry({ a: 1 }));
  expect(plan(row([one], [one]))).toEqual([]);
  expect(plan(row([one, said(entry({ a: 2 }))], [one]))).toEqual([]);
  expect(plan(row([one], []))).toEqual([]);
});

it('takes a new row, and what they wrote on alone', () => {
  const [one, two] = [said(entry({ a: 1 })), said(entry({ a: 2 }), '乙')];
  expect(plan(row([], [one, two]))).toMatchObject([{ how: 'added', append: [one, two] }]);
  const [moved] = plan(row([one], [one, two]));
  expect(moved).toMatchObject({ how: 'moved', append: [two], differences: [] });
  expect(moved?.settle(always('ours'))).toBeNull();
});

it('joins what each changed in another place, and asks where both changed one', () => {
  const base = said(entry({ a: 1, b: 1, c: 1 }));
  const ours = said(entry({ a: 2, b: 1, c: 5 }));
  const theirs = said(entry({ a: 1, b: 3, c: 6, d: 9 }), '乙');
  const [both] = plan(row([base, ours], [base, theirs]));
  expect(both?.differences.map(({ part }) => part)).toEqual(['values.c']);
  expect(both?.differences[0]).toMatchObject({
    ours: { value: 5, by: '甲' },
    theirs: { value: 6, by: '乙' },
  });
  expect(both?.settle(always('ours'))?.value).toEqual(entry({ a: 2, b: 3, c: 5, d: 9 }));
  expect(both?.settle(always('theirs'))?.value).toEqual(entry({ a: 2, b: 3, c: 6, d: 9 }));
});

it('keeps a row with no values a row', () => {
  const base = said(entry({}));
  const [both] = plan(row([base, said(entry({ a: 1 }))], [base, said(entry({}), '乙')]));
  expect(both?.settle(always('ours'))?.value).toEqual(entry({ a: 1 }));
});

it('asks whether a row that one withdrew and the other changed stays', () => {
  const base = said(entry({ a: 1 }));
  const [both] = plan(row([base, said(null, '甲', true)], [base, said(entry({ a: 2 }), '乙')]));
  expect(both?.differences).toMatchObject([{ part: 'removed', ours: { value: null } }]);
  expect(both?.settle(always('ours'))?.removed).toBe(true);
  expect(both?.settle(always('theirs'))).toEqual({ value: entry({ a: 2 }), removed: false });
  // Both withdrew it: there is nothing to ask.
  const [gone] = plan(row([base, said(null, '甲', true)], [base, said(null, '乙', true)]));
  expect(gone?.differences).toEqual([]);
});

it('is at rest once each has what the other wrote and decided', () => {
  const base = said(entry({ a: 1 }));
  const [ours, theirs] = [said(entry({ a: 2 })), said(entry({ a: 3 }), '乙')];
  const decided = said(entry({ a: 3 }), '丙');
  const here = [base, ours, theirs, decided];
  expect(plan(row([base, theirs], here))).toMatchObject([{ how: 'moved', append: [ours, decided] }]);
  expect(plan(row([base, theirs, ours, decided], here))).toEqual([]);
});

it('ends on what they stand on, where they came back to an earlier version', () => {
  const [one, two] = [said(entry({ a: 1 })), said(entry({ a: 2 }), '乙')];
  const [moved] = plan(row([one], [two, one]));
  expect(moved?.settle(always('ours'))).toEqual({ value: entry({ a: 1 }), removed: false });
});

it('asks which of two records of one fact stands, and withdraws the other', () => {
  const once = definition.events.find(({ repeat }) => repeat === undefined);
  const fact = (date: string) => ({ key: once?.key, date, evidence: [] });
  const ours = row([said(fact('2024-06-03'))], [], 'event', 'mine');
  const theirs = row([], [said(fact('2024-06-05'), '乙')], 'event', 'his');
  const [twice] = plan(ours, theirs);
  expect(twice).toMatchObject({ displaces: 'mine', differences: [{ part: 'twice', what: once?.key }] });
  expect(twice?.settle(always('ours'))).toEqual({ value: null, removed: true });
  expect(twice?.settle(always('theirs'))).toBeNull();
});

it('shows what the page may see and keeps what it may not', () => {
  const base = said(entry({ a: 1 }));
  const rows = [row([base, said(entry({ a: 2 }))], [base, said(entry({ a: 3 }), '乙')])];
  const [both] = planRows(rows, definition, (_noun, _what, value) => ({
    ...(value as object),
    values: { a: '¥••••••' },
  }));
  expect(both?.differences).toMatchObject([{ ours: { value: '¥••••••' }, theirs: { value: '¥••••••' } }]);
  expect(both?.settle(always('theirs'))?.value).toEqual(entry({ a: 3 }));
});
