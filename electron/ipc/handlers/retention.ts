import type { DossierId } from '../../../shared/model/ids.ts';
import { textsIn } from '../../../shared/text/text.ts';
import { writeOneFile } from '../../services/export/one-file.ts';
import { renderPapers } from '../../services/papers/render.ts';
import {
  askForDestruction,
  confirmDestruction,
  declineRequest,
  destructionViews,
  withdrawRequest,
} from '../../services/retention/destruction.ts';
import { registerPaper } from '../../services/retention/register-paper.ts';
import { layHold, liftHold, retentionViews, saveRetention } from '../../services/retention/retention.ts';
import { askForFolder } from '../ask.ts';
import type { Context, Handlers } from '../context.ts';

type Names = Extract<keyof Handlers, `retention.${string}`>;

/** 保管、冻结、鉴定与销毁 (E-12). */
export const retentionHandlers: Pick<Handlers, Names> = {
  'retention.list': ({ open, app }) => retentionViews(open, app.environment.today()),
  'retention.save': (context, input) => {
    const { dossier, period, secrecy, closed } = input;
    context.commit(() => saveRetention(context.open, { ...input, ...now(context) }), {
      period,
      secrecy,
      closed,
      reason: input.reason,
    });
    changed(context, dossier);
    return {};
  },
  'retention.hold': (context, input) => {
    const { dossier, reason, who, until } = input;
    context.commit(() => layHold(context.open, { ...input, ...now(context) }), { reason, who, until });
    changed(context, dossier);
    return {};
  },
  'retention.lift': (context, input) => {
    const { dossier, number, reason } = input;
    context.commit(() => liftHold(context.open, { ...input, ...now(context) }), { number, reason });
    changed(context, dossier);
    return {};
  },
  'retention.request': (context, input) => {
    const request = context.commit(() => askForDestruction(context, input), { reason: input.reason });
    changed(context, input.dossier);
    return { request };
  },
  'retention.withdraw': (context, input) => {
    context.commit(() => withdrawRequest(context, input), { request: input.request, reason: input.reason });
    changed(context, input.dossier);
    return {};
  },
  'retention.confirm': async (context, { request }) => {
    try {
      return await confirmDestruction(context, request);
    } finally {
      context.app.environment.notify.changed({ what: 'dossiers' });
    }
  },
  'retention.decline': (context, { request, reason }) => {
    context.commit(() => declineRequest(context, request, reason), { request, reason });
    context.app.environment.notify.changed({ what: 'dossiers' });
    return {};
  },
  'retention.register': ({ open }) => destructionViews(open),
  'retention.print': async (context) => {
    const { open, app, job } = context;
    const { language } = app.environment;
    const folder = await askForFolder(context, 'export');
    const date = app.environment.today();
    const rows = destructionViews(open)
      .filter(({ state }) => state === 'destroyed')
      .toReversed();
    const paper = registerPaper({ language, author: open.keyring.displayName, date, rows });
    const { papers } = await renderPapers({ papers: [paper], workbooks: [] }, job.signal);
    const bytes = papers[0] ?? new Uint8Array();
    const name = await writeOneFile(
      folder,
      `${textsIn(language).retention.paper.title}_${date}`,
      'pdf',
      bytes,
    );
    context.note({ rows: rows.length });
    return { name, files: 1, bytes: bytes.length };
  },
};

function now({ app }: Context) {
  return { today: app.environment.today(), at: app.environment.now().toISOString() };
}

function changed(context: Context, dossier: DossierId): void {
  context.open.shelf.forget(dossier);
  context.app.environment.notify.changed({ what: 'dossier', dossier });
}
