import { expect, it } from 'vitest';
import { CivilDate } from '../../shared/model/units.ts';
import { stepPath } from './exposure-path.ts';

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
