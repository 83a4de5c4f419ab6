import type { Marking } from '../../../shared/model/marking.ts';
import type { Sealed } from '../../../shared/ipc/contract/evidence.ts';
import { AppError } from '../../../shared/model/errors.ts';
import { usualMarking } from '../../../shared/model/marking.ts';
import type { DossierId, ItemId } from '../../../shared/model/ids.ts';
import { definitionOf } from '../../services/dossiers/definitions.ts';
import { type Loaded, recordOf } from '../../services/dossiers/shelf.ts';
import { evidenceOf } from '../../services/dossiers/views.ts';
import type { PieceQueue } from '../../services/evidence/drops.ts';
import { fileSource } from '../../services/evidence/file-source.ts';
import { refuseStateSecretName } from '../../services/evidence/marking.ts';
import { forgo, type Ingested, ingest, record } from '../../services/evidence/seal.ts';
import { askForFiles } from '../ask.ts';
import type { Context, Handlers } from '../context.ts';
import type { LookNames } from './look.ts';

type Names = Exclude<
  Extract<keyof Handlers, `evidence.${string}` | `material.${string}` | `drop.${string}`>,
  LookNames | 'material.paper'
>;

const materials = 'materials';

export const evidenceHandlers: Pick<Handlers, Names> = {
  'evidence.choose': async (context, { dossier, many, marking }) => {
    context.open.shelf.get(dossier);
    const chosen = await askForFiles(context, many);
    return sealAll(context, dossier, chosen ?? [], marking);
  },
  'evidence.list': (context, { dossier }) => listOf(context, dossier),
  'evidence.ticket': (context, { dossier, object }) => {
    const { ticket, row } = context.app.tickets.issue(context.open, dossier, object);
    context.note({ object });
    return { ticket, url: `/ticket/${ticket}`, size: row.size, type: row.meta.type, name: row.meta.name };
  },
  'evidence.release': ({ app }, { ticket }) => {
    app.tickets.release(ticket);
    return {};
  },
  'material.bind': (context, { dossier, object, package: id, piece }) => {
    const loaded = context.open.shelf.get(dossier);
    const definition = definitionOf(recordOf(loaded).kind);
    const known = definition.packages.find((candidate) => candidate.id === id);
    if (known?.pieces.some((candidate) => candidate.key === piece) !== true) {
      throw new AppError('bad_input', { params: { path: 'piece', value: piece } });
    }
    context.open.store.objects.get(dossier, object);
    const there = loaded.entries[materials]?.find(
      ({ values }) => values['object'] === object && values['piece'] === piece && values['package'] === id,
    );
    if (there !== undefined) {
      // The same file under the same piece is the same binding; what was confirmed of it stays.
      context.nothingWritten();
      return { entry: there.id };
    }
    const values = { piece, package: id, object, sealed: 'unsure', confirmed: false };
    const entry = saveMaterial(context, dossier, values);
    return { entry };
  },
  'material.confirm': (context, { dossier, entry, sealed }) => {
    const material = materialOf(context.open.shelf.get(dossier), entry);
    saveMaterial(
      context,
      dossier,
      { ...material, sealed: sealed ?? 'unsure', confirmed: sealed !== null },
      entry,
    );
    return {};
  },
  'material.unbind': (context, { dossier, entry }) => {
    materialOf(context.open.shelf.get(dossier), entry);
    context.commit(() =>
      context.open.store.items.remove({
        dossier,
        row: entry,
        author: context.open.account,
        at: now(context),
      }),
    );
    changed(context, dossier);
    return {};
  },
  'drop.file': async (context, { dossier, path, name, marking }) => {
    context.open.shelf.get(dossier);
    return sealAll(context, dossier, [{ path, name }], marking);
  },
  'drop.begin': (context, { dossier, name, size, job, marking }) => {
    const { app, open } = context;
    open.shelf.get(dossier);
    refuseStateSecretName(name);
    const start = (queue: PieceQueue) =>
      app.jobs.run('evidence.drop', { id: job, dossier, now: app.environment.now() }, (running) => {
        running.progress({ total: size, unit: 'bytes', label: name });
        running.signal.addEventListener('abort', () => queue.fail(new AppError('cancelled')), { once: true });
        return ingest(open, queue, name, running).then((ingested) =>
          declared(context, dossier, ingested, marking),
        );
      });
    const drop = app.drops.begin({ dossier, name, size, start, forgo: (ingested) => forgo(open, ingested) });
    return { drop };
  },
  'drop.piece': async ({ app }, { drop, bytes }) => {
    await app.drops.push(drop, bytes);
    return {};
  },
  'drop.end': async (context, { dossier, drop }) => {
    const ingested = await context.app.drops.end(drop, dossier);
    return keep(context, dossier, [ingested], []);
  },
  'drop.abort': ({ app }, { drop }) => {
    app.drops.abort(drop);
    return {};
  },
};

