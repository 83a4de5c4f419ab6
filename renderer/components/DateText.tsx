import type { CivilDate } from '../../shared/model/units.ts';
import type { CalendarDay } from '../../shared/ipc/contract/calendar.ts';
import { weekday } from '../../shared/calendar/civil.ts';
import { useDay } from '../stores/calendar.ts';
import { useText } from '../stores/language.ts';
import { weekdayName } from '../app/civil-words.ts';
import './date-text.css';

/** 休 or 班: outlined for rest, filled for the surprise of a make-up working day (G-012). */
export function DayMark({ kind, label }: { kind: CalendarDay['kind'] | undefined; label?: string }) {
  const t = useText();
  if (kind === 'makeup_workday')
    return (
      <span className="day-mark day-mark-work" role="img" aria-label={label ?? t.common.makeupLong}>
        {t.common.makeup}
      </span>
    );
  if (kind === 'holiday' || kind === 'weekend')
    return (
      <span className="day-mark" role="img" aria-label={label ?? t.common.restLong}>
        {t.common.rest}
      </span>
    );
  return null;
}

interface DateTextProps {
  date: CivilDate | string | null | undefined;
  /** Reaches a year whose holidays are not published (G-008). */
  provisional?: boolean;
  /** Leaves the year out where the neighbours say it. */
  short?: boolean;
  strong?: boolean;
  mark?: boolean;
  /** The weekday and its mark alone, beside a field that shows the date itself. */
  weekOnly?: boolean;
}

/** `2024-10-12 周六 班`; a missing date is said in words. */
export function DateText({
  date,
  provisional = false,
  short = false,
  strong = false,
  mark = true,
  weekOnly = false,
}: DateTextProps) {
  const t = useText();
  const day = useDay(date ?? undefined);
  if (!date) return <span className="ink3">{t.common.noDate}</span>;
  const week = weekdayName(t, weekday(date as CivilDate));
  return (
    <span className={strong ? 'date-text date-strong' : 'date-text'}>
      <time dateTime={date} className={provisional ? 'date-provisional' : undefined}>
        {weekOnly ? '' : short ? date.slice(5) : date} <span className="date-week">{week}</span>
      </time>
      {mark && <DayMark kind={day?.kind} />}
      {provisional && <span className="sr">{t.common.provisional}</span>}
    </span>
  );
}
