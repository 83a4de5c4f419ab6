import { describe, expect, it } from 'vitest';
import type { TodayRow, TodayView } from '../../../shared/ipc/contract/work.ts';
import { cutDay } from '../../../shared/today/cut.ts';
import type { Day, TodayGroup } from '../../../shared/today/filter.ts';
import type { Obligation } from '../../../shared/model/derived.ts';
import { CivilDate } from '../../../shared/model/units.ts';
import { textsIn } from '../../../shared/text/text.ts';
import { dayToHeed, groupsOf, rowNote, sentence } from './groups.ts';

const day = (text: string) => CivilDate.parse(text);
const today = day('2024-10-14');
const t = textsIn('zh');
const say = (text: { zh: string }) => text.zh;

function duty(change: Partial<Obligation>): Obligation {
  return {
    side: 'ours',
    status: 'open',
    trigger: 'begun',
    nominal: null,
    statutory: null,
    safe: null,
    escalate: null,
    gates: [],
    ...change,
  } as Obligation;
}

const row = (obligation: Obligation) =>
  ({ dossier: 'd', dossier_title: '', kind: 'k', obligation }) as unknown as TodayRow;

function view(change: Partial<Day>, limits: Partial<Record<TodayGroup, number>> = {}): TodayView {
  const none = { overdue: [], deemed: [], week: [], waiting: [], theirs: [], later: [] };
  return { ...cutDay({ today, dossiers: 1, ...none, ...change }, {}, limits), clock_behind: null };
}

describe('sentence', () => {
  it('counts what is due, what counts as agreed and what is with the other side', () => {
    const due = row(duty({ statutory: day('2024-10-14') }));
    const deemed = row(duty({ statutory: day('2024-10-18') }));
    const text = sentence(t, view({ overdue: [due, due, due], deemed: [deemed], theirs: [due, due] }));
    expect(text.replaceAll('**', '')).toBe('今天须办3件；1件至10-18不答复即视为同意；2件在等对方。');
  });

  it('counts what is late apart from what is due today', () => {
    const late = row(duty({ statutory: day('2024-10-11') }));
    const due = row(duty({ statutory: day('2024-10-14') }));
    const said = (change: Partial<Day>) => sentence(t, view(change)).replaceAll('**', '');
    expect(said({ overdue: [late, late, due] })).toBe('2件已逾期；今天须办1件。');
    expect(said({ overdue: [late] })).toBe('1件已逾期；今天没有到期的。');
  });

  it('tells the earliest day of several, and what silence has settled already', () => {
    const by = (date: string) => row(duty({ statutory: day(date) }));
    const said = (...dates: string[]) => sentence(t, view({ deemed: dates.map(by) })).replaceAll('**', '');
    expect(said('2024-10-21', '2024-10-18')).toContain('2件不答复即视为同意，最早一件至10-18');
    expect(said('2024-10-18', '2024-10-18')).toContain('2件至10-18不答复即视为同意');
    expect(said('2024-10-14', '2024-10-11')).toContain(
      '1件至10-14不答复即视为同意；1件逾期未答复，已视为同意',
    );
  });

  it('says so where nothing is due', () => {
    expect(sentence(t, view({}))).toBe('今天没有必须办的事。');
  });
});

describe('groupsOf', () => {
  it('leaves empty groups out and shows the rest later only when asked', () => {
    const one = row(duty({}));
    const all = { week: [one], later: [one] };
    expect(groupsOf(view(all)).map((group) => group.key)).toEqual(['week']);
    expect(groupsOf(view(all, { later: 1 })).map((group) => group.key)).toEqual(['week', 'later']);
  });
});

describe('rowNote', () => {
  it('tells how late, how long and the legal last day behind a careful one', () => {
    expect(rowNote(t, duty({ statutory: day('2024-10-12') }), today, say, undefined)).toEqual({
      text: '已过2天',
      urgent: true,
    });
    expect(rowNote(t, duty({ statutory: today }), today, say, undefined).urgent).toBe(true);
    expect(
      rowNote(t, duty({ statutory: day('2024-10-21'), safe: day('2024-10-18') }), today, say, undefined).text,
    ).toBe('法定末日10-21');
  });

  it('tells what an obligation waits for', () => {
    const gates = [
      { key: 'a', title: { zh: '上线', en: '' }, met_on: null },
      { key: 'b', title: { zh: '发票', en: '' }, met_on: today },
    ];
    expect(rowNote(t, duty({ status: 'waiting_gate', gates }), today, say, undefined).text).toBe(
      '待上线，前提齐1/2',
    );
    expect(
      rowNote(t, duty({ status: 'pending_trigger' }), today, say, { zh: '结题验收通过', en: '' }).text,
    ).toBe('待“结题验收通过”后起算');
  });

  it('tells from when one may write to the other side', () => {
    const theirs = duty({ side: 'theirs', statutory: day('2024-10-11'), escalate: day('2024-10-12') });
    expect(rowNote(t, theirs, today, say, undefined)).toEqual({ text: '已可发函', urgent: true });
    expect(
      rowNote(
        t,
        { ...theirs, escalate: day('2024-10-21'), statutory: day('2024-10-18') },
        today,
        say,
        undefined,
      ),
    ).toEqual({
      text: '10-21起可发函',
      urgent: false,
    });
  });
});

describe('dayToHeed', () => {
  it('is the careful day of what we owe, the legal last day of what they owe', () => {
    const dates = { nominal: day('2024-10-20'), statutory: day('2024-10-21'), safe: day('2024-10-18') };
    expect(dayToHeed(duty(dates))).toBe('2024-10-18');
    expect(dayToHeed(duty({ ...dates, side: 'theirs' }))).toBe('2024-10-21');
    expect(dayToHeed(duty({}))).toBeNull();
  });

  it('is the last day once the careful one is past', () => {
    const dates = { nominal: day('2024-10-20'), statutory: day('2024-10-21'), safe: day('2024-10-18') };
    expect(dayToHeed(duty(dates), day('2024-10-18'))).toBe('2024-10-18');
    expect(dayToHeed(duty(dates), day('2024-10-19'))).toBe('2024-10-21');
    expect(dayToHeed(duty({ safe: day('2024-10-18') }), day('2024-10-19'))).toBe('2024-10-18');
  });
});
