import { dayInfo } from '../../../shared/calendar/calendar.ts';
import { addDays } from '../../../shared/calendar/civil.ts';
import { packageView } from '../../../shared/engine/package-view.ts';
import type { CalendarDay } from '../../../shared/ipc/contract/work.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { auditPage, checkLog } from '../../services/audit/audit.ts';
import { exportLog } from '../../services/audit/export-log.ts';
import { elsewhereOf } from '../../services/dossiers/across.ts';
import { definitionOf } from '../../services/dossiers/definitions.ts';
import { type Loaded, recordOf } from '../../services/dossiers/shelf.ts';
import { requireReady, writeArchive, writePackage } from '../../services/export/export.ts';
import { writeIndicatorTable } from '../../services/export/indicator-table.ts';
import { verifyArchive } from '../../services/archive/verify.ts';
import { find } from '../../services/search/search.ts';
import { todayView } from '../../services/today/today.ts';
import { askForFolder } from '../ask.ts';
import type { Context, Handlers } from '../context.ts';

type Names = Extract<
  keyof Handlers,
  | `today.${string}`
  | `calendar.${string}`
  | `package.${string}`
  | `archive.${string}`
  | `indicator.${string}`
  | `job.${string}`
  | `search.${string}`
  | `audit.${string}`
>;

const mostDays = 800;

export const workHandlers: Pick<Handlers, Names> = {
  'today.view': async (context) => {
    await context.open.shelf.warm();
    return todayView(context.open.shelf, today(context));
  },
  'calendar.days': (_context, { from, to }) => {
    const days: CalendarDay[] = [];
    for (let date = from; date <= to; date = addDays(date, 1)) {
      if (days.length >= mostDays)
        throw new AppError('bad_input', { params: { path: 'to', most: mostDays } });
      const { kind, name, provisional } = dayInfo(date);
      days.push({ date, kind, name, provisional });
    }
    return days;
  },
  'package.view': (context, { dossier, package: id, meeting }) => {
    const loaded = context.open.shelf.get(dossier);
    const record = recordOf(loaded);
    const day = meetingOf(loaded, id, meeting);
    return packageView(definitionOf(record.kind), record, id, {
      today: today(context),
      elsewhere: elsewhereOf(context.open, dossier),
      ...(day === null ? {} : { meeting: day }),
    });
  },
  'package.plan': (context, { dossier, package: id, meeting }) => {
    const { open } = context;
    const loaded = open.shelf.get(dossier);
    if (!definitionOf(loaded.row.kind).packages.some((known) => known.id === id)) {
      throw new AppError('bad_input', { params: { path: 'package', value: id } });
    }
    const row = loaded.plans.find((plan) => plan.value.package === id)?.row;
    context.commit(() =>
      open.store.items.save({
        dossier,
        noun: 'package',
        ...(row === undefined ? {} : { row }),
        author: open.account,
        at: context.app.environment.now().toISOString(),
        value: { package: id, meeting },
      }),
    );
    open.shelf.forget(dossier);
    context.app.environment.notify.changed({ what: 'dossier', dossier });
    return {};
  },
  'package.export': async (context, { dossier, package: id, meeting, incomplete }) => {
    const day = meetingOf(context.open.shelf.get(dossier), id, meeting);
    requireReady(context, { dossier, package: id, meeting: day, incomplete });
    const folder = await askForFolder(context, 'export');
    return writePackage(context, { dossier, package: id, meeting: day, incomplete, folder });
  },
  'archive.export': async (context, { dossier }) => {
    const folder = await askForFolder(context, 'export');
    return writeArchive(context, { dossier, folder });
  },
  'indicator.export': async (context, { dossier }) => {
    const folder = await askForFolder(context, 'export');
    return writeIndicatorTable(context, { dossier, folder });
  },
  'archive.verify': async (context) => {
    const folder = await askForFolder(context, 'verify').catch(nullIfCancelled);
    if (folder === null) return null;
    return verifyArchive(folder, {
      signal: context.job.signal,
      onProgress: (done, total, label) => context.job.progress({ done, total, unit: 'bytes', label }),
    });
  },
  'job.list': ({ app }) => app.jobs.list(),
  'job.cancel': ({ app }, { job }) => {
    app.jobs.cancel(job);
    return {};
  },
  'search.find': async (context, { text }) => {
    await context.open.shelf.warm();
    return find(context.open.shelf, text, today(context));
  },
  'audit.list': (context, page) => auditPage(context.open, page),
  'audit.check': (context) => checkLog(context.open, context.job),
  'audit.export': async (context, wanted) => {
    const folder = await askForFolder(context, 'export');
    return exportLog(context, { ...wanted, folder });
  },
};

/** The day asked about, else the planned one; the meeting that was held is an event and the engine knows it. */
function meetingOf(loaded: Loaded, id: string, asked: CivilDate | null | undefined): CivilDate | null {
  if (asked != null) return asked;
  return loaded.plans.find((plan) => plan.value.package === id)?.value.meeting ?? null;
}

function nullIfCancelled(error: unknown): null {
  if (error instanceof AppError && error.code === 'cancelled') return null;
  throw error;
}

function today({ app }: Context) {
  return app.environment.today();
}
