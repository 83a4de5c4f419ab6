import { builtInCalendar, type Calendar } from '../../shared/calendar/calendar.ts';
import { parseOfficialYear, requireNews, withOfficialYears } from '../../shared/calendar/official.ts';
import { AppError } from '../../shared/model/errors.ts';
import type { Arguments, OptionKinds, Terminal } from './command.ts';

/** `--calendar`: official years that this programme does not know yet. */
export const calendarOption: OptionKinds = { calendar: 'list' };

/**
 * The calendar to count by: the years built in and those of `--calendar`, each judged as the application judges them.
 * @throws AppError `file_unreadable`, `calendar_invalid`, `calendar_known`, `calendar_contradicts`
 */
export async function calendarOf(args: Arguments, terminal: Terminal): Promise<Calendar> {
  let calendar = builtInCalendar;
  for (const name of args.lists['calendar'] ?? []) {
    const file = parseOfficialYear(parseJson(await terminal.readBytes(name)));
    requireNews(file, calendar);
    calendar = withOfficialYears([file], calendar);
  }
  return calendar;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new AppError('calendar_invalid', {
      rule: 'G-008',
      params: { path: '', reason: 'not_json' },
      cause,
    });
  }
}
