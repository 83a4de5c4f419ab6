import { expect, it } from 'vitest';
import { CivilDate } from '../../../shared/model/units.ts';
import type { HistoryRow } from './archive-input.ts';
import { approvalsTold, approvalTable } from './catalogue-approvals.ts';
import { html } from './html.ts';

const id = (letter: string) => letter.repeat(32);
const value = (change: object = {}) => ({
  ask: {
    recipient: '某规划设计公司<script>',
    objects: [id('1')],
    why: '核对图斑',
    act: 'export',
    medium: 'disc',
    until: '2024-10-31',
    back_by: '2024-12-31',
  },
  letter: null,
  consent: null,
  use: null,
  back: null,
  withdrawn: null,
  ...change,
});
const consented = {
  consent: {
    digest: 'd',
    object: id('2'),
    sm3: id('a') + id('b'),
    on: '2024-10-12',
    until: '2024-10-31',
    at: '2024-10-12T01:00:00.000Z',
  },
  use: { state: 'done', at: '2024-10-14T01:00:00.000Z', name: '外送_1014', files: 1, bytes: 9 },
};
const row = (version: number, said: unknown): HistoryRow => ({
  noun: 'approval',
  row: id('c'),
  version,
  at: '2024-10-14T00:00:00.000Z',
  author: '林某戊',
  what: '',
  reason: null,
  removed: false,
  value: said,
});
const origin = {
  archive: 'x.jzx',
  format: 1,
  manifest: id('a') + id('b'),
  imported_at: '2024-10-14T00:00:00.000Z',
  people: {},
  audit: null,
  approvals: [
    { row: id('d'), noun: 'approval', versions: [{ value: value() }, { value: value(consented) }] },
  ],
  before: null,
};

it('tells what was shown to whom by which consent, also what came along from elsewhere (E-05)', () => {
  const history = [row(2, value(consented)), row(1, value())];
  expect(approvalsTold({ history, origin })).toMatchObject([
    { row: id('c'), elsewhere: false, value: consented },
    { row: id('d'), elsewhere: true, value: consented },
  ]);
  const link = (object: string) => html`[${object.slice(0, 1)}]`;
  const today = CivilDate.parse('2025-01-02');
  const { markup } = approvalTable({ history, origin, today, language: 'zh', link });
  for (const words of ['YSYY-CCCCCCCC', '[1]', '[2]', '逾期未收回', '外送_1014', '原单位批准，随卷移入'])
    expect(markup).toContain(words);
  expect(markup).not.toContain('<script>');
});

it('passes by what is no request', () => {
  expect(approvalsTold({ history: [row(1, { ask: 1 }), { ...row(1, value()), noun: 'event' }] })).toEqual([]);
  expect(approvalsTold({ history: [], origin: { ...origin, approvals: [null, {}, { row: 5 }] } })).toEqual(
    [],
  );
});
