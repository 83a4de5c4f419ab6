import { describe, expect, it } from 'vitest';
import type { EventType } from '../../shared/agreements/define.ts';
import { EventFact } from '../../shared/model/record.ts';
import type { ObjectId } from '../../shared/model/ids.ts';
import type { CivilDate } from '../../shared/model/units.ts';
import { clashOf } from '../../shared/engine/once.ts';
import { formOf, keptValues, layOver, sameInput } from './event-form.ts';

const id = (n: number) => String(n).padStart(32, '0');
const fact = (n: number, more: object) =>
  EventFact.parse({ id: id(n), key: 'signed', date: '2024-05-16', evidence: [], ...more });
const type = (repeat: EventType['repeat']): EventType => ({
  key: 'signed',
  title: { zh: '签订', en: 'Signed' },
  rule: 'A-T01',
  clause: { article: '第一条' },
  ...(repeat === undefined ? {} : { repeat }),
});
const day = (text: string) => text as CivilDate;

describe('clashOf', () => {
  it('blocks a second fact of what comes once', () => {
    const first = fact(1, {});
    expect(clashOf(type(undefined), null, [first])).toBe(first);
    expect(clashOf(type('once'), 2, [first])).toBe(first);
  });
  it('lets through what comes many times, and other keys', () => {
    expect(clashOf(type('many'), null, [fact(1, {})])).toBeUndefined();
    expect(clashOf(type('once'), null, [fact(1, { key: 'other' })])).toBeUndefined();
    expect(clashOf(undefined, null, [fact(1, {})])).toBeUndefined();
  });
  it('blocks once an instalment', () => {
    const first = fact(1, { installment: 1 });
    expect(clashOf(type('installment'), 1, [first])).toBe(first);
    expect(clashOf(type('installment'), 2, [first])).toBeUndefined();
    expect(clashOf(type('shared'), null, [first])).toBeUndefined();
  });
  it('is not in the way of its own correction, another one is', () => {
    const first = fact(1, { installment: 1 });
    const second = fact(2, { installment: 2 });
    expect(clashOf(type('installment'), 1, [first, second], first.id)).toBeUndefined();
    expect(clashOf(type('installment'), 2, [first, second], first.id)).toBe(second);
  });
});

describe('layOver', () => {
  const stands = fact(1, {
    installment: 2,
    evidence: [id(7)],
    note: '原说明',
    values: { amount: 100, no: 'A' },
  });
  it('keeps what was typed and what stands besides', () => {
    const typed = {
      ...formOf(undefined, day('2024-06-01')),
      objects: [id(8) as ObjectId, id(7) as ObjectId],
      values: { amount: 200, no: '' },
    };
    expect(layOver(stands, typed, formOf(undefined, day('2024-07-01')))).toEqual({
      date: '2024-06-01',
      installment: 2,
      objects: [id(7), id(8)],
      note: '原说明',
      values: { amount: 200, no: 'A' },
    });
  });
  it('does not take the day that stood there from the beginning for a typed one', () => {
    const start = formOf(undefined, day('2024-07-01'));
    expect(layOver(stands, { ...start, note: '新说明' }, start)).toMatchObject({
      date: '2024-05-16',
      note: '新说明',
    });
  });
});

describe('sameInput', () => {
  const start = formOf(fact(1, { evidence: [id(7), id(8)], note: '甲', values: { a: 1 } }), null);
  it('sees every change, no difference of order, blanks or emptied values', () => {
    const again = { ...start, objects: start.objects.toReversed(), note: ' 甲 ', values: { b: '', a: 1 } };
    expect(sameInput(start, again)).toBe(true);
    expect(sameInput(start, { ...start, date: day('2024-05-17') })).toBe(false);
    expect(sameInput(start, { ...start, objects: [] })).toBe(false);
    expect(sameInput(start, { ...start, installment: 3 })).toBe(false);
    expect(sameInput(start, { ...start, note: '' })).toBe(false);
    expect(sameInput(start, { ...start, values: {} })).toBe(false);
  });
});

describe('keptValues', () => {
  it('leaves out what was emptied, keeps zero and false', () => {
    expect(keptValues({ a: null, b: '', c: 0, d: false })).toEqual({ c: 0, d: false });
  });
});
