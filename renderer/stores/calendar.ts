import { create } from 'zustand';
import type { CalendarDay } from '../../shared/ipc/contract/calendar.ts';
import { CivilDate } from '../../shared/model/units.ts';
import { bridge, settle } from '../bridge.ts';
import { onReset } from './reset.ts';

interface CalendarState {
  days: Record<string, CalendarDay>;
  asked: Record<number, true>;
  /** Fetches a year of days once. */
  ensure(year: number): void;
}

/** Days of rest and make-up working days by year, as this store counts them, with the unit's own closed days. */
export const useCalendar = create<CalendarState>()((set, get) => ({
  days: {},
  asked: {},
  ensure: (year) => {
    if (get().asked[year] || year < 1900 || year > 2199) return;
    set((state) => ({ asked: { ...state.asked, [year]: true } }));
    void load(year).then((days) => {
      if (days.length === 0) {
        // Refused (locked, or outside the tables): ask again next time.
        set((state) => {
          const { [year]: _, ...asked } = state.asked;
          return { asked };
        });
        return;
      }
      set((state) => ({
        days: { ...state.days, ...Object.fromEntries(days.map((day) => [day.date, day])) },
      }));
    });
  },
}));

async function load(year: number): Promise<CalendarDay[]> {
  const from = CivilDate.parse(`${year}-01-01`);
  const to = CivilDate.parse(`${year}-12-31`);
  const result = await settle(bridge().calendar.days({ from, to }));
  return result.ok ? result.value : [];
}

/** What the calendar says of a day, once it is known. */
export function useDay(date: string | null | undefined): CalendarDay | undefined {
  const year = date ? Number(date.slice(0, 4)) : 0;
  const day = useCalendar((state) => (date ? state.days[date] : undefined));
  const ensure = useCalendar((state) => state.ensure);
  if (day === undefined && year > 0) queueMicrotask(() => ensure(year));
  return day;
}

/** The store counts by another calendar: every year is asked for anew. */
export function forgetDays(): void {
  useCalendar.setState({ days: {}, asked: {} });
}

// Why the unit is closed is a person's word: it does not outlive the lock.
onReset(forgetDays);