/** Seals one file after another; a file that is refused does not stop the others. */
async function sealAll(
  context: Context,
  dossier: DossierId,
  files: { path: string; name: string }[],
  marking: Marking | undefined,
): Promise<Sealed> {
  const done: Ingested[] = [];
  const refused: Sealed['refused'] = [];
  for (const file of files) {
    try {
      refuseStateSecretName(file.name);
      const source = await fileSource(file.path, context.app.environment.userData);
      context.job.progress({ done: 0, total: source.size, unit: 'bytes', label: file.name });
      const ingested = await ingest(context.open, source.pieces, file.name, context.job);
      done.push(declared(context, dossier, ingested, marking));
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'cancelled') {
        await forgoAll(context, done);
        throw error;
      }
      // E-16: a row of its own, for whoever has to follow it up.
      if (error.code === 'state_secret_marking') context.refused(error, error.params);
      refused.push({ name: file.name, code: error.code });
    }
  }
  return keep(context, dossier, done, refused);
}

/** E-13: every paper has its class from the moment it comes in. */
function declared(
  { open }: Context,
  dossier: DossierId,
  { sealed, meta }: Ingested,
  marking: Marking | undefined,
): Ingested {
  const usual = usualMarking(definitionOf(open.shelf.get(dossier).row.kind));
  return { sealed, meta: { ...meta, marking: marking ?? usual } };
}

async function keep(
  context: Context,
  dossier: DossierId,
  ingested: Ingested[],
  refused: Sealed['refused'],
): Promise<Sealed> {
  if (ingested.length === 0) {
    context.nothingWritten();
    return { items: [], refused };
  }
  const ids = await committed(context, ingested, () =>
    ingested.map((each) => record(context.open, dossier, each, now(context))),
  );
  changed(context, dossier);
  for (const each of ingested) each.sealed.key.destroy();
  return { items: listOf(context, dossier).filter((item) => ids.includes(item.object)), refused };
}

async function committed<T>(context: Context, ingested: readonly Ingested[], write: () => T): Promise<T> {
  try {
    const classes = [...new Set(ingested.map(({ meta }) => (meta['marking'] as Marking).infoClass))];
    return context.commit(write, { files: ingested.length, classes });
  } catch (error) {
    await forgoAll(context, ingested);
    throw error;
  }
}

/** Nothing was told as saved: nothing stays. */
async function forgoAll(context: Context, ingested: readonly Ingested[]): Promise<void> {
  for (const each of ingested) {
    await forgo(context.open, each).catch((error: unknown) => context.app.environment.report(error));
  }
}

function listOf(context: Context, dossier: DossierId) {
  const loaded = context.open.shelf.get(dossier);
  return evidenceOf(loaded, definitionOf(loaded.row.kind));
}

/** The row of a file under a piece. @throws AppError `not_found` */
export function materialOf(loaded: Loaded, entry: ItemId) {
  const found = loaded.entries[materials]?.find((candidate) => candidate.id === entry);
  if (found === undefined) throw new AppError('not_found', { rule: 'E-03' });
  return found.values;
}

export function saveMaterial(
  context: Context,
  dossier: DossierId,
  values: Record<string, string | number | boolean | null | object>,
  entry?: ItemId,
): ItemId {
  const saved = context.commit(() =>
    context.open.store.items.save({
      dossier,
      noun: 'entry',
      ...(entry === undefined ? {} : { row: entry }),
      author: context.open.account,
      at: now(context),
      value: { ledger: materials, values },
    }),
  );
  changed(context, dossier);
  return saved.row;
}

function changed(context: Context, dossier: DossierId): void {
  context.open.shelf.forget(dossier);
  context.app.environment.notify.changed({ what: 'dossier', dossier });
}

function now({ app }: Context): string {
  return app.environment.now().toISOString();
}
