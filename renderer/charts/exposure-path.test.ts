import { describe, expect, it } from 'vitest';
import { CivilDate } from '../../shared/model/units.ts';
import { isSteady, scaleOf, stepPath } from './exposure-path.ts';

const frame = { x: 10, y: 0, width: 100, height: 50 };
const at = (date: string, value: number) => ({ date: CivilDate.parse(date), value });

it('steps on its day, to its height', () => {
  const points = [at('2024-01-01', 0), at('2024-01-06', 50), at('2024-01-11', 100)];
  expect(stepPath(points, frame, 100, false)).toBe('M10 50H60V25H110V0');
  expect(stepPath(points, frame, 100, true)).toBe('M10 50V50H60V25H110V0V50Z');
});

it('draws one day across, and nothing for none', () => {
  expect(stepPath([at('2024-01-01', 100)], frame, 100, false)).toBe('M10 0H110');
  expect(stepPath([], frame, 100, false)).toBe('');
});

describe('the scale of the picture', () => {
  const point = (atMost: number, incurred: number) => ({ atMost, incurred });
  it('follows what is owed where a ceiling that never changes would press it flat', () => {
    expect(scaleOf([point(96_000_000, 0), point(96_000_000, 288_000)])).toEqual({
      top: 500_000,
      ceiling: 96_000_000,
    });
  });
  it('shows the ceiling where it changes, where nothing is owed, and where what is owed comes near it', () => {
    expect(scaleOf([point(100, 0), point(900, 10)])).toEqual({ top: 1_000, ceiling: null });
    expect(scaleOf([point(96_000_000, 0)])).toEqual({ top: 200_000_000, ceiling: null });
    expect(scaleOf([point(1_000, 700)]).ceiling).toBeNull();
    expect(scaleOf([]).top).toBe(1);
  });
});

it('knows figures that never change', () => {
  const point = (atMost: number, incurred: number) => ({ atMost, incurred });
  expect(isSteady([point(9, 0), point(9, 0), point(9, 0)])).toBe(true);
  expect(isSteady([point(9, 0), point(9, 1)])).toBe(false);
  expect(isSteady([point(8, 0), point(9, 0)])).toBe(false);
});
