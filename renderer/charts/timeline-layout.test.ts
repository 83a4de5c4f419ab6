import { describe, expect, it } from 'vitest';
import { addDays, toDayNumber } from '../../shared/calendar/civil.ts';
import { CivilDate } from '../../shared/model/units.ts';
import type { Item } from './timeline-items.ts';
import { perDay, placeLane, textWidth, ticks, windowOf, x } from './timeline-layout.ts';

const day = (text: string) => CivilDate.parse(text);
const life = { from: day('2024-01-01'), to: day('2025-12-31') };

function item(id: number, from: CivilDate, length = 0): Item {
  const title = { zh: `义务${id}`, en: `Obligation ${id}` };
  return {
    id: String(id),
    lane: 'obligation',
    title,
    from,
    to: addDays(from, length),
    dashed: false,
    done: false,
    ours: true,
  };
}

describe('windowOf', () => {
  it('shows the whole life at 全程 and stays inside it elsewhere', () => {
    expect(windowOf('all', 0, life, 1000).days).toBe(731);
    const early = windowOf('month', toDayNumber(life.from), life, 1000);
    expect(early.from).toBe(toDayNumber(life.from));
    const late = windowOf('month', toDayNumber(life.to), life, 1000);
    expect(late.from + late.days - 1).toBe(toDayNumber(life.to));
  });

  it('puts a day where it belongs', () => {
    const scale = windowOf('all', 0, life, 731);
    expect(perDay(scale)).toBe(1);
    expect(x(scale, day('2024-02-01'))).toBe(31);
  });
});

describe('placeLane', () => {
  const scale = windowOf('all', 0, life, 1000);

  it('keeps marks and labels of one row apart', () => {
    const items = Array.from({ length: 40 }, (_, i) => item(i, addDays(life.from, i * 17), i % 5));
    const placed = placeLane(items, scale, 4, () => 80);
    expect(placed).toHaveLength(40);
    const spans = placed
      .filter((one) => one.label !== 'none')
      .map((one) => ({
        row: one.row,
        from: one.label === 'left' ? one.left - 80 : one.left,
        to: one.label === 'right' ? one.right + 80 : one.right,
      }));
    for (const [i, a] of spans.entries())
      for (const b of spans.slice(i + 1))
        if (a.row === b.row) expect(a.to <= b.from || b.to <= a.from).toBe(true);
  });

  it('drops no mark when 300 stand on the same days; their labels give way', () => {
    const items = Array.from({ length: 300 }, (_, i) => item(i, addDays(life.from, i % 20)));
    const placed = placeLane(items, scale, 5, () => 60);
    expect(placed).toHaveLength(300);
    expect(placed.filter((one) => one.label === 'none').length).toBeGreaterThan(250);
  });

  it('turns a label to the left where the right edge is near', () => {
    const placed = placeLane([item(1, day('2025-12-20'))], scale, 2, () => 100);
    expect(placed[0]?.label).toBe('left');
  });

  it('leaves out what lies outside the window', () => {
    const near = windowOf('month', toDayNumber(day('2024-06-15')), life, 1000);
    expect(placeLane([item(1, day('2025-06-15'))], near, 2, () => 10)).toHaveLength(0);
  });
});

describe('ticks', () => {
  it('names months when there is room and days when near', () => {
    const month = ticks(windowOf('quarter', toDayNumber(day('2024-06-15')), life, 1000), (n) => `${n}月`);
    expect(month.filter((tick) => tick.strong).map((tick) => tick.label)).toEqual(['5月', '6月', '7月']);
    const week = ticks(windowOf('week', toDayNumber(day('2024-06-15')), life, 1000), String);
    expect(week.length).toBe(9);
  });

  it('no day runs into a month’s name, at any width', () => {
    for (const width of [600, 1000, 1280, 1700]) {
      const scale = { from: toDayNumber(day('2024-04-01')), days: 270, width: width * 1.4 };
      const edges = ticks(scale, (n) => `${n}月`)
        .map((tick) => [x(scale, tick.date) + (tick.strong ? 4 : 2), textWidth(tick.label)] as const)
        .sort((a, b) => a[0] - b[0]);
      for (const [index, [left]] of edges.entries()) {
        const [before, wide] = edges[index - 1] ?? [-Infinity, 0];
        expect(before + wide).toBeLessThan(left);
      }
    }
  });

  it('measures Chinese wider than Latin', () => {
    expect(textWidth('义务')).toBe(28);
    expect(textWidth('ab')).toBeLessThan(20);
  });
});
