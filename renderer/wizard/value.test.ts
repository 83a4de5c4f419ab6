import { describe, expect, it } from 'vitest';
import { readDate, readMonth, readTyped, showTyped, summarise } from './value.ts';

describe('what a person types becomes a value', () => {
  it.each([
    ['2024-11-30', '2024-11-30'],
    ['２０２４年１１月３０日', '2024-11-30'],
    ['2024.1.5', '2024-01-05'],
    ['20241130', '2024-11-30'],
    ['2024 年 5 月 6 日', '2024-05-06'],
    ['2024-02-30', null],
    ['24-1-1', null],
    ['明天', null],
  ])('date %s', (typed, date) => expect(readDate(typed)).toBe(date));

  it.each([
    ['2024-05', '2024-05'],
    ['2024年5月', '2024-05'],
    ['202405', '2024-05'],
    ['2024-13', null],
    ['2024', null],
  ])('month %s', (typed, month) => expect(readMonth(typed)).toBe(month));

  it('takes money in figures or words and refuses what contradicts itself (G-015)', () => {
    const money = { type: 'money' } as const;
    expect(readTyped(money, '80,000.00')).toEqual({ ok: true, value: 8_000_000 });
    expect(readTyped(money, '捌万元整')).toEqual({ ok: true, value: 8_000_000 });
    expect(readTyped(money, '8 万元')).toEqual({ ok: true, value: 8_000_000 });
    expect(readTyped(money, '捌万元整（¥88,000.00）')).toEqual({
      ok: false,
      why: 'contradiction',
      words: '¥80,000.00',
      figures: '¥88,000.00',
    });
    expect(readTyped(money, '八千多')).toEqual({ ok: false, why: 'money' });
    expect(readTyped({ type: 'money', min: 1 }, '0')).toMatchObject({ ok: false, why: 'atLeast' });
  });

  it('keeps shares exact and numbers inside their bounds', () => {
    expect(readTyped({ type: 'percent' }, '33.330')).toEqual({ ok: true, value: '33.33%' });
    expect(readTyped({ type: 'percent' }, '７０％')).toEqual({ ok: true, value: '70%' });
    expect(readTyped({ type: 'percent' }, '七成')).toEqual({ ok: false, why: 'percent' });
    expect(readTyped({ type: 'integer', max: 100 }, '101')).toEqual({
      ok: false,
      why: 'atMost',
      bound: '100',
    });
    expect(readTyped({ type: 'integer' }, '1.5')).toEqual({ ok: false, why: 'integer' });
  });

  it('empties with nothing and keeps a string as typed', () => {
    expect(readTyped({ type: 'date' }, '  ')).toEqual({ ok: true, value: null });
    expect(readTyped({ type: 'string' }, ' 某某（试行）①  ')).toEqual({ ok: true, value: '某某（试行）①' });
  });

  it('finds a choice by its words in either language', () => {
    const options = [{ value: 'first', title: { zh: '第一完成单位', en: 'First' } }];
    expect(readTyped({ type: 'enum', options }, '第一完成单位')).toEqual({ ok: true, value: 'first' });
    expect(readTyped({ type: 'enum', options }, 'FIRST')).toEqual({ ok: true, value: 'first' });
  });
});

describe('a value becomes text', () => {
  it('shows money and lists', () => {
    expect(showTyped('money', 8_000_000)).toBe('¥80,000.00');
    const list = {
      key: 'l',
      title: { zh: '', en: '' },
      type: 'list',
      columns: [
        { key: 'share', title: { zh: '', en: '' }, type: 'percent' },
        { key: 'amount', title: { zh: '', en: '' }, type: 'money' },
      ],
    } as const;
    expect(summarise(list, [{ share: '70%', amount: 5_600_000 }], 'zh')).toBe('70% ¥56,000.00');
  });
});
