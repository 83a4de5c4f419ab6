import { writeCopy } from '../../services/export/export.ts';
import { askForFolder } from '../ask.ts';
import type { Handlers } from '../context.ts';
import { materialOf, saveMaterial } from './evidence.ts';
import { meetingOf } from './work.ts';

export const packageHandlers: Pick<Handlers, 'package.readingCopy' | 'material.paper'> = {
  'material.paper': (context, { dossier, entry, pages, matches, copies, holders }) => {
    const loaded = context.open.shelf.get(dossier);
    const material = materialOf(loaded, entry);
    const row = loaded.objects.find(({ id }) => id === material['object']);
    const own = row?.meta['pages'];
    const values = {
      ...material,
      pages: typeof own === 'number' ? own : null,
      paper_pages: pages,
      paper_matches: matches,
      paper_copies: copies,
      holders: holders.map((one) => ({ ...one })),
    };
    saveMaterial(context, dossier, values, entry);
    return {};
  },
  'package.readingCopy': async (context, { dossier, package: id, meeting }) => {
    const day = meetingOf(context.open.shelf.get(dossier), id, meeting);
    const folder = await askForFolder(context, 'export');
    return writeCopy(context, { dossier, package: id, meeting: day, folder });
  },
};
