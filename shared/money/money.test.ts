import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fen } from '../model/units.ts';
import { readAmount } from './amount.ts';
import { formatAmount, formatYuan, maxFen, parseFigures } from './fen.ts';
import { formatPercent, makesWhole, parsePercent, shareOf, splitShares } from './percent.ts';
import { parseWords, toWords } from './words.ts';

const fen = (value: number) => value as Fen;
const anyFen = fc.integer({ min: -maxFen, max: maxFen }).map(fen);

describe('figures', () => {
  it.each([
    ['680000.00', 68_000_000],
    ['¥80,000.00', 8_000_000],
    ['￥ 80,000.00', 8_000_000],
    ['８０，０００．００元', 8_000_000],
    ['8 万元', 8_000_000],
    ['8.5万元', 8_500_000],
    ['人民币56000元整', 5_600_000],
    ['1.2亿', 12_000_000_000],
    ['0.05', 5],
    ['0', 0],
    ['-12.30', -1230],
  ])('%s', (text, expected) => expect(parseFigures(text)).toBe(expected));

  it.each([
    '',
    '元',
    '8,00.00',
    '80,0000',
    '1.234',
    '007',
    '8e4',
    '0x10',
    '1,2',
    '12.',
    '.5',
    'NaN',
    '8万8',
    '1.23456789万',
    '90000000000000.01',
  ])('refuses %s', (text) => expect(parseFigures(text)).toBeNull());

  it('goes there and back for every amount', () => {
    fc.assert(
      fc.property(anyFen, (amount) => {
        expect(parseFigures(formatYuan(amount))).toBe(amount);
        expect(parseFigures(formatAmount(amount))).toBe(amount);
      }),
    );
  });
});

describe('words (G-015)', () => {
  it.each([
    [8_000_000, '捌万元整'],
    [5_600_000, '伍万陆仟元整'],
    [2_400_000, '贰万肆仟元整'],
    [168_032, '壹仟陆佰捌拾元叁角贰分'],
    [1_640_902, '壹万陆仟肆佰零玖元零贰分'],
    [32_504, '叁佰贰拾伍元零肆分'],
    [68_000_000, '陆拾捌万元整'],
    [10_010_000_100, '壹亿零壹拾万零壹元整'],
    [1000, '壹拾元整'],
    [5, '伍分'],
    [0, '零元整'],
  ])('%i is %s', (amount, words) => {
    expect(toWords(fen(amount))).toBe(words);
    expect(parseWords(words)).toBe(amount);
  });

  it.each([
    ['八万元整', 8_000_000],
    ['捌萬圓正', 8_000_000],
    ['人民币 贰拾 万元', 20_000_000],
    ['弍仟元', 200_000],
    ['貳仟元', 200_000],
    ['拾万元整', 10_000_000],
    ['壹拾万零柒仟元零伍角叁分', 10_700_053],
    ['壹拾万柒仟元伍角叁分', 10_700_053],
    ['玖拾万亿元整', 9e15],
    ['壹佰贰拾万元整', 120_000_000],
    ['叁佰元零伍分', 30_005],
    ['壹佰元零角伍分', 10_005],
    ['陆角整', 60],
  ])('reads the variant %s', (words, amount) => expect(parseWords(words)).toBe(amount));

  it.each([
    '',
    '元',
    '整',
    '捌捌万元',
    '万捌元',
    '捌仟仟元',
    '壹佰伍元',
    '壹万伍元',
    '零捌万元',
    '叁零零伍元',
    '捌万元整元',
    '伍分叁角',
    '壹佰万万元',
    '叁伍角',
    '十十元',
    '壹拾佰元',
    '负',
  ])('refuses %s', (words) => expect(parseWords(words)).toBeNull());

  it('goes there and back for every amount', () => {
    fc.assert(
      fc.property(anyFen, (amount) => {
        expect(parseWords(toWords(amount))).toBe(amount);
      }),
      { numRuns: 1000 },
    );
    const few = fc.array(fc.constantFrom('0', '0', '0', '1', '5', '9'), { minLength: 1, maxLength: 15 });
    fc.assert(
      fc.property(few, (digits) => {
        const amount = fen(Number(digits.join('')));
        expect(parseWords(toWords(amount))).toBe(amount);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('an amount written both ways (G-015)', () => {
  it.each([
    ['捌万元整（¥80,000.00）', 8_000_000],
    ['人民币捌万元整(小写：80000元)', 8_000_000],
    ['¥1,200,000.00（大写：壹佰贰拾万元整）', 120_000_000],
    ['伍万陆仟元整 (¥56,000.00)', 5_600_000],
    ['捌万元整（8万元）', 8_000_000],
  ])('%s', (text, amount) =>
    expect(readAmount(text)).toMatchObject({ ok: true, fen: amount, words: amount, figures: amount }),
  );

  it.each([
    ['捌万元整（¥56,000.00）', 'contradiction'],
    ['', 'empty'],
    ['八万块钱', 'malformed'],
    ['捌捌万元（¥80,000.00）', 'malformed_words'],
    ['捌万元整（¥80,00.00）', 'malformed_figures'],
    ['八十', 'ok'],
    ['80000 56000', 'two_amounts'],
    ['8万5千元', 'two_amounts'],
    // A point or comma that belongs to no figure is not dropped: .5 is not 5.
    ['.5', 'malformed_figures'],
    ['¥.5', 'malformed_figures'],
    ['5.', 'malformed_figures'],
    ['5。5', 'malformed_figures'],
    ['¥,5', 'malformed_figures'],
    ['1.2.3', 'malformed_figures'],
    ['捌万元整，80000。', 'ok'],
    ['abc', 'malformed'],
  ])('%s: %s', (text, reason) => {
    const reading = readAmount(text);
    expect(reading.ok ? 'ok' : reading.reason).toBe(reason);
  });
});

describe('shares (G-016)', () => {
  it('reads and writes', () => {
    expect(parsePercent('70%')).toEqual({ numerator: 70, places: 0 });
    expect(parsePercent('３３．３０％')).toEqual({ numerator: 333, places: 1 });
    expect(parsePercent('百分之七十')).toEqual({ numerator: 70, places: 0 });
    expect(formatPercent({ numerator: 3333, places: 2 })).toBe('33.33%');
    expect(formatPercent({ numerator: 5, places: 1 })).toBe('0.5%');
    for (const text of ['70', '0.7', '%', '-5%', '7O%', '70%%']) expect(parsePercent(text)).toBeNull();
  });

  it('takes shares without drift', () => {
    expect(shareOf(fen(8_000_000), { numerator: 70, places: 0 })).toBe(5_600_000);
    expect(shareOf(fen(100), { numerator: 3333, places: 2 })).toBe(33);
    expect(
      splitShares(fen(100), [
        { numerator: 3333, places: 2 },
        { numerator: 3333, places: 2 },
        { numerator: 3334, places: 2 },
      ]),
    ).toEqual([33, 33, 34]);
  });

  it('splits so that the parts make the whole', () => {
    const cuts = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 0, maxLength: 6 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: maxFen }).map(fen), cuts, (total, points) => {
        const edges = [0, ...points.toSorted((a, b) => a - b), 10_000];
        const shares = edges
          .slice(1)
          .map((edge, index) => ({ numerator: edge - (edges[index] ?? 0), places: 2 }));
        expect(makesWhole(shares)).toBe(true);
        const parts = splitShares(total, shares);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
      }),
    );
  });
});
