import { daysBetween } from '../../../shared/calendar/civil.ts';
import type { TodayRow, TodayView } from '../../../shared/ipc/contract/work.ts';
import type { Obligation } from '../../../shared/model/derived.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import type { Texts } from '../../../shared/text/text.ts';

export const groupKeys = ['overdue', 'deemed', 'week', 'waiting', 'theirs'] as const;
export type GroupKey = (typeof groupKeys)[number] | 'later';

export interface Group {
  key: GroupKey;
  rows: readonly TodayRow[];
}

/** The groups that have rows, in the order of urgency; `later` only when it is asked for. */
export function groupsOf(view: TodayView, withLater: boolean): Group[] {
  const keys: readonly GroupKey[] = withLater ? [...groupKeys, 'later'] : groupKeys;
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
  const days = view.deemed.map((row) => row.obligation.statutory ?? row.obligation.nominal);
  const ahead = days.filter((date) => date !== null && date >= view.today).toSorted();
  const past = days.filter((date) => date !== null && date < view.today).length;
  const first = ahead[0];
  if (first !== undefined && first !== null)
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

/**
 * The day a person heeds: of what we owe the careful one, and once that is past the last one; of what is owed
 * to us the last one.
 */
export function dayToHeed(obligation: Obligation, today?: CivilDate): CivilDate | null {
  const last = obligation.statutory ?? obligation.nominal;
  if (obligation.side === 'theirs') return last;
  const { safe } = obligation;
  const tooLate = safe !== null && last !== null && today !== undefined && safe < today;
  return tooLate ? last : (safe ?? last);
}

/** Why the row stands here, in a few words: how late, how long, what it waits for. */
export function rowNote(
  t: Texts,
  obligation: Obligation,
  today: CivilDate,
  say: (text: { zh: string; en: string }) => string,
  trigger: { zh: string; en: string } | undefined,
): { text: string; urgent: boolean } {
  const last = obligation.statutory ?? obligation.nominal;
  if (obligation.status === 'pending_trigger')
    return { text: t.today.begins(trigger ? say(trigger) : obligation.trigger), urgent: false };
  if (obligation.status === 'waiting_gate') {
    const shut = obligation.gates.filter((gate) => gate.met_on === null);
    const met = obligation.gates.length - shut.length;
    const names = shut.map((gate) => say(gate.title)).join(t.common.list);
    return {
      text: `${t.today.waitsFor(names)}${t.common.comma}${t.today.gatesMet(met, obligation.gates.length)}`,
      urgent: false,
    };
  }
  if (last === null) return { text: '', urgent: false };
  if (obligation.side === 'theirs') {
    if (obligation.escalate === null) return { text: '', urgent: false };
    const now = obligation.escalate <= today;
    return { text: now ? t.today.mayWriteNow : t.today.mayWrite(obligation.escalate.slice(5)), urgent: now };
  }
  const late = daysBetween(last, today);
  if (late > 0) return { text: t.today.late(late), urgent: true };
  if (late === 0) return { text: t.today.dueToday, urgent: true };
  const shown = dayToHeed(obligation, today);
  return {
    text: shown === last ? t.today.leftDays(-late) : t.today.lastDay(last.slice(5)),
    urgent: false,
  };
}
