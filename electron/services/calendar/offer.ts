import { createHash } from 'node:crypto';
import { type Calendar, dayInfo } from '../../../shared/calendar/calendar.ts';
import { addDays, civil } from '../../../shared/calendar/civil.ts';
import { type OfficialYear, parseOfficialYear, requireNews } from '../../../shared/calendar/official.ts';
import type { CalendarOffer } from '../../../shared/ipc/contract/calendar.ts';
import { AppError } from '../../../shared/model/errors.ts';
import { fileSource } from '../evidence/file-source.ts';

/** A year of rest days is a few kilobytes. */
const mostBytes = 256 * 1024;

/** A judged calendar file, and the digest by which it is accepted. */
export interface OfferedYear {
  offer: string;
  name: string;
  file: OfficialYear;
}

/**
 * Reads the file that a person chose, whole and small, and judges it against what is published.
 * @param store the folder of the store, out of which nothing is read
 * @throws AppError `file_unreadable`, `too_large`, `calendar_invalid`, `calendar_known`, `calendar_contradicts`
 */
export async function readOffer(
  chosen: { path: string; name: string },
  store: string,
  calendar: Calendar,
): Promise<OfferedYear> {
  const { size, pieces } = await fileSource(chosen.path, store);
  if (size > mostBytes) throw new AppError('too_large', { rule: 'G-008' });
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(Uint8Array.from(piece));
  const bytes = Buffer.concat(parts);
  const file = parseOfficialYear(parseJson(bytes));
  requireNews(file, calendar);
  return { offer: createHash('sha256').update(bytes).digest('hex'), name: chosen.name, file };
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

/** What a person compares with the notice. */
export function factsOf(file: OfficialYear): CalendarOffer['facts'] {
  const { year, version, notice } = file;
  return {
    year,
    version,
    notice,
    rest_days: file.rest_days.length,
    working_weekends: file.working_weekends.length,
  };
}

/** The days of the year on which the two calendars do not agree whether one works. */
export function surprisesOf(file: OfficialYear, now: Calendar, then: Calendar): CalendarOffer['surprises'] {
  const found: CalendarOffer['surprises'] = [];
  const last = civil(file.year, 12, 31);
  for (let date = civil(file.year, 1, 1); ; date = addDays(date, 1)) {
    const info = dayInfo(date, then);
    if (dayInfo(date, now).work !== info.work) found.push({ date, name: info.name ?? '', work: info.work });
    if (date === last) return found;
  }
}
