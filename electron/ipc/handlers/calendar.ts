import { type Calendar, dayInfo, firstYear, lastYear } from '../../../shared/calendar/calendar.ts';
import { addDays } from '../../../shared/calendar/civil.ts';
import { balanceOf, withOfficialYears } from '../../../shared/calendar/official.ts';
import type { CalendarDay, CalendarState, DossierMoves } from '../../../shared/ipc/contract/calendar.ts';
import { AppError } from '../../../shared/model/errors.ts';
import { maskAmounts } from '../../../shared/money/mask.ts';
import { withholdingOf } from '../../services/dossiers/amounts-of.ts';
import { movesUnder } from '../../services/calendar/moves.ts';
import { factsOf, readOffer, surprisesOf } from '../../services/calendar/offer.ts';
import {
  calendarFrom,
  readCalendar,
  type StoredCalendar,
  writeCalendar,
} from '../../services/calendar/store-calendar.ts';
import { askForFiles } from '../ask.ts';
import type { Context, Handlers } from '../context.ts';

type Names = Extract<keyof Handlers, `calendar.${string}`>;

const mostDays = 800;

export const calendarHandlers: Pick<Handlers, Names> = {
  'calendar.days': ({ open }, { from, to }) => {
    const days: CalendarDay[] = [];
    for (let date = from; date <= to; date = addDays(date, 1)) {
      if (days.length >= mostDays)
        throw new AppError('bad_input', { params: { path: 'to', most: mostDays } });
      const { kind, name, provisional } = dayInfo(date, open.calendar);
      days.push({ date, kind, name, provisional, closed: open.calendar.closed.get(date) ?? null });
    }
    return days;
  },
  'calendar.state': (context) => stateOf(context),
  'calendar.offer': async (context) => {
    const { app, open } = context;
    const chosen = (await askForFiles(context, false))?.[0];
    open.offered = null;
    if (chosen === undefined) return null;
    const offered = await readOffer(chosen, app.environment.userData, open.calendar);
    open.ended.throwIfAborted();
    open.offered = offered;
    const then = withYear(open.calendar, offered.file);
    return {
      offer: offered.offer,
      name: offered.name,
      facts: factsOf(offered.file),
      surprises: surprisesOf(offered.file, open.calendar, then),
      balance: balanceOf(offered.file),
      dossiers: moves(context, then),
    };
  },
  'calendar.accept': (context, { offer }) => {
    const { open } = context;
    const { offered } = open;
    if (offered === null || offered.offer !== offer) throw new AppError('conflict', { rule: 'G-008' });
    const stored = readCalendar(open.store.settings);
    const years = [...stored.years, { file: offered.file, by: open.account, at: now(context) }];
    keep(
      context,
      { ...stored, years },
      { year: offered.file.year, notice: offered.file.notice.number, sha256: offer },
    );
    open.offered = null;
    return stateOf(context);
  },
  'calendar.previewWithdrawal': (context, { year }) => moves(context, calendarFrom(without(context, year))),
  'calendar.withdraw': (context, { year, reason }) => {
    keep(context, without(context, year), { year, reason, withdrawn: true });
    return stateOf(context);
  },
  'calendar.previewClosed': (context, { closed }) =>
    moves(context, calendarFrom(withClosed(context, closed))),
  'calendar.setClosed': (context, { closed }) => {
    const next = withClosed(context, closed);
    keep(context, next, { closed: next.closed.map(({ date, reason }) => ({ date, reason })) });
    return stateOf(context);
  },
};

function moves(context: Context, then: Calendar): DossierMoves[] {
  const { app, open } = context;
  return movesUnder(open.shelf, app.environment.today(), open.calendar, then).map((one) =>
    withholdingOf(context, one.dossier) === null
      ? one
      : { ...one, dossier_title: maskAmounts(one.dossier_title) },
  );
}

function withYear(calendar: Calendar, file: StoredCalendar['years'][number]['file']): Calendar {
  return withOfficialYears([file], calendar);
}

/** @throws AppError `not_found` for a year that was never accepted; the years built in cannot be given up. */
function without({ open }: Context, year: number): StoredCalendar {
  const stored = readCalendar(open.store.settings);
  const years = stored.years.filter(({ file }) => file.year !== year);
  if (years.length === stored.years.length) throw new AppError('not_found', { rule: 'G-008' });
  return { ...stored, years };
}

/** A day that stood in the list with the same reason keeps who wrote it and when. */
function withClosed(context: Context, closed: readonly { date: string; reason: string }[]): StoredCalendar {
  const stored = readCalendar(context.open.store.settings);
  const list: StoredCalendar['closed'] = [];
  for (const { date, reason } of closed.toSorted((a, b) => (a.date < b.date ? -1 : 1))) {
    if (list.at(-1)?.date === date) {
      throw new AppError('bad_input', { rule: 'G-009', params: { path: 'closed', value: date } });
    }
    const known = stored.closed.find((one) => one.date === date && one.reason === reason);
    list.push(
      known ?? {
        date: date as StoredCalendar['closed'][number]['date'],
        reason,
        by: context.open.account,
        at: now(context),
      },
    );
  }
  return { ...stored, closed: list };
}

function keep(context: Context, value: StoredCalendar, detail: Record<string, unknown>): void {
  const { app, open } = context;
  context.commit(() => writeCalendar(open.store.settings, value, now(context)), detail);
  open.forgetCalendar();
  app.environment.notify.changed({ what: 'calendar' });
}

function stateOf({ open }: Context): CalendarState {
  const stored = readCalendar(open.store.settings);
  return {
    built_in: { from: firstYear, to: lastYear },
    years: stored.years
      .map(({ file, by, at }) => ({ ...factsOf(file), by: open.nameOf(by), at }))
      .toSorted((a, b) => a.year - b.year),
    closed: stored.closed.map((day) => ({ ...day, by: open.nameOf(day.by) })),
  };
}

function now({ app }: Context): string {
  return app.environment.now().toISOString();
}
