import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId, ObjectId } from '../../../shared/model/ids.ts';
import type { RecallFacts } from '../../../shared/model/recall.ts';
import type { Context } from '../../ipc/context.ts';
import { diskLayer } from '../../vault/file-layer.ts';

/** How long calls that read the dossier are given to end; they were cancelled and end at their next piece. */
const patienceMs = 30_000;

/** What went, and what stays told of it. */
export interface Taken {
  id: string;
  objects: ObjectId[];
  at: string;
  facts: RecallFacts;
}

/**
 * Takes rows and keys away for good: what runs is ended, and when no other call is under way `take` deletes within one
 * transaction with the row of the log. Needs no key of the dossier.
 * @throws AppError `conflict` where work on it does not end, and whatever `take` throws: then nothing is gone
 */
export async function takeAway(
  context: Context,
  { dossier, scope, rule }: { dossier: DossierId; scope: 'dossier' | 'object'; rule: 'E-07' | 'E-12' },
  take: (at: string) => Taken,
): Promise<Taken> {
  const { app, open } = context;
  const release = open.beginRecall(dossier);
  try {
    app.jobs.cancelAll(context.job.id);
    app.tickets.closeOf(dossier);
    app.drops.abortAll();
    app.imports.forget(null);
    const until = performance.now() + patienceMs;
    while (open.underWay > 1) {
      if (performance.now() > until)
        throw new AppError('conflict', { rule: 'E-07', params: { what: 'jobs' } });
      await setTimeout(5);
    }
    // From here to the end of the transaction nothing pauses: whoever read has ended, whoever asks is refused.
    open.ended.throwIfAborted();
    const at = app.environment.now().toISOString();
    const done = open.store.transaction(() => {
      const taken = take(at);
      open.audit(app.environment.now(), {
        channel: context.channel,
        stage: 'single',
        outcome: 'ok',
        rule,
        lifecycle: 'destroy',
        // Of no dossier: its key seals nothing any more.
        dossier: null,
        details: { recall: taken.id, dossier, scope, ...taken.facts },
      });
      return taken;
    });
    open.shelf.forget(dossier);
    if (scope === 'dossier') open.keys.forget(dossier);
    return done;
  } finally {
    release();
  }
}

/** Readers, files, the log of the database and its copies: what fails here is told, and its keys are gone already. */
export async function sweep(
  context: Context,
  objects: readonly ObjectId[],
  copies: readonly string[],
): Promise<void> {
  const { open, app } = context;
  const told = (error: unknown) => app.environment.report(error);
  for (const object of objects) await open.vault.remove(object).catch(told);
  for (const copy of copies) await rm(copy, { force: true }).catch(told);
  try {
    open.store.checkpoint();
  } catch (error) {
    told(error);
  }
}

/** Copies that were taken before a migration, on this machine: they hold what is taken away, under the same key. */
export async function oldCopies(userData: string): Promise<string[]> {
  const folder = join(userData, 'backups');
  const names = await diskLayer.list(folder).catch(() => []);
  return names.filter(({ name }) => name.includes('.before-')).map(({ name }) => join(folder, name));
}
