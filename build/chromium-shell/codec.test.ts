import { describe, expect, it } from 'vitest';
import { decode, encode } from './codec.ts';
import { fromShown, toShown } from './origin.ts';

describe('the codec', () => {
  it.each(
    [
      null,
      undefined,
      true,
      0,
      -0.5,
      Number.NaN,
      Number.NEGATIVE_INFINITY,
      10n ** 30n,
      '卷宗 \u2028 "',
      new Date(0),
      new Map([[1, new Set(['a'])]]),
      new Uint8Array([0, 255, 128]),
      [undefined, [null]],
      { a: undefined, b: { $: 'date', v: 1 } },
      { $: 'undefined' },
    ].map((value) => [String(value), value]),
  )('carries %s', (_name, value) => {
    expect(decode(encode(value))).toEqual(value);
  });
  it('carries buffers and errors', () => {
    expect(decode(encode(new Uint8Array([1, 2, 3]).buffer))).toEqual(new Uint8Array([1, 2, 3]).buffer);
    const error = decode(encode(new RangeError('no')));
    expect(error).toMatchObject({ name: 'RangeError', message: 'no' });
    expect(error).toBeInstanceOf(Error);
  });
  it('carries a view without what lies beside it', () => {
    const whole = new Uint8Array([9, 1, 2, 9]);
    expect(decode(encode(whole.subarray(1, 3)))).toEqual(new Uint8Array([1, 2]));
  });
  it('refuses functions as a structured clone does', () => {
    expect(() => encode({ f: () => 1 })).toThrow('could not be cloned');
  });
});

describe('the address', () => {
  it('goes both ways', () => {
    for (const url of ['app://bundle/', 'app://bundle/a/b.js?c=1#d', 'app://bundle/ticket/0f']) {
      expect(fromShown(toShown(url))).toBe(url);
    }
    expect(toShown('app://bundle')).toBe('https://bundle.app.invalid/');
  });
  it('leaves strangers alone', () => {
    for (const url of [
      'https://a.example/',
      'about:blank',
      'https://bundle.app.invalid.evil.example/',
      'data:,x',
    ]) {
      expect(fromShown(url)).toBe(url);
    }
  });
});
