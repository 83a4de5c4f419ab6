import type { HealthFinding } from '../../../shared/ipc/contract/safety.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { drill, backupFindings } from '../../services/backup/drill.ts';
import { makeBackup } from '../../services/backup/make-backup.ts';
import { noteBackup, noteDrill } from '../../services/backup/notes.ts';
import { restoreHere } from '../../services/backup/restore-here.ts';
import { dailyShare, prove } from '../../services/health/prove.ts';
import { recoverObject } from '../../services/health/recover.ts';
import { removeLeft } from '../../services/health/remove.ts';
import { healthReport } from '../../services/health/report.ts';
import { askForFolder } from '../ask.ts';
import type { Context, Handlers } from '../context.ts';

type Names = Extract<keyof Handlers, `health.${string}` | `backup.${string}`>;

/** Health, proofs, backup, restore. */
export const safetyHandlers: Pick<Handlers, Names> = {
  'health.report': (context) =>
    healthReport(context.open, {
      userData: context.app.environment.userData,
      now: context.app.environment.now(),
      busy: othersRun(context),
    }),
  'health.prove': async (context, { all }) => {
    const { open, job, app } = context;
    const found = await prove(open, {
      ...(all ? {} : { budget: dailyShare(open) }),
      // It reads with the session's keys: a lock ends it, and what was proven is noted.
      signal: AbortSignal.any([job.signal, open.ended]),
      now: app.environment.now,
      onProgress: (done, total) => job.progress({ done, total, unit: 'bytes' }),
    });
    const failed = found.filter(({ code }) => code !== null);
    const bytes = found.reduce((sum, { size }) => sum + size, 0);
    context.commit(() => open.store.settings.set('proved', at(context), at(context)), {
      checked: found.length,
      failed: failed.map(({ object }) => object),
    });
    return { checked: found.length, bytes, failed: failed.length };
  },
  'health.remove': async (context, { code, object }) => {
    if (othersRun(context)) throw new AppError('conflict', { params: { what: 'jobs' } });
    context.note({ code, object });
    await removeLeft(context.open, context.app.environment.userData, { code, object });
    return {};
  },
  'health.recover': async (context, { dossier, object }) => {
    const folder = await askForFolder(context, 'restore');
    const { userData } = context.app.environment;
    context.note({ object });
    await recoverObject(context.open, { dossier, object, folder, userData }, at(context), context.job.signal);
    changed(context, dossier);
    return {};
  },
  'backup.run': async (context) => {
    const { open, job, app } = context;
    const folder = await askForFolder(context, 'backup');
    const { userData, version, now } = app.environment;
    const report = await makeBackup(open, {
      userData,
      folder,
      now,
      application: version,
      signal: job.signal,
      onProgress: (done, total, label) => job.progress({ done, total, unit: 'bytes', label }),
    });
    const { name, snapshot, objects, bytes, lacking } = report;
    noteBackup(
      open.store,
      { name, snapshot, at: report.at, objects, bytes, lacking: lacking.length, proven_at: null },
      report.at,
    );
    context.note({ snapshot, objects, bytes, lacking: lacking.length });
    return report;
  },
  'backup.drill': async (context) => {
    const { open, job, app } = context;
    const folder = await askForFolder(context, 'restore');
    const report = await drill(open, {
      userData: app.environment.userData,
      folder,
      now: app.environment.now,
      signal: AbortSignal.any([job.signal, open.ended]),
      onProgress: (done, total) => job.progress({ done, total, unit: 'bytes' }),
    });
    const whole = !report.findings.some(({ severity }: HealthFinding) => severity === 'block');
    noteDrill(open.store, report.snapshot, whole ? at(context) : null, at(context));
    context.note({ snapshot: report.snapshot, objects: report.objects, whole });
    return report;
  },
  'backup.restore': async (context, { login, password, snapshot }) => {
    const { app, job } = context;
    const folder = await askForFolder(context, 'restore');
    const staged = await restoreHere(app.environment, {
      folder,
      login,
      password,
      snapshot,
      signal: job.signal,
      onProgress: (done, total) => job.progress({ done, total, unit: 'bytes' }),
    });
    await app.session.reread();
    await app.session.unlock(login, password);
    const { name, manifest } = staged;
    try {
      context.commit(() => undefined, { restored: staged.snapshot, taken_at: manifest.at });
    } catch (error) {
      app.session.lock('system');
      throw error;
    }
    return {
      status: app.session.status(),
      name,
      snapshot: staged.snapshot,
      taken_at: manifest.at,
      objects: manifest.objects.length - staged.damaged.length,
      findings: backupFindings(staged),
    };
  },
};

/** Whether another job runs; this call may be one itself. */
function othersRun({ app, job }: Context): boolean {
  return app.jobs.list().some((each) => each.job !== job.id && !each.what.startsWith('health.'));
}

function changed({ app }: Context, dossier: DossierId): void {
  app.environment.notify.changed({ what: 'dossier', dossier });
}

function at({ app }: Context): string {
  return app.environment.now().toISOString();
}
