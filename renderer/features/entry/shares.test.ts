import { describe, expect, it } from 'vitest';
import { chooseTwo, groupsOf, plain } from './shares.ts';

describe('recovery papers', () => {
  it('are shown in the groups they were written in', () => {
    expect(groupsOf('JZ1-AB12-CD34')).toEqual(['JZ1', 'AB12', 'CD34']);
  });

  it('are compared as a hand writes them', () => {
    expect(plain(' o1iL ')).toBe(plain('0111'));
    expect(plain('ＡＢ－１２')).toBe('AB12');
    expect(plain('AB12')).not.toBe(plain('AB13'));
  });

  it('are checked two different ones at a time', () => {
    for (const random of [0, 0.34, 0.5, 0.67, 0.999]) {
      const [a, b] = chooseTwo(3, () => random);
      expect(a).not.toBe(b);
      expect([0, 1, 2]).toContain(a);
      expect([0, 1, 2]).toContain(b);
    }
  });
});
