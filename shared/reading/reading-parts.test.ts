import { describe, expect, it } from 'vitest';
import { findAmounts, isContradictory, statedFen } from './amounts.ts';
import { articlesOf } from './articles.ts';
import { compareKey, sameWords, tidy } from './characters.ts';
import { checkCreditCode } from './credit-code.ts';
import { findFurniture } from './furniture.ts';
import { findDates, parseCount } from './numbers.ts';
import { linesOf, linesOfSpan, openSource, wordsOf } from './source.ts';

function spanOf(text: string) {
  const source = openSource(text);
  return { source, span: { start: 0, end: source.tight.length } };
}

describe('characters (G-017)', () => {
  it('takes radicals, widths, brackets, quotes and blanks for what they stand for', () => {
    expect(compareKey('⾃然资源部（⼟地）')).toBe('自然资源部(土地)');
    expect(compareKey('开⼾银⾏')).toBe('开户银行');
    expect(compareKey('⻓江⻚⻅⻔⻋')).toBe('长江页见门车');
    expect(sameWords('“一张图”【试行】', '"一张图"〔试行〕')).toBe(true);
    expect(sameWords('２０２４　年', '2024年')).toBe(true);
    expect(sameWords('变化检测', '变化监测')).toBe(false);
  });

  it('copies words out without the layout, and keeps the spaces of Latin words', () => {
    expect(tidy('湖北某某遥感\n  科技有限公司')).toBe('湖北某某遥感科技有限公司');
    expect(tidy('基于 Google Earth\nEngine 的方法')).toBe('基于Google Earth Engine的方法');
    expect(tidy('⼴东省（试⾏）１２')).toBe('广东省（试行）12');
    expect(tidy('_____ 无')).toBe('无');
  });
});

describe('the tight text', () => {
  it('leads back to exact words and lines, over CRLF and a byte order mark', () => {
    const source = openSource('\ufeff甲方：某\r\n某公司\r\n乙方：');
    const at = source.tight.indexOf('某');
    const span = { start: at, end: at + 4 };
    expect(source.tight.slice(span.start, span.end)).toBe('某某公司');
    expect(wordsOf(source, span)).toBe('某\r\n某公司');
    expect(linesOfSpan(source, span)).toEqual([1, 2]);
  });

  it('counts lines as an editor does', () => {
    expect(linesOf('a\r\nb\n\nc\n')).toEqual(['a', 'b', '', 'c']);
    expect(linesOf('a\rb')).toEqual(['a', 'b']);
    expect(linesOf('')).toEqual(['']);
  });

  it('takes a letter for a figure only between figures', () => {
    expect(openSource('2O24年7月l5日').tight).toBe('2024年7月15日');
    expect(openSource('¥8O,OOO.OO').tight).toBe('¥80,000.00');
    expect(openSource('OK CO2 il Oslo').tight).toBe('OKCO2ilOslo');
  });
});

describe('page furniture', () => {
  it('is page numbers and running heads, never the words between', () => {
    const page = (n: number) => [
      ...Array.from({ length: 20 }, (_, at) => `第${n}页的正文第${at}行。`),
      `- ${n} -`,
      '某某中心课题合作协议',
    ];
    const lines = [1, 2, 3].flatMap(page);
    const dropped = lines.filter((_, at) => findFurniture(lines)[at]);
    expect(dropped).toEqual([
      '- 1 -',
      '某某中心课题合作协议',
      '- 2 -',
      '某某中心课题合作协议',
      '- 3 -',
      '某某中心课题合作协议',
    ]);
  });

  it('leaves a figure that a date or an amount was broken at', () => {
    expect(findFurniture(['2024年', '5', '月16日', '', '金额', '8', '万元'])).not.toContain(true);
  });

  it('knows a printed page number by its radical, and a bare one that stands behind a number', () => {
    expect(findFurniture(['甲', '第 2 ⻚ 共 18 ⻚', '乙'])).toEqual([false, true, false]);
    const page = (n: number, last: string) => [...Array<string>(20).fill('文'), last, '', String(n), ''];
    const lines = [...page(1, '传真：027-00000003'), ...page(2, '文'), ...page(3, '支付¥5,')];
    const dropped = findFurniture(lines).flatMap((is, at) => (is ? [lines[at]] : []));
    expect(dropped).toEqual(['1', '2', '3']);
  });

  it('leaves what a form repeats', () => {
    const lines = ['签订日期：2024年5月16日', ...Array<string>(20).fill('文'), '签订日期：2024年5月16日'];
    expect(findFurniture(lines)).not.toContain(true);
  });
});

