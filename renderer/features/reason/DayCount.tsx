import type { Obligation } from '../../../shared/model/derived.ts';
import { countStepWords } from '../../../shared/text/count-step.ts';
import { weekdayShort } from '../../app/civil-words.ts';
import { DateText, DayMark } from '../../components/DateText.tsx';
import { useDay } from '../../stores/calendar.ts';
import { useLanguage, useText } from '../../stores/language.ts';
import { type CountDay, countWeeks } from './day-count.ts';
import './day-count.css';

/** The printable proof of a count: which days counted and which were 休 or 班. */
export function DayCount({ obligation }: { obligation: Obligation }) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const weeks = countWeeks(obligation);
  if (weeks === null) return <StepList obligation={obligation} />;
  const closed = obligation.steps.filter((step) => step.why === 'closed');
  return (
    <>
      <table className="day-count" aria-label={t.reason.count}>
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
          {weeks.map((week, i) => (
            <tr key={week[0]?.date}>
              {week.map((day, at) => (
                <Day key={day.date} day={day} full={(i === 0 && at === 0) || day.date.endsWith('-01')} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {closed.map((step) => (
        <p key={step.date} className="ink2 day-closed">
          <DateText date={step.date} /> {countStepWords(language, step)}
        </p>
      ))}
    </>
  );
}

function Day({ day, full }: { day: CountDay; full: boolean }) {
  const t = useText();
  const info = useDay(day.date);
  const rest = info?.kind === 'weekend' || info?.kind === 'holiday';
  const classes = [
    rest && 'day-rest',
    day.start && 'day-start',
    day.last && 'day-last',
    day.mayWrite && 'day-write',
  ];
  const month = Number(day.date.slice(5, 7));
  const date = Number(day.date.slice(8));
  return (
    <td className={classes.filter(Boolean).join(' ')} title={info?.name ?? undefined}>
      <span className="day-date">{full ? `${month}-${date}` : date}</span>
      {info?.kind === 'makeup_workday' && <DayMark kind={info.kind} />}
      {day.number !== null && <b className="serif day-number">{day.number}</b>}
      {day.number === null && rest && !day.mayWrite && <DayMark kind={info?.kind} />}
      {day.start && <span className="day-word">{t.reason.startDay}</span>}
      {day.mayWrite && <span className="day-word">{t.reason.mayWrite}</span>}
    </td>
  );
}

/** Counts of months, fixed dates and long ones: the steps by lines. */
function StepList({ obligation }: { obligation: Obligation }) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const steps =
    obligation.steps.length > 40
      ? [...obligation.steps.slice(0, 3), ...obligation.steps.slice(-6)]
      : obligation.steps;
  if (steps.length === 0) return null;
  return (
    <ol className="step-list" aria-label={t.reason.count}>
      {steps.map((step, i) => (
        <li key={`${step.date}-${step.why}-${i}`}>
          <DateText date={step.date} />
          <span className="ink2">{countStepWords(language, step)}</span>
        </li>
      ))}
    </ol>
  );
}
