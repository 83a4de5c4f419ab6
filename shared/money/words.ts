import Nzh from 'nzh';
import { AppError } from '../model/errors.ts';
import type { Fen } from '../model/units.ts';
import { asFen, formatYuan, normalizeAmount } from './fen.ts';

/**
 * The amount in formal Chinese numerals as a contract writes it: `捌万元整`, `壹万陆仟肆佰零玖元零贰分`
 * (G-015; 支付结算办法附件一). Nothing follows 角 or 分.
 */
export function toWords(fen: Fen): string {
  if (asFen(fen) === null)
    throw new AppError('bad_input', { rule: 'G-015', params: { reason: 'out_of_range' } });
  // nzh writes 整 only where the text has no decimals at all.
  const figures = formatYuan(Math.abs(fen) as Fen).replace(/\.00$/u, '');
  const words = Nzh.cn.toMoney(figures, { outSymbol: false });
  return fen < 0 ? `负${words}` : words;
}

const variants: readonly (readonly [RegExp, string])[] = [
  [/[〇○]/gu, '零'],
  [/[一弌幺]/gu, '壹'],
  [/[二贰貳弍弐貮两兩]/gu, '贰'],
  [/[三叄參叁弎参]/gu, '叁'],
  [/[四肆]/gu, '肆'],
  [/[五伍]/gu, '伍'],
  [/[六陸陆]/gu, '陆'],
  [/[七柒]/gu, '柒'],
  [/[八捌]/gu, '捌'],
  [/[九玖]/gu, '玖'],
  [/[十拾]/gu, '拾'],
  [/[百佰]/gu, '佰'],
  [/[千仟]/gu, '仟'],
  [/[萬万]/gu, '万'],
  [/[億亿]/gu, '亿'],
  [/[圆圓元]/gu, '元'],
  [/[整正]/gu, '整'],
  [/負/gu, '负'],
];

/** Every character that an amount in words may have; a reader finds runs of these. */
export const wordCharacters =
  '零〇○一二三四五六七八九十百千壹弌贰貳弍弐貮两兩叁叄參弎参肆伍陆陸柒捌玖拾佰仟万萬亿億元圆圓角分整正负負';

const digits = '零壹贰叁肆伍陆柒捌玖';

/**
 * Fen of an amount in words, with the variants that documents use (圆/元, 正/整, 貳, lower-case numerals, with
 * or without a harmless 零). Null where it is malformed or can be read in two ways (`壹万伍元`).
 */
export function parseWords(text: string): Fen | null {
  let rest = normalizeAmount(text).replace(/^(?:人民币|RMB|CNY|¥)/iu, '');
  for (const [pattern, one] of variants) rest = rest.replace(pattern, one);
  const negative = rest.startsWith('负');
  if (negative) rest = rest.slice(1);
  const match =
    /^(?:([零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+)(元)?)?(?:零?([壹贰叁肆伍陆柒捌玖])角)?(?:零?([壹贰叁肆伍陆柒捌玖])分)?(整)?$/u.exec(
      rest.replace(/零角/u, '零').replace(/零分/u, ''),
    );
  if (!match) return null;
  const [, wholeText, yuan, tenths, hundredths] = match;
  if (wholeText === undefined && tenths === undefined && hundredths === undefined) return null;
  // Without 元 the whole yuan must be all there is: `叁伍角` is not an amount.
  if (wholeText !== undefined && !yuan && (tenths || hundredths)) return null;
  const whole = wholeText === undefined ? 0 : parseNumber(wholeText);
  if (whole === null) return null;
  const fen = whole * 100 + digit(tenths) * 10 + digit(hundredths);
  return asFen(negative && fen !== 0 ? -fen : fen);
}

function digit(character: string | undefined): number {
  return character === undefined ? 0 : digits.indexOf(character);
}

/** A whole number in normalised formal numerals, or null. */
function parseNumber(text: string): number | null {
  if (text === '零') return 0;
  if (/零零|零[拾佰仟万亿]/u.test(text.replace(/零(?=[万亿])/u, '')) || text.startsWith('零')) return null;
  return parseLevel(text.replace(/零(?=[万亿]|$)/gu, ''), ['亿', '万']);
}

/** Splits at the greatest unit; what stands before it may again hold smaller ones (万亿). */
function parseLevel(text: string, units: readonly ('亿' | '万')[]): number | null {
  const [unit, ...smaller] = units;
  if (!unit) return parseSection(text);
  const at = text.lastIndexOf(unit);
  if (at < 0) return parseLevel(text, smaller);
  const value = unit === '亿' ? 1e8 : 1e4;
  const high = parseLevel(text.slice(0, at), smaller);
  const tail = text.slice(at + 1);
  const low = tail === '' ? 0 : parseLevel(tail, smaller);
  if (high === null || high === 0 || low === null || low >= value) return null;
  // `壹万伍` may mean 15000 or 10005.
  if (tail.length === 1) return null;
  return high * value + low;
}

const ranks = ['仟', '佰', '拾'] as const;

/** 0–9999: ranks strictly falling, a 零 where one before the last was skipped. */
function parseSection(text: string): number | null {
  let rest = text;
  let total = 0;
  let skipped = false;
  let begun = false;
  for (const [index, rank] of ranks.entries()) {
    const zero = rest.startsWith('零');
    const body = zero ? rest.slice(1) : rest;
    // 拾 may open an amount without 壹 (拾万元).
    const match = new RegExp(`^([壹贰叁肆伍陆柒捌玖])${rank}`, 'u').exec(body);
    const bare = rank === '拾' && !begun && body.startsWith('拾');
    if (!match && !bare) {
      skipped ||= begun;
      continue;
    }
    if (zero && begun && !skipped) return null;
    total += (match ? digit(match[1]) : 1) * 10 ** (3 - index);
    rest = body.slice(match ? 2 : 1);
    begun = true;
    skipped = false;
  }
  if (rest === '') return begun ? total : null;
  const last = /^(零?)([壹贰叁肆伍陆柒捌玖])$/u.exec(rest);
  if (!last) return null;
  // `壹佰伍` may mean 150 or 105.
  if (skipped && !last[1]) return null;
  if (!skipped && begun && last[1]) return null;
  return total + digit(last[2]);
}
