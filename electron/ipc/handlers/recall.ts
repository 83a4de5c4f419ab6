import { certificate, recall, recallViews } from '../../services/recall/recall.ts';
import { askForFolder } from '../ask.ts';
import type { Handlers } from '../context.ts';

type Names = Extract<keyof Handlers, `recall.${string}`>;

/** 收回 (E-07). */
export const recallHandlers: Pick<Handlers, Names> = {
  'recall.run': async (context, input) => {
    context.open.shelf.get(input.dossier);
    const folder = await askForFolder(context, 'export');
    try {
      return await recall(context, input, folder);
    } finally {
      const { notify } = context.app.environment;
      notify.changed({ what: 'dossiers' });
      notify.changed({ what: 'dossier', dossier: input.dossier });
    }
  },
  'recall.list': ({ open }) => recallViews(open),
  'recall.certificate': async (context, { recall: id }) => {
    const folder = await askForFolder(context, 'export');
    const written = await certificate(context, id, folder);
    context.note({ recall: id });
    return written;
  },
};
