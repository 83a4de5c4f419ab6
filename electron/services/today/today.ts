import type { Obligation } from '../../../shared/model/derived.ts';
import type { TodayRow } from '../../../shared/ipc/contract/work.ts';
import type { Day, TodayGroup } from '../../../shared/today/filter.ts';
import type { Judging } from '../calendar/store-calendar.ts';
import { definitionOf, identityOf } from '../dossiers/definitions.ts';
import { obligationsOn } from '../dossiers/derived.ts';
import { type DossierShelf, phaseOf, recordOf } from '../dossiers/shelf.ts';
import { dateToHeed } from '../dossiers/views.ts';

/** What is due, late, waiting or with the other side, across all dossiers that the person may know. */
export function dayOf(shelf: DossierShelf, judging: Judging): Day {
  const groups: Record<TodayGroup, TodayRow[]> = {
    overdue: [],
    deemed: [],
    week: [],
    waiting: [],
    theirs: [],
    later: [],
  };
  let count = 0;
  for (const loaded of shelf.all()) {
    if (phaseOf(loaded) === 'draft') continue;
    count += 1;
    const record = recordOf(loaded);
    const definition = definitionOf(record.kind);
    const milestones = new Set(
      definition.events.filter((event) => event.milestone).map((event) => event.key),
    );
    for (const obligation of obligationsOn(loaded, judging)) {
      const group = groupOf(obligation, milestones);
      if (group === null) continue;
      groups[group].push({
        dossier: loaded.row.id,
        dossier_title: identityOf(definition, record).title,
        kind: record.kind,
        obligation,
      });
    }
  }
  for (const rows of Object.values(groups)) rows.sort(byDate);
  return { today: judging.today, ...groups, dossiers: count };
}

/** A clock is corrected by seconds every day; what goes back by more makes every count of days doubtful. */
const tolerated = 60_000;

/** The latest instant in the log where the clock now lies before it (design: a clock that went back is a finding). */
export function clockBehind(latest: string | null, now: Date): string | null {
  return latest !== null && Date.parse(latest) - now.getTime() > tolerated ? latest : null;
}

/**
 * Where an obligation stands on the screen of the day; null for what is met, does not apply, has no date, or
 * waits for something that may never come (a conditional duty such as a change of contact).
 */
export function groupOf(obligation: Obligation, milestones: ReadonlySet<string>): TodayGroup | null {
  const { silence, status } = obligation;
  // The loudest of all (B-T12): on either side, until it is answered; a month long what silence has decided.
  if (silence !== null) {
    if (['open', 'due_soon', 'due_today'].includes(status)) return 'deemed';
    if (status === 'deemed') return (silence.days_left ?? 0) >= -31 ? 'deemed' : null;
  }
  switch (obligation.status) {
    case 'overdue':
    case 'due_today':
      return obligation.side === 'theirs' ? 'theirs' : 'overdue';
    case 'due_soon':
      return obligation.side === 'theirs' ? 'theirs' : 'week';
    case 'open':
      return obligation.side === 'theirs' ? 'theirs' : 'later';
    case 'waiting_gate':
      return 'waiting';
    case 'pending_trigger':
      return milestones.has(obligation.trigger) ? 'waiting' : null;
    default:
      return null;
  }
}

function byDate(a: TodayRow, b: TodayRow): number {
  const left = dateToHeed(a.obligation) ?? '9999';
  const right = dateToHeed(b.obligation) ?? '9999';
  return left.localeCompare(right) || a.obligation.rule.localeCompare(b.obligation.rule);
}
