import { AppError } from '../../../shared/model/errors.ts';
import { fileSource } from '../../services/evidence/file-source.ts';
import { definitionOf } from '../../services/dossiers/definitions.ts';
import { recordOf } from '../../services/dossiers/shelf.ts';
import { requireReady } from '../../services/export/export.ts';
import { writeOneFile } from '../../services/export/one-file.ts';
import {
  mostTemplateBytes,
  type OwnTemplate,
  templateFor,
  templateFrom,
  templatesOf,
  writeTemplates,
} from '../../services/papers/templates.ts';
import { papersOf, requireOffers, writePapers } from '../../services/papers/write-paper.ts';
import { askForFiles, askForFolder } from '../ask.ts';
import type { Context, Handlers } from '../context.ts';
import { plannedMeeting } from './work.ts';

type Names = Extract<keyof Handlers, `paper.${string}`>;

export const paperHandlers: Pick<Handlers, Names> = {
  'paper.list': (context, { dossier }) => papersOf(context, dossier),
  'paper.write': async (context, { dossier, papers, package: id, obligation }) => {
    const loaded = context.open.shelf.get(dossier);
    requireOffers(definitionOf(recordOf(loaded).kind), papers);
    const bundle =
      id === undefined
        ? null
        : requireReady(context, {
            dossier,
            package: id,
            meeting: plannedMeeting(loaded, id),
            incomplete: true,
          }).view;
    const folder = await askForFolder(context, 'export');
    return writePapers(context, { dossier, papers, obligation, bundle, folder });
  },
  'paper.takeTemplate': async (context) => {
    const { app, open } = context;
    const chosen = (await askForFiles(context, false))?.[0];
    if (chosen === undefined) {
      context.nothingWritten();
      return null;
    }
    const source = await fileSource(chosen.path, app.environment.userData);
    if (source.size > mostTemplateBytes)
      throw new AppError('template_refused', { params: { where: 'size' } });
    const parts: Uint8Array[] = [];
    for await (const part of source.pieces) parts.push(Uint8Array.from(part));
    open.ended.throwIfAborted();
    const template = templateFrom(Buffer.concat(parts));
    const own: OwnTemplate = { key: template.key, template, by: open.account, at: now(context) };
    keep(context, [...others(context, template.key), own], { template: template.key });
    return { template: template.key, title: template.title };
  },
  'paper.resetTemplate': (context, { template }) => {
    if (!templatesOf(context.open.store.settings).some(({ key }) => key === template)) {
      throw new AppError('not_found', { params: { template } });
    }
    keep(context, others(context, template), { template, reset: true });
    return {};
  },
  'paper.giveTemplate': async (context, { template }) => {
    const held = templateFor(context.open.store.settings, template);
    const folder = await askForFolder(context, 'export');
    const bytes = new TextEncoder().encode(`${JSON.stringify(held, null, 2)}\n`);
    const name = await writeOneFile(folder, held.key, 'json', bytes);
    context.note({ files: 1, bytes: bytes.length, template });
    return { name, files: 1, bytes: bytes.length };
  },
};

function others({ open }: Context, key: string): OwnTemplate[] {
  return templatesOf(open.store.settings).filter((one) => one.key !== key);
}

function keep(context: Context, templates: readonly OwnTemplate[], detail: Record<string, unknown>): void {
  context.commit(() => writeTemplates(context.open.store.settings, templates, now(context)), detail);
}

function now({ app }: Context): string {
  return app.environment.now().toISOString();
}
