import { writeCopy } from '../../services/export/export.ts';
import { askForFolder } from '../ask.ts';
import type { Handlers } from '../context.ts';
import { meetingOf } from './work.ts';

export const packageHandlers: Pick<Handlers, 'package.readingCopy'> = {
  'package.readingCopy': async (context, { dossier, package: id, meeting }) => {
    const day = meetingOf(context.open.shelf.get(dossier), id, meeting);
    const folder = await askForFolder(context, 'export');
    return writeCopy(context, { dossier, package: id, meeting: day, folder });
  },
};
