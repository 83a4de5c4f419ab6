import { describe, expect, it } from 'vitest';
import { blocksOf, decodeText } from './decode.ts';
import { kindOfView } from './kind.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('the text of a file', () => {
  it('reads UTF-8, with or without its mark, cut inside a character', () => {
    expect(decodeText(utf8('卷宗'), false)).toEqual({ text: '卷宗', encoding: 'UTF-8' });
    expect(decodeText(utf8('﻿卷宗'), false).text).toBe('卷宗');
    expect(decodeText(utf8('卷宗').subarray(0, 5), true)).toEqual({ text: '卷', encoding: 'UTF-8' });
  });

  it('reads GB 18030 and UTF-16', () => {
    expect(decodeText(new Uint8Array([0xbe, 0xed, 0xd7, 0xda]), false)).toEqual({
      text: '卷宗',
      encoding: 'GB18030',
    });
    expect(decodeText(new Uint8Array([0xff, 0xfe, 0x77, 0x53]), false).text).toBe('卷');
  });

  it('cuts lines into blocks, whatever ends them', () => {
    expect(blocksOf('a\r\nb\nc\r', 2)).toEqual([
      { from: 1, lines: ['a', 'b'] },
      { from: 3, lines: ['c'] },
    ]);
  });
});

describe('how a type is shown', () => {
  it.each([
    ['application/pdf', 'pdf'],
    ['image/png', 'image'],
    ['image/tiff', 'facts'],
    ['text/csv; charset=utf-8', 'text'],
    ['application/geo+json', 'text'],
    // Threat: markup drawn as a page would run in our origin.
    ['text/html', 'text'],
    ['image/svg+xml', 'text'],
    ['application/zip', 'facts'],
    ['', 'facts'],
  ])('%s', (type, kind) => expect(kindOfView(type)).toBe(kind));
});
