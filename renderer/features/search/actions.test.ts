import { describe, expect, it } from 'vitest';
import { answersTo } from './actions.ts';

describe('answersTo', () => {
  it('finds by characters, pinyin and initials', () => {
    expect(answersTo('新建', '新建卷宗')).toBe(true);
    expect(answersTo('xjjz', '新建卷宗')).toBe(true);
    expect(answersTo('xinjian', '新建卷宗')).toBe(true);
    expect(answersTo('ＸＪ', '新建卷宗')).toBe(true);
  });

  it('finds nothing by nothing and nothing by what is not there', () => {
    expect(answersTo('', '新建卷宗')).toBe(false);
    expect(answersTo('zzz', '新建卷宗')).toBe(false);
    expect(answersTo('卷案', '新建卷宗')).toBe(false);
  });
});
