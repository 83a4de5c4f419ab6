import { z } from 'zod';
import { builtInCalendar, type Calendar, withClosedDays } from '../../../shared/calendar/calendar.ts';
import { OfficialYear, withOfficialYears } from '../../../shared/calendar/official.ts';
import { AppError } from '../../../shared/model/errors.ts';
import { AccountId } from '../../../shared/model/ids.ts';
import { CivilDate, Instant } from '../../../shared/model/units.ts';
import type { Application } from '../../app/application.ts';
import type { Open } from '../../app/open.ts';
import type { Settings } from '../../store/settings.ts';

const key = 'calendar';

/** What is sealed under the setting `calendar`: the accepted years and the unit's closed days, with who and when. */
const StoredCalendar = z.object({
  years: z.array(z.object({ file: OfficialYear, by: AccountId, at: Instant })),
  closed: z.array(z.object({ date: CivilDate, reason: z.string(), by: AccountId, at: Instant })),
});
export type StoredCalendar = z.infer<typeof StoredCalendar>;

/** @throws AppError `store_damaged` where something else lies there. */
export function readCalendar(settings: Settings): StoredCalendar {
  const value = settings.get(key);
  if (value === undefined) return { years: [], closed: [] };
  const parsed = StoredCalendar.safeParse(value);
  if (!parsed.success) {
    throw new AppError('store_damaged', { params: { reason: 'calendar' }, cause: parsed.error });
  }
  return parsed.data;
}

/** Within the caller's transaction; the session's calendar is read anew afterwards ({@link Open.forgetCalendar}). */
export function writeCalendar(settings: Settings, value: StoredCalendar, at: string): void {
  settings.set(key, value, at);
}

/** The calendar that a store counts by: the years built in, its accepted years, its closed days (G-008, G-009). */
export function calendarFrom(stored: StoredCalendar): Calendar {
  if (stored.years.length === 0 && stored.closed.length === 0) return builtInCalendar;
  return withClosedDays(withOfficialYears(stored.years.map(({ file }) => file)), stored.closed);
}

/** The day and the calendar by which everything in a store is judged. */
export interface Judging {
  today: CivilDate;
  calendar: Calendar;
}

/** By which day and which calendar everything in an open store is judged: the one place that answers it. */
export function judgingOf({ app, open }: { app: Application; open: Open }): Judging {
  return { today: app.environment.today(), calendar: open.calendar };
}
