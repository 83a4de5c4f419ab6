import type { PackageView } from '../../../shared/model/derived.ts';
import { weekday } from '../../../shared/calendar/civil.ts';
import { weekdayShort } from '../../app/civil-words.ts';
import { DayMark } from '../../components/DateText.tsx';
import { useText } from '../../stores/language.ts';

/** The days counted backwards from the meeting: number, weekday, 休 or 班, working days left. */
export function DayBand({ days, today }: { days: PackageView['days']; today: string }) {
  const text = useText();
  const words = text.packages;
  return (
    // Days beyond the edge are reached by the arrow keys
    <ol className="pk-band" aria-label={words.band} tabIndex={0}>
      {days.map((day, index) => {
        const marks = day.date === today ? [...new Set(['today' as const, ...day.marks])] : day.marks;
        const named = marks.find((mark) => mark !== 'statutory') ?? marks[0];
        const rest = day.kind === 'weekend' || day.kind === 'holiday';
        const newMonth = index === 0 || day.date.slice(8) === '01';
        return (
          <li
            key={day.date}
            className="pk-day"
            data-kind={day.kind}
            data-marks={marks.join(' ')}
            aria-current={marks.includes('today') ? 'date' : undefined}
          >
            <time className="pk-day-no" dateTime={day.date}>
              {newMonth
                ? `${Number(day.date.slice(5, 7))}-${Number(day.date.slice(8))}`
                : Number(day.date.slice(8))}
            </time>
            <span className="pk-day-week">{weekdayShort(text, weekday(day.date))}</span>
            <span className="pk-day-count serif">
              {named !== undefined && !(named === 'statutory' && day.countdown !== null) ? (
                <span className="pk-day-mark">{words.marks[named]}</span>
              ) : rest || day.kind === 'makeup_workday' ? (
                <DayMark kind={day.kind} />
              ) : (
                (day.countdown ?? '')
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
