import { AppError } from '../../shared/model/errors.ts';
import type { FolderPurpose } from '../app/environment.ts';
import { isInside } from '../services/export/own-folder.ts';
import type { Context } from './context.ts';

/**
 * Waits for one of main's dialogs, one at a time. A lock ends the waiting: whoever answers a dialog that still
 * stands there writes and seals nothing any more (E-06).
 * @throws AppError `locked`, `conflict` while another dialog is open
 */
async function ask<T>(context: Context, dialog: () => Promise<T>): Promise<T> {
  const { app } = context;
  // Before the set-up there is nobody whose lock could end the waiting.
  const session = app.session.state === 'not_set_up' ? null : context.open;
  if (app.asking) throw new AppError('conflict', { params: { what: 'dialog' } });
  app.asking = true;
  const answered = dialog().finally(() => {
    app.asking = false;
  });
  answered.catch(() => undefined);
  if (session === null) return answered;
  const { ended: signal } = session;
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const end = (): void => reject(new AppError('locked'));
  signal.addEventListener('abort', end, { once: true });
  try {
    const answer = await Promise.race([answered, ended]);
    signal.throwIfAborted();
    return answer;
  } finally {
    signal.removeEventListener('abort', end);
  }
}

export function askForFiles(
  context: Context,
  many: boolean,
): Promise<{ path: string; name: string }[] | null> {
  return ask(context, () => context.app.environment.dialogs.chooseFiles({ many }));
}

/**
 * The person's folder, from main's dialog only; never the store's own.
 * @throws AppError `cancelled`, `destination_unwritable`, `not_an_archive`, `not_a_backup`, `locked`
 */
export async function askForFolder(context: Context, purpose: FolderPurpose): Promise<string> {
  const folder = await ask(context, () => context.app.environment.dialogs.chooseFolder({ purpose }));
  if (folder === null) throw new AppError('cancelled');
  const store = context.app.environment.userData;
  // What reads every file below takes no folder that holds the store either.
  const readsAll = purpose === 'verify' || purpose === 'intake';
  if ((await isInside(store, folder)) || (readsAll && (await isInside(folder, store)))) {
    throw new AppError(refusals[purpose], { params: { reason: 'own_store' } });
  }
  return folder;
}

const refusals = {
  export: 'destination_unwritable',
  backup: 'destination_unwritable',
  verify: 'not_an_archive',
  intake: 'file_unreadable',
  restore: 'not_a_backup',
} as const satisfies Record<FolderPurpose, string>;
