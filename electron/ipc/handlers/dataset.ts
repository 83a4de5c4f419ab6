import path from 'node:path';
import { AppError } from '../../../shared/model/errors.ts';
import type { ObjectId } from '../../../shared/model/ids.ts';
import { usualMarking } from '../../../shared/model/marking.ts';
import { datasetType, type Entry, shownPath } from '../../services/datasets/entry.ts';
import { intakeFolder, type SealedPart } from '../../services/datasets/intake.ts';
import { datasetOf, page } from '../../services/datasets/manifest.ts';
import { releaseFolder } from '../../services/datasets/release.ts';
import { definitionOf } from '../../services/dossiers/definitions.ts';
import { evidenceOf } from '../../services/dossiers/views.ts';
import { record } from '../../services/evidence/seal.ts';
import { refuseStateSecretName } from '../../services/evidence/marking.ts';
import { askForFolder } from '../ask.ts';
import type { Handlers } from '../context.ts';

type Names = Extract<keyof Handlers, `dataset.${string}`>;

export const datasetHandlers: Pick<Handlers, Names> = {
  'dataset.choose': async (context, { dossier, links, marking: declared }) => {
    const { open, app, job } = context;
    const marking = declared ?? usualMarking(definitionOf(open.shelf.get(dossier).row.kind));
    const root = await askForFolder(context, 'intake').catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'cancelled' && !job.signal.aborted) return null;
      throw error;
    });
    if (root === null) {
      context.nothingWritten();
      return null;
    }
    const name = path.basename(root);
    refuseStateSecretName(name);
    const parts: ObjectId[] = [];
    const keep = ({ sealed, meta }: SealedPart): void => {
      const { sm3, sha256 } = sealed;
      const row = { sealed, meta: { name, type: datasetType, sm3, sha256, dataset: meta, marking } };
      const write = (): ObjectId => record(open, dossier, row, app.environment.now().toISOString());
      // Each batch is acknowledged with a row of the log of its own; the last one ends the call.
      const facts = { files: meta.files, part: meta.part, classes: [marking.infoClass] };
      parts.push(meta.last ? context.commit(write, facts) : context.commitPart(write, facts));
      sealed.key.destroy();
    };
    try {
      const last = await intakeFolder({
        vault: open.vault,
        root,
        links,
        signal: job.signal,
        onProgress: (done, total, label) => job.progress({ done, total, unit: 'files', label }),
        keep,
      });
      const loaded = open.shelf.get(dossier);
      const items = evidenceOf(loaded, definitionOf(loaded.row.kind));
      return items.find((item) => item.object === last.sealed.id) ?? null;
    } finally {
      if (parts.length > 0) app.environment.notify.changed({ what: 'dossier', dossier });
    }
  },
  'dataset.page': async ({ open }, { dossier, object, from, limit }) => {
    const dataset = datasetOf(open.shelf.get(dossier).objects, object);
    const { complete, files, folders, bytes, entries, head } = dataset;
    const rows = (await page(open, dataset, from, limit)).map(rowOf);
    return { name: head.meta.name, complete, files, folders, bytes, entries, rows };
  },
  'dataset.export': async (context, { dossier, object }) => {
    const { open, job } = context;
    const dataset = datasetOf(open.shelf.get(dossier).objects, object);
    const folder = await askForFolder(context, 'export');
    const written = await releaseFolder(open, dataset, folder, dataset.head.meta.name, {
      signal: job.signal,
      onProgress: (done, total, label) => job.progress({ done, total, unit: 'files', label }),
    });
    context.note({ files: written.files, bytes: written.bytes });
    return written;
  },
};

const kinds = { f: 'file', d: 'folder', l: 'link', n: 'not_taken' } as const;

function rowOf(entry: Entry) {
  return {
    path: shownPath(entry),
    valid: entry.p !== undefined,
    kind: kinds[entry.k],
    size: entry.s ?? null,
    modified_at: entry.t === undefined ? null : new Date(Number(BigInt(entry.t) / 1_000_000n)).toISOString(),
    sm3: entry.h ?? null,
    to: entry.k === 'l' ? (entry.to ?? Buffer.from(entry.tx ?? '', 'hex').toString('utf8')) : null,
    why: entry.why ?? null,
  };
}
