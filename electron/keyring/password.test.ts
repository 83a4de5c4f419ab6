import { describe, expect, it } from 'vitest';
import { waitAfter } from './attempts.ts';
import { checkPassword } from './password.ts';

function reasonOf(password: string, login = '王秘书'): string | null {
  try {
    checkPassword(password, login);
    return null;
  } catch (error) {
    return error instanceof Error && 'params' in error ? String(Object(error.params).reason) : 'other';
  }
}

describe('the password policy', () => {
  it('accepts what a person can remember and a list does not hold', () => {
    for (const good of [
      '蓝天白云hetian9',
      '春风又绿江南岸明月何时',
      'correct horse battery',
      'Tr0ub4dor&3x',
      '科研-2026-归档-好',
      '王秘书的猫爱吃鱼不吃米',
    ]) {
      expect(reasonOf(good), good).toBeNull();
    }
  });

  it('counts characters, not bytes, and the NFKC form', () => {
    expect(reasonOf('蓝天白云')).toBe('too_short');
    expect(reasonOf('蓝天白云河田九')).toBe('too_short');
    expect(reasonOf('abcde1234')).toBe('too_short');
    expect(reasonOf('👨‍🚀'.repeat(3))).toBe('too_short');
    expect(reasonOf('x9'.repeat(300))).toBe('too_long');
  });

  it('refuses runs, repetitions and few characters, in any width', () => {
    for (const bad of [
      'aaaaaaaaaaaa',
      '1234567890',
      '0987654321',
      'abcdefghijkl',
      'abcabcabcabc',
      '1212121212',
      'abcdabcdabcd',
      'xy12zxy12zxy12z',
      '１２３４５６７８９０',
      '112233445566',
    ]) {
      expect(reasonOf(bad), bad).toBe('too_simple');
    }
  });

  it('refuses common words, dressed or doubled', () => {
    for (const bad of [
      'Password2026!',
      'qwertyuiop',
      'admin@123456',
      '!!Welcome2026',
      'passwordpassword',
      'woaini1314520',
      'Juanzong@2026',
    ]) {
      expect(['common', 'too_simple'], bad).toContain(reasonOf(bad));
    }
  });

  it('refuses the login with little else', () => {
    expect(reasonOf('王秘书20260506', '王秘书')).toBe('contains_login');
    expect(reasonOf('zhangsan2026', 'ZhangSan')).toBe('contains_login');
    expect(reasonOf('zhangsan2026', 'lisi')).toBeNull();
  });
});

it('waits nothing four times, then 60 s doubling to an hour', () => {
  expect([0, 4, 5, 6, 10, 11, 12, 1e9].map(waitAfter)).toEqual([0, 0, 60, 120, 1920, 3600, 3600, 3600]);
});
