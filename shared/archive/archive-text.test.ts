import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBagInfo, parseBagInfo, parseOxum } from './bag-info.ts';
import { decodePath, encodePath, formatLine, parseDeclaration, parseLine, unsafeReason } from './manifest.ts';
import { nameProblem, safeName, visible } from './names.ts';

describe('manifests (RFC 8493)', () => {
  it('brings any path through a line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        const path = `data/${name}`;
        const line = formatLine('ab', path);
        expect(line.slice(0, -1)).not.toMatch(/[\r\n]/);
        expect(parseLine(line.slice(0, -1), [1, 0])).toEqual({ digest: 'ab', path });
      }),
    );
  });

  it('encodes %, CR and LF only; before 1.0 a percent sign stood for itself', () => {
    expect(encodePath('a%\r\n b中')).toBe('a%25%0D%0A b中');
    expect(decodePath('%25%0a%41', [1, 0])).toBe('%\n%41');
    expect(decodePath('%25%0D', [0, 97])).toBe('%25\r');
  });

  it('knows paths that would leave the bag on any system', () => {
    const unsafe = ['/a', '\\a', 'C:a', 'c:/a', '~/a', 'data/../..', '..', 'data\\..\\a', 'a\0b'];
    for (const path of unsafe) expect(unsafeReason(path), path).not.toBeNull();
    for (const path of ['data/a..b', 'data/...', 'data/~a', 'data/a:b'])
      expect(unsafeReason(path)).toBeNull();
  });

  it.each([
    ['BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n', { version: [1, 0], encoding: 'utf-8' }],
    ['BagIt-Version: 0.97\r\nTag-File-Character-Encoding: UTF-8', { version: [0, 97], encoding: 'utf-8' }],
    ['\ufeffBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n', { problem: 'byte_order_mark' }],
    ['Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 1.0\n', { problem: 'version' }],
    ['BagIt-Version: 1.0\nTag-File-Character-Encoding: klingon\n', { problem: 'encoding' }],
    ['BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\nmore\n', { problem: 'lines' }],
    ['BagIt-Version: 1.1\nTag-File-Character-Encoding: UTF-8\n', { problem: 'unknown_version' }],
    ['', { problem: 'version' }],
  ])('reads the declaration %j', (text, expected) => {
    expect(parseDeclaration(text)).toEqual(expected);
  });
});

describe('bag-info', () => {
  it('comes back as it was, whatever was folded', () => {
    const value = fc
      .string({ unit: fc.constantFrom(...'中文abc:；, 1'), maxLength: 300 })
      .map((text) => text.replace(/\s+/g, ' ').trim());
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('A', 'Long-Label'), value), { maxLength: 4 }),
        (elements) => {
          const text = formatBagInfo(elements);
          expect(parseBagInfo(text)).toEqual({ elements, bad: [] });
        },
      ),
    );
  });

  it('tells lines that are no element, and an Oxum that is none', () => {
    expect(parseBagInfo(' lost\nA: 1\nno colon\n').bad).toEqual([1, 3]);
    expect(parseOxum('12.3')).toEqual({ bytes: 12, files: 3 });
    for (const text of ['', '12', '1.2.3', '-1.2', '1,2', 'a.b']) expect(parseOxum(text)).toBeNull();
  });
});

describe('names', () => {
  it('makes of any text a name that every system takes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.integer({ min: 20, max: 80 }),
        (text, limit) => {
          const name = safeName(text, limit);
          expect(nameProblem(name), JSON.stringify(name)).toBeNull();
          expect(name.length).toBeLessThanOrEqual(limit + 20);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['报告.pdf', '报告.pdf'],
    ['a:b?.pdf', 'a_b_.pdf'],
    ['CON', '_CON'],
    ['nul.tar.gz', '_nul.tar.gz'],
    ['com¹.txt', '_com¹.txt'],
    ['尾. . ', '尾'],
    ['..', 'file'],
    ['\u202efdp.exe', '_fdp.exe'],
    ['e\u0301.txt', '\u00e9.txt'],
  ])('%j becomes %j', (from, to) => {
    expect(safeName(from)).toBe(to);
  });

  it('keeps the extension of a long name, and no half of a character', () => {
    const name = safeName(`${'𠮷'.repeat(200)}.pdf`);
    expect(name.endsWith('𠮷.pdf')).toBe(true);
    expect(name.length).toBeLessThanOrEqual(80);
  });

  it('shows what cannot be seen', () => {
    expect(visible('a\u202eb\ud800')).toBe('a〔U+202E〕b〔U+D800〕');
  });
});