describe('numbers and dates', () => {
  it.each([
    ['10', 10],
    ['十', 10],
    ['十五', 15],
    ['三十', 30],
    ['一百二十', 120],
    ['二〇二四', 2024],
    ['肆', 4],
    ['两', 2],
    ['拾贰', 12],
    ['元', null],
  ])('counts %s', (text, value) => {
    expect(parseCount(text)).toBe(value);
  });

  it.each([
    ['2024 年 5 月 16 日', '2024-05-16', 'day'],
    ['二○二四年十一月三十日', '2024-11-30', 'day'],
    ['２０２４年０５月０６日', '2024-05-06', 'day'],
    ['2024-07-15前', '2024-07-15', 'day'],
    ['2024/7/5', '2024-07-05', 'day'],
    ['2024.11.30前', '2024-11-30', 'day'],
    ['2024年5月', '2024-05', 'month'],
    ['2024年2月30日', null, 'day'],
    ['2023年2月29日', null, 'day'],
  ])('reads the date %s', (text, value, unit) => {
    const { source, span } = spanOf(text);
    expect(findDates(source, span)).toMatchObject([{ value, unit }]);
  });

  it('does not take a list number for a day', () => {
    const { source, span } = spanOf('签订时间：2024年5月\n1. 地点');
    expect(findDates(source, span)).toMatchObject([{ value: '2024-05', unit: 'month' }]);
  });
});

describe('amounts (G-015)', () => {
  it.each([
    ['捌万元整(¥80,000.00)', 8_000_000],
    ['¥ 80,000.00（大写：捌万元整）', 8_000_000],
    ['人民币8万元', 8_000_000],
    ['人民币（大写）壹佰贰拾万圆正（小写：￥1,200,000.00）', 120_000_000],
    ['壹万陆仟零玖拾伍元贰角玖分（16095.29元）', 1_609_529],
    ['¥80,\n000.00', 8_000_000],
  ])('reads %s', (text, fen) => {
    const { source, span } = spanOf(text);
    const [found, ...more] = findAmounts(source, span);
    expect(more).toEqual([]);
    expect(found && statedFen(found)).toEqual([fen]);
    expect(found && isContradictory(found)).toBe(false);
  });

  it('sees contradiction and malformed words, and takes no bare number for money', () => {
    const contradiction = spanOf('捌万元整（¥90,000.00）');
    expect(findAmounts(contradiction.source, contradiction.span).map(isContradictory)).toEqual([true]);
    const bare = spanOf('共分 2 期，10 个工作日，70%，2024 年');
    expect(findAmounts(bare.source, bare.span)).toEqual([]);
  });
});

describe('credit codes (GB 32100)', () => {
  it('checks form and check character, and reads I and O as figures', () => {
    expect(checkCreditCode('91350100M000100Y43')).toEqual({ code: '91350100M000100Y43', state: 'valid' });
    expect(checkCreditCode('9135O1OOMOOO1OOY43')).toEqual({ code: '91350100M000100Y43', state: 'valid' });
    expect(checkCreditCode('91350100M000100Y44').state).toBe('checksum');
    expect(checkCreditCode('91350100M000100Y4').state).toBe('malformed');
    expect(checkCreditCode('91350100M000100Z43').state).toBe('malformed');
  });
});

describe('articles', () => {
  it('begin where the next number opens a line, not where a sentence names one', () => {
    const text = '首\n第一条 目的\n按照\n第二条规定办理，\n第二条 范围\n文。\n第四条 期限\n文\n';
    expect(articlesOf(text)).toEqual([
      { heading: '首部', from: 1, to: 1 },
      { heading: '第一条 目的', from: 2, to: 4 },
      { heading: '第二条 范围', from: 5, to: 6 },
      { heading: '第四条 期限', from: 7, to: 8 },
    ]);
    expect(articlesOf('')).toEqual([]);
  });
});
