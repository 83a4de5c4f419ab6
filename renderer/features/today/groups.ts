import type { TodayRow, TodayView } from '../../../shared/ipc/contract/work.ts';
import type { Obligation } from '../../../shared/model/derived.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import type { Texts } from '../../../shared/text/text.ts';
import { todayGroups } from '../../../shared/today/filter.ts';

export { dayToHeed, rowNote } from '../../../shared/today/row.ts';

export type GroupKey = (typeof todayGroups)[number];

export interface Group {
  key: GroupKey;
  rows: readonly TodayRow[];
}

/** The groups that have rows, in the order of urgency; `later` only when it is asked for. */
export function groupsOf(view: TodayView, withLater: boolean): Group[] {
  const keys = todayGroups.filter((key) => withLater || key !== 'later');
  return keys.map((key) => ({ key, rows: view[key] })).filter((group) => group.rows.length > 0);
}

/** A row's own key on the screen. */
export function rowId(row: TodayRow): string {
  return `${row.dossier}/${row.obligation.id}`;
}

/**
 * The sentence on top, with `**` around what is bold. What is late is counted apart from what is due today; of
 * several that silence will settle the earliest day is told, of those already settled that they are.
 */
export function sentence(t: Texts, view: TodayView): string {
  const late = view.overdue.filter(({ obligation }) => isLate(obligation, view.today)).length;
  const due = view.overdue.length - late;
  const parts: string[] = [];
  if (late > 0) parts.push(t.today.overdue(late));
  if (due > 0) parts.push(t.today.due(due));
  else parts.push(late > 0 ? t.today.nothingElseDue : t.today.nothingDue);
  const days = view.deemed.flatMap((row) => row.obligation.statutory ?? row.obligation.nominal ?? []);
  const ahead = days.filter((date) => date >= view.today).toSorted();
  const past = days.filter((date) => date < view.today).length;
  const first = ahead[0];
  if (first !== undefined)
    parts.push(
      ahead.at(-1) === first
        ? t.today.deemed(ahead.length, first.slice(5))
        : t.today.deemedFrom(ahead.length, first.slice(5)),
    );
  if (past > 0) parts.push(t.today.deemedPast(past));
  if (view.theirs.length > 0) parts.push(t.today.theirs(view.theirs.length));
  return parts.join(t.common.semicolon) + t.common.stop;
}

function isLate(obligation: Obligation, today: CivilDate): boolean {
  const last = obligation.statutory ?? obligation.nominal;
  return last !== null && last < today;
}
