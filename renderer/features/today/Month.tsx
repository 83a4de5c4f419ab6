import { useEffect, useMemo, useState } from 'react';
import { addDays, addMonths, civil, daysInMonth, parts, weekday } from '../../../shared/calendar/civil.ts';
import type { TodayView } from '../../../shared/ipc/contract/work.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { weekdayShort } from '../../app/civil-words.ts';
import { DayMark } from '../../components/DateText.tsx';
import { useCalendar } from '../../stores/calendar.ts';
import { useSay, useText } from '../../stores/language.ts';

interface MonthProps {
  view: TodayView;
  onPick: (row: string) => void;
}

/** A month with working days, 休 and 班, and dots for what is owed. */
export function Month({ view, onPick }: MonthProps) {
  const t = useText();
  const [shown, setShown] = useState<CivilDate>(view.today);
  const { year, month } = parts(shown);
  const days = useCalendar((state) => state.days);
  const ensure = useCalendar((state) => state.ensure);
  useEffect(() => {
    ensure(year);
    ensure(month === 12 ? year + 1 : month === 1 ? year - 1 : year);
  }, [year, month, ensure]);
  const first = civil(year, month, 1);
  const monday = addDays(first, -((weekday(first) + 6) % 7));
  const length = daysInMonth(year, month);
  const weeks = Math.ceil((((weekday(first) + 6) % 7) + length) / 7);
  const dots = useMemo(() => new Map(view.days.map((day) => [day.date, day])), [view.days]);
  const all = Array.from({ length }, (_, i) => days[civil(year, month, i + 1)]);
  const workdays = all.filter((day) => day?.kind === 'workday' || day?.kind === 'makeup_workday').length;
  const provisional = provisionalYear(view, days, year);
  return (
    <aside className="month scroll" aria-label={t.today.month} tabIndex={0}>
      <header className="month-head">
        <h2 className="serif">{t.today.monthTitle(year, month)}</h2>
        <span className="ink2 month-work">{workdays > 0 ? t.today.workdays(workdays) : ''}</span>
        <button
          type="button"
          className="link month-turn"
          aria-label={t.today.prevMonth}
          onClick={() => setShown(addMonths(first, -1))}
        >
          ‹
        </button>
        <button
          type="button"
          className="link month-turn"
          aria-label={t.today.nextMonth}
          onClick={() => setShown(addMonths(first, 1))}
        >
          ›
        </button>
      </header>
      <table className="month-days">
        <thead>
          <tr>
            {[1, 2, 3, 4, 5, 6, 0].map((day) => (
              <th key={day} scope="col">
                {weekdayShort(t, day)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: weeks }, (_, week) => (
            <tr key={week}>
              {Array.from({ length: 7 }, (_, at) => {
                const date = addDays(monday, week * 7 + at);
                return (
                  <MonthDay
                    key={date}
                    date={date}
                    outside={parts(date).month !== month}
                    today={date === view.today}
                    kind={days[date]?.kind}
                    name={days[date]?.name ?? null}
                    closed={days[date]?.closed ?? null}
                    mark={dots.get(date)}
                    onPick={onPick}
                  />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="month-legend ink2">
        <li>
          <span className="dot dot-ours" /> {t.today.dotOurs}
        </li>
        <li>
          <span className="dot dot-theirs" /> {t.today.dotTheirs}
        </li>
        <li>
          <span className="dot dot-deemed" /> {t.today.dotDeemed}
        </li>
        {all.some((day) => day?.closed != null) && (
          <li>
            <span className="month-closed-mark" /> {t.calendar.legendClosed}
          </li>
        )}
      </ul>
      {provisional !== null && (
        <section className="month-note">
          <h3>{t.today.provisionalTitle(provisional)}</h3>
          <p className="ink2">{t.today.provisionalText(provisional)}</p>
        </section>
      )}
    </aside>
  );
}

interface MonthDayProps {
  date: CivilDate;
  outside: boolean;
  today: boolean;
  kind: 'workday' | 'weekend' | 'holiday' | 'makeup_workday' | undefined;
  name: string | null;
  closed: string | null;
  mark: TodayView['days'][number] | undefined;
  onPick: (row: string) => void;
}

function MonthDay(props: MonthDayProps) {
  const t = useText();
  const say = useSay();
  const { date, mark, kind } = props;
  const classes = [
    (kind === 'weekend' || kind === 'holiday') && 'month-rest',
    props.outside && 'month-outside',
    props.today && 'month-today',
    props.closed !== null && 'month-closed',
  ];
  const says = [props.name, props.closed === null ? null : t.calendar.closedDay(props.closed)].filter(
    Boolean,
  );
  const titles = mark?.titles.map(say) ?? [];
  const more = (mark?.count ?? 0) > titles.length ? '…' : '';
  return (
    <td
      className={classes.filter(Boolean).join(' ')}
      title={says.length > 0 ? says.join(t.common.semicolon) : undefined}
      aria-current={props.today ? 'date' : undefined}
    >
      <span className="month-date">{Number(date.slice(8))}</span>
      {props.closed !== null && <span className="sr">{t.calendar.closedDay(props.closed)}</span>}
      <span className="month-marks">
        {(kind === 'makeup_workday' || kind === 'holiday') && !props.outside && <DayMark kind={kind} />}
        {mark !== undefined && !props.outside && (
          <button
            type="button"
            className="month-dots"
            title={titles.join('\n') + more}
            aria-label={`${date} ${t.today.dotsOf(mark.count)}${t.common.colon}${titles.join(t.common.list)}${more}`}
            onClick={() => props.onPick(mark.row)}
          >
            {mark.dots.map((dot, at) => (
              <span key={`${at} ${dot}`} className={`dot dot-${dot}`} />
            ))}
          </button>
        )}
      </span>
    </td>
  );
}

/** The first unpublished year that the month or a due day reaches. */
function provisionalYear(
  view: TodayView,
  days: Readonly<Record<string, { provisional: boolean } | undefined>>,
  year: number,
): number | null {
  if (days[`${year}-01-01`]?.provisional === true) return year;
  return view.provisional_from === null ? null : Number(view.provisional_from.slice(0, 4));
}
