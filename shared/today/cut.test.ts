import { describe, expect, it } from 'vitest';
import type { TodayRow } from '../ipc/contract/work.ts';
import type { Obligation } from '../model/derived.ts';
import { CivilDate } from '../model/units.ts';
import { cutDay } from './cut.ts';
import { type Day, type TodayGroup, todayGroups } from './filter.ts';

const day = (text: string) => CivilDate.parse(text);
const today = day('2024-10-14');

const row = (nth: number, change: Partial<Obligation> = {}, of: Partial<TodayRow> = {}): TodayRow => ({
  dossier: `d${nth % 7}` as TodayRow['dossier'],
  dossier_title: `卷宗${nth % 7}`,
  kind: nth % 2 === 0 ? 'one' : 'two',
  obligation: {
    id: `o${nth}`,
    rule: 'A-T05',
    title: { zh: `事项${nth}`, en: `duty ${nth}` },
    clause: { article: '第三条', line: 1, text: '' },
    side: 'ours',
    status: 'open',
    nominal: null,
    statutory: day('2024-11-20'),
    safe: day('2024-11-18'),
    escalate: null,
    provisional: false,
    ...change,
  } as Obligation,
  ...of,
});

function whole(change: Partial<Record<TodayGroup, TodayRow[]>>): Day {
  const none = Object.fromEntries(todayGroups.map((group) => [group, []])) as unknown as Record<
    TodayGroup,
    TodayRow[]
  >;
  return { today, dossiers: 7, ...none, ...change };
}

const many = (count: number, change: Partial<Obligation> = {}) =>
  Array.from({ length: count }, (_, nth) => row(nth, change));

describe('cutDay', () => {
  it('sends what a person reads, and says how many there are', () => {
    const cut = cutDay(whole({ overdue: many(250), waiting: many(9000), later: many(7000) }), {}, {});
    expect(cut.overdue).toHaveLength(50);
    expect(cut.waiting).toHaveLength(30);
    expect(cut.later).toHaveLength(0);
    expect(cut.counts).toEqual({ overdue: 250, deemed: 0, week: 0, waiting: 9000, theirs: 0, later: 7000 });
  });

  it('sends more where more is asked for, in the same order', () => {
    const all = whole({ later: many(500) });
    const cut = cutDay(all, {}, { later: 300 });
    expect(cut.later).toEqual(all.later.slice(0, 300));
  });

  it('never cuts what silence will settle (B-T12)', () => {
    expect(cutDay(whole({ deemed: many(321) }), {}, { deemed: 0 }).deemed).toHaveLength(321);
  });

  it('counts what passes the filter, and tells the whole apart from it', () => {
    const cut = cutDay(whole({ overdue: many(14, { statutory: day('2024-10-11') }) }), { kind: 'two' }, {});
    expect(cut.counts.overdue).toBe(7);
    expect(cut.overdue.every(({ kind }) => kind === 'two')).toBe(true);
    expect(cut.whole.late).toBe(14);
    expect(cut.choices.kinds).toEqual(['one', 'two']);
    expect(cut.choices.dossiers).toHaveLength(7);
    expect(cut.choices.groups).toEqual(['overdue']);
  });

  it('marks each day once, what was cut off included, and nothing for what waits', () => {
    const cut = cutDay(whole({ later: many(30), waiting: many(5) }), {}, {});
    expect(cut.days).toEqual([
      expect.objectContaining({
        date: '2024-11-18',
        count: 30,
        row: 'd0/o0',
        dots: ['ours', 'ours', 'ours'],
      }),
    ]);
    expect(cut.days[0]?.titles).toHaveLength(8);
  });

  it('marks the other side’s by the day on which one may write, silence apart', () => {
    const theirs = row(1, { side: 'theirs', escalate: day('2024-12-02') });
    const cut = cutDay(whole({ theirs: [theirs], deemed: [row(2)] }), {}, {});
    expect(cut.days.map(({ date, dots }) => [date, dots])).toEqual([
      ['2024-11-18', ['deemed']],
      ['2024-12-02', ['theirs']],
    ]);
  });

  it('tells the first day that rests on an unpublished year', () => {
    const later = [
      row(1),
      row(2, { provisional: true, statutory: day('2028-02-01') }),
      row(3, { provisional: true, statutory: day('2027-03-01') }),
    ];
    expect(cutDay(whole({ later }), {}, {}).provisional_from).toBe('2027-03-01');
    expect(cutDay(whole({ later }), { text: '事项1' }, {}).provisional_from).toBeNull();
  });
});
