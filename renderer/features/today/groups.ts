import type { TodayRow, TodayView } from '../../../shared/ipc/contract/work.ts';
import type { Texts } from '../../../shared/text/text.ts';
import { type TodayGroup, todayGroups } from '../../../shared/today/filter.ts';

export { rowId } from '../../../shared/today/filter.ts';
export { dayToHeed, rowNote } from '../../../shared/today/row.ts';

export type GroupKey = TodayGroup;

export interface Group {
  key: GroupKey;
  rows: readonly TodayRow[];
  /** How many there are, shown or not. */
  count: number;
}

/** The groups that have rows, in the order of urgency; of `later` those that were asked for. */
export function groupsOf(view: TodayView): Group[] {
  return todayGroups
    .map((key) => ({ key, rows: view[key], count: view.counts[key] }))
    .filter((group) => group.rows.length > 0);
}

/**
 * The sentence on top, with `**` around what is bold. What is late is counted apart from what is due today; of
 * several that silence will settle the earliest day is told, of those already settled that they are.
 */
export function sentence(t: Texts, { whole }: Pick<TodayView, 'whole'>): string {
  const { late, due, deemed, deemed_first: first, deemed_last: last, deemed_past: past, theirs } = whole;
  const parts: string[] = [];
  if (late > 0) parts.push(t.today.overdue(late));
  if (due > 0) parts.push(t.today.due(due));
  else parts.push(late > 0 ? t.today.nothingElseDue : t.today.nothingDue);
  if (first !== null) {
    const day = first.slice(5);
    parts.push(last === first ? t.today.deemed(deemed, day) : t.today.deemedFrom(deemed, day));
  }
  if (past > 0) parts.push(t.today.deemedPast(past));
  if (theirs > 0) parts.push(t.today.theirs(theirs));
  return parts.join(t.common.semicolon) + t.common.stop;
}
