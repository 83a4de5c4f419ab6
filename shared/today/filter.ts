import { z } from 'zod';
import type { TodayRow } from '../ipc/contract/work.ts';
import { DossierId } from '../model/ids.ts';
import type { CivilDate } from '../model/units.ts';

/** The groups of 今日 in the order of urgency. */
export const todayGroups = ['overdue', 'deemed', 'week', 'waiting', 'theirs', 'later'] as const;
export const TodayGroup = z.enum(todayGroups);
export type TodayGroup = z.infer<typeof TodayGroup>;

/** What one looks for in 今日; what is not said restricts nothing. */
export const TodayFilter = z
  .object({
    dossier: DossierId.optional(),
    kind: z.string().max(64).optional(),
    side: z.enum(['ours', 'theirs']).optional(),
    groups: z.array(TodayGroup).max(todayGroups.length).optional(),
    text: z.string().max(200).optional(),
  })
  .strict();
export type TodayFilter = z.infer<typeof TodayFilter>;

/** Everything that the day holds, each group in the order of its days. */
export type Day = { today: CivilDate; dossiers: number } & Record<TodayGroup, TodayRow[]>;

/** A row's own key: `dossier/obligation`. */
export function rowId(row: TodayRow): string {
  return `${row.dossier}/${row.obligation.id}`;
}

/** The day with the rows that pass; the screen, the paper and the calendar file sieve alike. */
export function sieve(day: Day, filter: TodayFilter): Day {
  const passing = (group: TodayGroup) =>
    filter.groups?.includes(group) === false ? [] : day[group].filter((row) => passes(row, filter));
  return {
    ...day,
    overdue: passing('overdue'),
    deemed: passing('deemed'),
    week: passing('week'),
    waiting: passing('waiting'),
    theirs: passing('theirs'),
    later: passing('later'),
  };
}

/** What both or an unknown side owe passes for either: nobody may overlook it. */
function passes(row: TodayRow, { dossier, kind, side, text }: TodayFilter): boolean {
  const { obligation } = row;
  if (dossier !== undefined && row.dossier !== dossier) return false;
  if (kind !== undefined && row.kind !== kind) return false;
  if (side === 'ours' && obligation.side === 'theirs') return false;
  if (side === 'theirs' && obligation.side === 'ours') return false;
  const wanted = fold(text ?? '');
  if (wanted === '') return true;
  const words = [
    obligation.title.zh,
    obligation.title.en,
    obligation.rule,
    obligation.clause.article,
    row.dossier_title,
  ];
  return words.some((word) => fold(word).includes(wanted));
}

/** Width, case and spaces do not matter when one looks for something (G-017). */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}
