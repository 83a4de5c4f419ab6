import { addDays, daysBetween } from '../../../shared/calendar/civil.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { useText } from '../../stores/language.ts';
import './silence.css';

interface CountdownProps {
  from: CivilDate;
  to: CivilDate;
  today: CivilDate;
}

/** The numbered days until silence counts as consent: past in bench, today ink, the last amber. */
export function Countdown({ from, to, today }: CountdownProps) {
  const t = useText();
  const total = daysBetween(from, to);
  if (total < 1 || total > 31) return null;
  return (
    <span className="countdown" role="img" aria-label={t.today.leftDays(Math.max(0, daysBetween(today, to)))}>
      {Array.from({ length: total }, (_, i) => {
        const date = addDays(from, i + 1);
        const state = date === today ? 'now' : date === to ? 'end' : date < today ? 'past' : 'ahead';
        return (
          <span key={date} className={`count-${state}`}>
            {i + 1}
          </span>
        );
      })}
    </span>
  );
}
