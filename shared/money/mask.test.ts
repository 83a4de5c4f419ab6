import { expect, it } from 'vitest';
import { maskAmounts, maskedAmount } from './mask.ts';

it.each([
  ['各期金额合计679999.99与总额680000.00不等', `各期金额合计${maskedAmount}与总额${maskedAmount}不等`],
  ['合计¥680,000.00，大写陆拾捌万元整', `合计${maskedAmount}，大写${maskedAmount}`],
  ['应为408000元（68 万元的60%）', `应为${maskedAmount}（${maskedAmount}的60%）`],
  ['The amounts make 200000.00', `The amounts make ${maskedAmount}`],
])('masks every writing of an amount: %s', (text, masked) => {
  expect(maskAmounts(text)).toBe(masked);
});

it.each([
  '2024-09-04',
  '第2期款逾期30日',
  '比例60.00%',
  '万分之三',
  '一式两份',
  '第十二条（二）1',
  '0.03% × 10',
])('leaves what is no amount: %s', (text) => {
  expect(maskAmounts(text)).toBe(text);
});
