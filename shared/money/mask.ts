/** What stands for an amount that is a trade secret until a person asks to see it (E-09, B-Q16). */
export const maskedAmount = '¥••••••';

const han = '零〇一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億';
const amounts = new RegExp(
  `[¥￥]\\s?\\d[\\d,]*(?:\\.\\d+)?|\\d[\\d,]*\\.\\d{2}(?!\\d|%)|\\d[\\d,]*(?:\\.\\d+)?\\s?[万亿]?元|[${han}]{2,}[元圆][整正]?(?:[${han}]角)?(?:[${han}]分)?`,
  'gu',
);

/** A sentence with its amounts, in figures and in words, masked; all else as it was. */
export function maskAmounts(text: string): string {
  return text.replace(amounts, maskedAmount);
}
