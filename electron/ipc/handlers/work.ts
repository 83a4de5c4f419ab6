import { packageView } from '../../../shared/engine/package-view.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { auditPage, checkLog } from '../../services/audit/audit.ts';
import { exportLog } from '../../services/audit/export-log.ts';
import { textsIn } from '../../../shared/text/text.ts';
import { cutDay } from '../../../shared/today/cut.ts';
import { type Day, sieve, type TodayFilter, todayGroups } from '../../../shared/today/filter.ts';
import { maskAmounts } from '../../../shared/money/mask.ts';
import { judgingOf } from '../../services/calendar/store-calendar.ts';
import { answered } from '../../services/dossiers/answers.ts';
import { elsewhereOf } from '../../services/dossiers/across.ts';
import { definitionOf } from '../../services/dossiers/definitions.ts';
import { checksOf, type Loaded, recordOf } from '../../services/dossiers/shelf.ts';
import { requireReady, writePackage } from '../../services/export/export.ts';
import { writeIndicatorTable } from '../../services/export/indicator-table.ts';
import { requireForm, writeForm } from '../../services/export/filled-form.ts';
import { requireLetter, writeLetter } from '../../services/export/reply-letter.ts';
import { writeOneFile } from '../../services/export/one-file.ts';
import { renderPapers } from '../../services/papers/render.ts';
import { find } from '../../services/search/search.ts';
import { todayCalendar, todayPaper } from '../../services/today/leaving.ts';
import { clockBehind, dayOf } from '../../services/today/today.ts';
import { askForFolder } from '../ask.ts';
import type { Context, Handlers } from '../context.ts';
import { withholdingOf } from '../../services/dossiers/amounts-of.ts';

type Names = Extract<
  keyof Handlers,
  | `today.${string}`
  | `package.${'view' | 'plan' | 'export'}`
  | `indicator.${string}`
  | 'form.export'
  | `reply.${string}`
  | `job.${string}`
  | `search.${string}`
  | `audit.${string}`
>;

export const workHandlers: Pick<Handlers, Names> = {
  'today.view': async (context, { filter, limits }) => {
    await context.open.shelf.warm();
    return {
      ...cutDay(withheldDay(context), filter, limits),
      clock_behind: clockBehind(context.open.store.audit.latestAt(), context.app.environment.now()),
    };
  },
  'today.print': async (context, { filter }) => {
    const { today } = judgingOf(context);
    const folder = await askForFolder(context, 'export');
    const { language } = context.app.environment;
    const author = context.open.keyring.displayName;
    const paper = todayPaper({ ...(await sieved(context, filter)), author });
    const { papers } = await renderPapers({ papers: [paper], workbooks: [] }, context.job.signal);
    return leave(context, folder, `${textsIn(language).leaving.fileName}_${today}`, 'pdf', papers[0]);
  },
  'today.calendarFile': async (context, { filter, titles }) => {
    const { today } = judgingOf(context);
    const folder = await askForFolder(context, 'export');
    const { language, version } = context.app.environment;
    const stamp = context.app.environment.now().toISOString();
    const what = await sieved(context, filter);
    const { text, events } = todayCalendar(what, { titles, stamp, version });
    context.note({ titles, events });
    const bytes = new TextEncoder().encode(text);
    const name = `${textsIn(language).leaving.fileName}_${today}`;
    return { ...(await leave(context, folder, name, 'ics', bytes)), events };
  },
  'package.view': (context, { dossier, package: id, meeting }) => {
    const loaded = context.open.shelf.get(dossier);
    const record = recordOf(loaded);
    const day = meetingOf(loaded, id, meeting);
    const view = packageView(definitionOf(record.kind), record, id, {
      ...judgingOf(context),
      checks: checksOf(loaded),
      elsewhere: elsewhereOf(context.open, dossier),
      ...(day === null ? {} : { meeting: day }),
    });
    const whole = { ...view, findings: answered(view.findings, loaded, context.open) };
    const withholding = withholdingOf(context, dossier);
    return withholding === null
      ? whole
      : {
          ...whole,
          due: whole.due === null ? null : withholding.obligation(whole.due),
          findings: whole.findings.map((finding) => withholding.finding(finding)),
        };
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
  'package.export': async (context, { dossier, package: id, meeting, incomplete, copy }) => {
    const day = meetingOf(context.open.shelf.get(dossier), id, meeting);
    requireReady(context, { dossier, package: id, meeting: day, incomplete });
    const folder = await askForFolder(context, 'export');
    return writePackage(context, { dossier, package: id, meeting: day, incomplete, folder, copy });
  },
  'indicator.export': async (context, { dossier }) => {
    const folder = await askForFolder(context, 'export');
    return writeIndicatorTable(context, { dossier, folder });
  },
  'reply.export': async (context, { dossier, obligation }) => {
    requireLetter(context, dossier, obligation);
    const folder = await askForFolder(context, 'export');
    return writeLetter(context, { dossier, obligation, folder });
  },
  'form.export': async (context, { dossier }) => {
    requireForm(context, dossier);
    const folder = await askForFolder(context, 'export');
    return writeForm(context, { dossier, folder });
  },
  'job.list': ({ app }) => app.jobs.list(),
  'job.cancel': ({ app }, { job }) => {
    app.jobs.cancel(job);
    return {};
  },
  'search.find': async (context, { text }) => {
    await context.open.shelf.warm();
    return find(
      context.open.shelf,
      text,
      judgingOf(context),
      (dossier) => withholdingOf(context, dossier) !== null,
    );
  },
  'audit.list': (context, page) => auditPage(context.open, page),
  'audit.check': (context) => checkLog(context.open, context.job),
  'audit.export': async (context, wanted) => {
    const folder = await askForFolder(context, 'export');
    return exportLog(context, { ...wanted, folder });
  },
};

/** The day across all dossiers, amounts kept back where they are secret and not in sight. */
function withheldDay(context: Context): Day {
  const day = dayOf(context.open.shelf, judgingOf(context));
  const groups = todayGroups.map((group) => [
    group,
    day[group].map((row) => {
      const withholding = withholdingOf(context, row.dossier);
      return withholding === null
        ? row
        : {
            ...row,
            dossier_title: maskAmounts(row.dossier_title),
            obligation: withholding.obligation(row.obligation),
          };
    }),
  ]);
  return { ...day, ...(Object.fromEntries(groups) as Pick<Day, (typeof todayGroups)[number]>) };
}

async function sieved(context: Context, filter: TodayFilter) {
  await context.open.shelf.warm();
  const view = sieve(withheldDay(context), filter);
  return { view, filter, language: context.app.environment.language };
}

async function leave(context: Context, folder: string, name: string, ending: string, bytes?: Uint8Array) {
  if (bytes === undefined) throw new AppError('internal', { params: { what: 'no paper' } });
  context.job.signal.throwIfAborted();
  const written = await writeOneFile(folder, name.replaceAll('-', ''), ending, bytes);
  context.note({ files: 1, bytes: bytes.length });
  return { name: written, files: 1, bytes: bytes.length };
}

/** The day asked about, else the planned one; the meeting that was held is an event and the engine knows it. */
export function meetingOf(loaded: Loaded, id: string, asked: CivilDate | null | undefined): CivilDate | null {
  return asked ?? plannedMeeting(loaded, id);
}

/** The day that is planned for a package's meeting, where no other is asked about. */
export function plannedMeeting(loaded: Loaded, id: string): CivilDate | null {
  return loaded.plans.find((plan) => plan.value.package === id)?.value.meeting ?? null;
}
