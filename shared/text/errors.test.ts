import { describe, expect, it } from 'vitest';
import { errorCodes } from '../model/errors.ts';
import { errorWords } from './errors.ts';

describe('errorWords', () => {
  it.each(['zh', 'en'] as const)(
    'says every code in %s: what happened, what it means, what to do',
    (language) => {
      for (const code of errorCodes) {
        const words = errorWords(language, code);
        for (const sentence of [words.title, words.means, words.todo]) {
          expect(sentence, code).not.toBe('');
          expect(sentence, code).not.toMatch(/[{}]|undefined/);
        }
        if (language === 'zh') expect(words.means + words.todo, code).not.toMatch(/[,;!?]/);
      }
    },
  );

  it('fills in the facts that the refusal carries', () => {
    expect(errorWords('zh', 'wait_before_retry', { retry_after_seconds: 42 }).todo).toBe('请等42秒再试。');
  });
});
