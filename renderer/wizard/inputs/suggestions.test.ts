import { expect, it } from 'vitest';
import { suggestions, suggests } from './suggestions.ts';

const word = (zh: string, en = zh) => ({ value: zh, title: { zh, en } });
const shape = {
  type: 'string' as const,
  options: [word('绿色化工'), word('化工装备', 'Plants'), word('其他')],
};

it('offers all words until one types, then those that hold it, the ones that begin with it first', () => {
  expect(suggestions(shape, '', 'zh').map(({ value }) => value)).toEqual(['绿色化工', '化工装备', '其他']);
  expect(suggestions(shape, '化工', 'zh').map(({ value }) => value)).toEqual(['化工装备', '绿色化工']);
  expect(suggestions(shape, '无此词', 'zh')).toEqual([]);
});

it('finds a word by its other language and shows both', () => {
  expect(suggestions(shape, 'plants', 'en')).toEqual([{ value: '化工装备', label: '化工装备 · Plants' }]);
});

it('is for texts with words only', () => {
  expect(suggests(shape)).toBe(true);
  expect(suggests({ type: 'string' })).toBe(false);
  expect(suggests({ type: 'enum', options: shape.options })).toBe(false);
});
