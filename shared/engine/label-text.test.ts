import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeMatch, fillLabel, findLabel, normalizeLabel } from './label-text.ts';

const wanted = '自然资源部城市国土资源监测与仿真重点实验室开放基金资助课题';
const english =
  'The Project Supported by the Open Fund of Key Laboratory of Urban Land Resources Monitoring and Simulation, Ministry of Natural Resources';

describe('labels are compared as G-017 says', () => {
  it.each([
    [`本文系${wanted}（编号 KF-2024-01）。`],
    [wanted.split('').join(' ')],
    [`致谢：\n${wanted.slice(0, 9)}\n  ${wanted.slice(9)}`],
  ])('%s is there', (text) => expect(findLabel(text, wanted)).toEqual({ kind: 'exact' }));

  it('joins words that a line’s end broke, and one kind of bracket and dash', () => {
    expect(findLabel(english.replace('Monitoring', 'Moni-\n  toring'), english).kind).toBe('exact');
    expect(normalizeLabel('（A）【B】—“c”')).toBe('(A)(B)-"c"');
  });

  it('names the characters of a near miss', () => {
    const match = findLabel(`由${wanted.replace('国土', '园土')}支持`, wanted);
    expect(match).toEqual({ kind: 'near', differences: [{ at: 7, wanted: '国', got: '园' }] });
    expect(describeMatch(match, wanted).zh).toContain('“国”印作“园”');
    expect(findLabel(wanted.replace('仿真', ''), wanted)).toEqual({
      kind: 'near',
      differences: [{ at: 14, wanted: '仿真', got: '' }],
    });
    expect(findLabel(wanted.replace('基金', '基金会'), wanted)).toMatchObject({
      differences: [{ wanted: '', got: '会' }],
    });
  });

  it('tells capitals apart from other words, and other words from nothing', () => {
    expect(findLabel(english.toUpperCase(), english).kind).toBe('case');
    expect(findLabel('国家自然科学基金资助', wanted)).toEqual({ kind: 'absent' });
    expect(findLabel('', wanted)).toEqual({ kind: 'absent' });
  });

  it('finds any words wherever they stand, and one changed character as that one', () => {
    const han = fc.string({ unit: fc.constantFrom(...'甲乙丙丁戊己庚辛'), maxLength: 20 });
    fc.assert(
      fc.property(han, han, fc.nat(wanted.length - 1), (before, after, place) => {
        expect(findLabel(before + wanted + after, wanted).kind).toBe('exact');
        const changed = `${wanted.slice(0, place)}□${wanted.slice(place + 1)}`;
        const match = findLabel(before + changed + after, wanted);
        expect(match.kind).toBe('near');
        if (match.kind === 'near')
          expect(match.differences.map((one) => one.wanted).join('')).toBe(wanted[place]);
      }),
    );
  });

  it('fills the places of a template', () => {
    expect(fillLabel('{a}（{b}）', (key) => key.toUpperCase())).toBe('A（B）');
  });
});
