import { AppError } from '../../../shared/model/errors.ts';
import { importArchive } from '../../services/archive/import/import-archive.ts';
import { readProfile, saveProfile } from '../../services/archive/unit-profile.ts';
import { verifyArchive } from '../../services/archive/verify.ts';
import { writeArchive } from '../../services/export/export.ts';
import { writeSupplement } from '../../services/export/supplement.ts';
import { askForFolder } from '../ask.ts';
import type { Context, Handlers } from '../context.ts';

type Names = Extract<keyof Handlers, `archive.${string}`>;

export const archiveHandlers: Pick<Handlers, Names> = {
  'archive.export': async (context, { dossier }) => {
    const folder = await askForFolder(context, 'export');
    return writeArchive(context, { dossier, folder });
  },
  'archive.supplement': async (context, { dossier }) => {
    const base = await askForFolder(context, 'verify');
    return writeSupplement(context, { dossier, base });
  },
  'archive.verify': async (context) => {
    const folder = await askForArchive(context);
    if (folder === null) return null;
    return verifyArchive(folder, {
      signal: context.job.signal,
      onProgress: (done, total, label) => context.job.progress({ done, total, unit: 'bytes', label }),
    });
  },
  'archive.profile': ({ open }) => readProfile(open.store.settings),
  'archive.setProfile': (context, profile) => {
    const at = context.app.environment.now().toISOString();
    context.commit(() => saveProfile(context.open.store.settings, profile, at));
    return {};
  },
  'archive.import': async (context) => {
    const folder = await askForArchive(context);
    if (folder === null) {
      context.nothingWritten();
      return null;
    }
    const { open, job, app } = context;
    const { environment } = app;
    const brought = await importArchive(folder, {
      open,
      job,
      now: () => environment.now(),
      commit: (write, detail) => context.commit(write, detail),
      report: (error) => environment.report(error),
    });
    environment.notify.changed({ what: 'dossiers', dossier: brought.id });
    return brought;
  },
};

/** The folder of an archive; null where the person thought better of it. */
function askForArchive(context: Context): Promise<string | null> {
  return askForFolder(context, 'verify').catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'cancelled') return null;
    throw error;
  });
}
