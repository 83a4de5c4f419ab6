import type { Count } from '../agreements/define.ts';
import { type Calendar, dayInfo } from '../calendar/calendar.ts';
import { latest } from '../calendar/civil.ts';
import {
  addPeriod,
  addWorkdays,
  type Counted,
  firstWorkdayAfter,
  isProvisional,
  lastWorkdayBefore,
  rollBack,
  rollForward,
  skipClosedDays,
} from '../calendar/workdays.ts';
import type { CountStep } from '../model/derived.ts';
import type { CivilDate } from '../model/units.ts';

/** The four dates of a deadline with the proof of the count (rulebook 0). */
export interface FourDates {
  nominal: CivilDate | null;
  statutory: CivilDate | null;
  safe: CivilDate | null;
  escalate: CivilDate | null;
  provisional: boolean;
  steps: CountStep[];
}

export const noDates: FourDates = {
  nominal: null,
  statutory: null,
  safe: null,
  escalate: null,
  provisional: false,
  steps: [],
};

/** Gates that defer: the day from which the same count runs again (A-Q01); null while one is shut. */
export interface Deferral {
  ready: CivilDate | null;
}

/**
 * Counts a deadline from its trigger (G-001–G-010).
 * @param offset the number of the count, already taken from its field
 * @param deferral where gates defer the payment (A-Q01); absent where there are none
 */
export function fourDates(
  trigger: CivilDate,
  count: Count,
  offset: number,
  calendar: Calendar,
  deferral?: Deferral,
): FourDates {
  if (count.unit === 'none' && count.dir === 'after') {
    // Promptly: no last day, the careful one is the same day.
    const open = skipClosedDays(trigger, calendar);
    return {
      ...noDates,
      safe: open.date,
      provisional: open.provisional,
      steps: [start(trigger), ...open.steps],
    };
  }
  const end = endOf(trigger, count, offset, calendar);
  const nominal = end.date;
  let provisional = end.provisional;
  const steps = [...end.steps];
  const note = (counted: Counted): CivilDate => {
    provisional ||= counted.provisional;
    return counted.date;
  };
  let statutory: CivilDate | null = nominal;
  if (rolls(count)) {
    const rolled = rollForward(nominal, calendar);
    statutory = note(rolled);
    if (rolled.steps.length > 1)
      steps.push(...rolled.steps.slice(1).map((step) => ({ ...step, why: `rolled_${step.why}` })));
  }
  let careful: CivilDate | null = note(safeOf(trigger, nominal, count, calendar));
  if (deferral) {
    if (deferral.ready === null) {
      statutory = null;
      careful = null;
    } else {
      // A-Q01: the later of the count's end and of the same count from the day all gates were met.
      const again = endOf(deferral.ready, count, offset, calendar);
      if (again.date > nominal)
        steps.push(
          ...again.steps.map((step) => (step.why === 'start' ? { ...step, why: 'gates_ready' } : step)),
        );
      statutory = latest([statutory, note(again)]);
      careful = latest([nominal, deferral.ready]);
    }
  }
  const open = careful === null ? null : skipClosedDays(careful, calendar);
  if (open !== null) steps.push(...open.steps); // G-009
  return {
    nominal,
    statutory,
    safe: open && note(open),
    escalate: statutory && note(firstWorkdayAfter(statutory, calendar)),
    provisional,
    steps,
  };
}

function endOf(trigger: CivilDate, count: Count, offset: number, calendar: Calendar): Counted {
  const signed = count.dir === 'before' ? -offset : offset;
  switch (count.unit) {
    case 'working_day':
      return signed === 0
        ? { date: trigger, provisional: isProvisional(trigger, calendar), steps: [start(trigger)] }
        : addWorkdays(trigger, signed, calendar);
    case 'natural_day':
    case 'month':
    case 'year':
      return addPeriod(trigger, signed, count.unit, calendar);
    case 'fixed_date':
    case 'none':
      return {
        date: trigger,
        provisional: isProvisional(trigger, calendar),
        steps: [describe(trigger, calendar)],
      };
  }
}

/** G-003: periods counted forward roll; agreed dates, counts backward and stretches of time do not. */
function rolls(count: Count): boolean {
  return (
    count.roll ??
    (count.dir === 'after' && ['natural_day', 'working_day', 'month', 'year'].includes(count.unit))
  );
}

function safeOf(trigger: CivilDate, nominal: CivilDate, count: Count, calendar: Calendar): Counted {
  if (count.beforeWord) return lastWorkdayBefore(nominal, calendar); // G-006
  switch (count.safe) {
    case 'extra_day': // G-010
      return addWorkdays(nominal, -1, calendar);
    case 'previous': // D-Q02
      return lastWorkdayBefore(nominal, calendar);
    case 'begin':
      return { date: trigger, provisional: false, steps: [] };
    case 'same': // A-Q15
      return { date: nominal, provisional: false, steps: [] };
    default: {
      // G-004: not rolled, but never earlier than the trigger.
      const back = rollBack(nominal, calendar);
      return count.dir === 'after' && back.date < trigger ? { ...back, date: trigger } : back;
    }
  }
}

function start(date: CivilDate): CountStep {
  return { date, counted: false, why: 'start' };
}

function describe(date: CivilDate, calendar: Calendar): CountStep {
  const info = dayInfo(date, calendar);
  return {
    date,
    counted: true,
    why: `fixed_${info.kind}`,
    ...(info.name ? { detail: info.name } : {}),
  };
}
