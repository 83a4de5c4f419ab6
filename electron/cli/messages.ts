import type { AppError } from '../../shared/model/errors.ts';
import type { Bilingual } from '../../shared/model/units.ts';
import { archiveRefusals } from '../../shared/text/archive-refusals.ts';
import { keyRefusals, sealedRefusals } from '../../shared/text/transfer-refusals.ts';
import { calendarReasons } from '../../shared/text/calendar.ts';
import { errorWords } from '../../shared/text/errors.ts';
import type { Language } from '../../shared/text/text.ts';

/** Why an input was refused, by the reason an error carries. */
const reasons: Readonly<Record<string, Bilingual>> = {
  missing: { zh: '缺少', en: 'is missing' },
  not_an_object: { zh: '应为对象 {…}', en: 'has to be an object {…}' },
  not_a_list: { zh: '应为列表 […]', en: 'has to be a list […]' },
  not_text: { zh: '应为文字', en: 'has to be text' },
  not_a_date: { zh: '不是存在的日期（YYYY-MM-DD）', en: 'is not a real date (YYYY-MM-DD)' },
  not_a_month: { zh: '不是月份（YYYY-MM）', en: 'is not a month (YYYY-MM)' },
  not_money: { zh: '不是金额（如 "680000.00"）', en: 'is not an amount (like "680000.00")' },
  money_must_be_text: {
    zh: '金额要写成文字（"680000.00"），小数会失准',
    en: 'has to be text ("680000.00"): fractions lose precision',
  },
  not_a_percentage: { zh: '不是百分比（如 "70%"）', en: 'is not a percentage (like "70%")' },
  not_an_integer: { zh: '不是整数', en: 'is not a whole number' },
  not_a_number_from_1: { zh: '应为从 1 起的整数', en: 'has to be a whole number from 1' },
  not_a_boolean: { zh: '应为 true 或 false', en: 'has to be true or false' },
  not_a_version: { zh: '不是版本号', en: 'is not a version' },
  from_future: { zh: '版本比本程序新', en: 'is newer than this programme knows' },
  no_upgrade: { zh: '这个旧版本无法升级', en: 'is a version that cannot be upgraded' },
  unknown_party: {
    zh: '不是本类卷宗的一方（party_a 或 party_b）',
    en: 'is no party of this kind (party_a or party_b)',
  },
  unknown_reading: { zh: '没有这种读法', en: 'is no reading of that clause' },
  forbidden_key: { zh: '含有不许用的键', en: 'holds a key that is not allowed' },
  unknown_package: { zh: '本类卷宗没有这个材料包', en: 'is no package of this kind' },
  not_json: { zh: '不是有效的 JSON', en: 'is not valid JSON' },
  not_utf8: { zh: '不是 UTF-8 文本', en: 'is not UTF-8 text' },
  calendar_before_coverage: {
    zh: '早于有放假资料的年份（2004 年起）',
    en: 'lies before the years whose rest days are known (from 2004)',
  },
  out_of_range: { zh: '超出 1900—2199 年', en: 'lies outside 1900–2199' },
  empty: { zh: '没有内容', en: 'is empty' },
  malformed: { zh: '不是金额', en: 'is not an amount' },
  malformed_words: {
    zh: '大写金额写法不对、有两种读法，或超出 ±90 万亿元',
    en: 'holds words that are malformed, can be read in two ways, or exceed ±90 trillion yuan',
  },
  malformed_figures: {
    zh: '小写金额写法不对，或超出 ±90 万亿元',
    en: 'holds figures that are malformed or exceed ±90 trillion yuan',
  },
  contradiction: { zh: '大小写不一致', en: 'says two different amounts' },
  two_amounts: { zh: '写了两个不同的金额', en: 'holds two different amounts' },
  too_deep: { zh: '嵌套太深', en: 'is nested too deeply' },
};

/** One line that says what was refused, where, by which rule. */
export function sentenceOf(error: AppError, language: Language): string {
  const params = error.params ?? {};
  const where = String(
    params['path'] ?? params['name'] ?? params['date'] ?? params['text'] ?? params['kind'] ?? '',
  );
  const key = String(params['reason'] ?? '');
  const ofCalendar: Readonly<Record<string, string>> = calendarReasons[language];
  const whys: Partial<Record<AppError['code'], Readonly<Record<string, string>>>> = {
    archive_refused: archiveRefusals[language],
    sealed_refused: sealedRefusals[language],
    key_refused: keyRefusals[language],
  };
  const reason =
    reasons[key]?.[language] ?? (error.code === 'calendar_invalid' ? ofCalendar[key] : undefined);
  const rule = error.rule ? (language === 'zh' ? `（${error.rule}）` : ` (${error.rule})`) : '';
  const differ = [params['words'], params['figures']].filter((part) => part !== undefined);
  const detail = differ.length === 2 ? differ.join(' ≠ ') : '';
  if (reason) {
    const gap = language === 'zh' ? '' : ' ';
    return `${where}${where ? (language === 'zh' ? '：' : gap) : ''}${reason}${detail ? ` ${detail}` : ''}${rule}`;
  }
  const { title } = errorWords(language, error.code, params);
  const why = whys[error.code]?.[key] ?? '';
  const because = why === '' ? '' : language === 'zh' ? `，${why}` : `, ${why}`;
  return `${title}${because}${where ? (language === 'zh' ? `：${where}` : `: ${where}`) : ''}${rule}`;
}
