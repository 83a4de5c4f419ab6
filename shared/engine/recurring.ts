import type { Instance, View } from '../agreements/define.ts';
import type { CivilDate } from '../model/units.ts';

/** A duty that comes again until something ends it. */
export interface Recurrence {
  /** The day the first stretch begins; null where it has not. */
  from: CivilDate | null;
  every: number;
  unit: 'natural_day' | 'month';
  /** The day from which nothing more falls due; null while it goes on. */
  until: CivilDate | null;
  /** The days on which it was done, and what says so. */
  done: readonly { on: CivilDate; by: string }[];
}

/** More than these nobody keeps a record of. */
const most = 400;

/**
 * One instance for each time a recurring duty falls due: all past ones, and the next. The grid stands from the
 * first day (B-Q17): a late report does not move the ones after it, and each report answers for one stretch, the
 * earliest open one that had begun before it.
 */
export function recurring(view: View, prefix: string, recurrence: Recurrence): Instance[] {
  const { from, every, unit, until } = recurrence;
  if (from === null || from > view.today) return [{ suffix: prefix, met: null }];
  const left = recurrence.done.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const instances: Instance[] = [];
  let begins = from;
  for (let nth = 1; nth <= most && every > 0; nth += 1) {
    const count = nth * every;
    const due = unit === 'month' ? view.days.addMonths(from, count) : view.days.addDays(from, count);
    if (until !== null && due > until) break;
    const own = left.findIndex(({ on }) => on > begins);
    const [met] = own < 0 ? [] : left.splice(own, 1);
    instances.push({
      suffix: `${prefix}#${nth}`,
      trigger: { date: () => from, label: 'recurring' },
      count: { offset: count, unit, dir: 'after' },
      met: met ?? null,
    });
    if (due > view.today) break;
    begins = due;
  }
  return instances;
}

/** A day on which something was asked, and the days on which something was answered. */
export interface Asked {
  on: CivilDate;
  n?: number | undefined;
  /** The last day to answer, where the silence after it has a meaning of its own. */
  until?: CivilDate | null;
}

/**
 * Which answer belongs to which question: the one with its number; else an answer goes to the earliest question
 * that was open on its day, and only where none was, to the earliest that had no answer at all. So an answer to
 * the second question never stands for a first one that silence has decided (B-T12).
 * @param answers oldest first
 * @returns for each question its answer, or null
 */
export function pairs<A extends { date: CivilDate; n?: number | undefined }>(
  questions: readonly Asked[],
  answers: readonly A[],
): (A | null)[] {
  const given: (A | null)[] = questions.map(() => null);
  const free: A[] = [];
  for (const answer of answers) {
    const place =
      answer.n === undefined ? -1 : questions.findIndex(({ n }, at) => (n ?? at + 1) === answer.n);
    if (place >= 0 && given[place] === null) given[place] = answer;
    else free.push(answer);
  }
  for (const answer of free) {
    const begun = (at: number) => given[at] === null && (questions[at]?.on ?? '9999') <= answer.date;
    const places = questions.map((_question, at) => at).filter(begun);
    const open = places.find((at) => {
      const until = questions[at]?.until;
      return until === undefined || until === null || answer.date <= until;
    });
    const place = open ?? places[0];
    if (place !== undefined) given[place] = answer;
  }
  return given;
}
