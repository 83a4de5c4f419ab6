import { describe, expect, it } from 'vitest';
import { errorCodes } from '../model/errors.ts';
import { errorWords } from './errors.ts';
import { textsIn } from './text.ts';

/** Every sentence below a place of the texts; sentences with parameters are made with a word for each. */
function sentences(of: unknown): string[] {
  if (typeof of === 'string') return [of];
  if (typeof of === 'function')
    return [String((of as (...words: string[]) => unknown)('word', 'word', 'word'))];
  return of === null || typeof of !== 'object' ? [] : Object.values(of).flatMap(sentences);
}

describe('the English words are set as English', () => {
  const all = [
    ...sentences(textsIn('en')),
    ...errorCodes.flatMap((code) => Object.values(errorWords('en', code))),
  ];

  it('finds them', () => {
    expect(all.length).toBeGreaterThan(800);
    expect(all.some((one) => one.includes('“word”'))).toBe(true);
  });

  it('has a space outside the quotes, as these are no wider than a letter', () => {
    expect(all.filter((one) => /[\p{L},;:.)]“|”[\p{L}(]/u.test(one))).toEqual([]);
  });

  it('has no Chinese punctuation', () => {
    expect(all.filter((one) => /[，。；：！？（）、《》「」]/.test(one))).toEqual([]);
  });
});
