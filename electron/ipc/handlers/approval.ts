import {
  approvalOf,
  approvalViews,
  bindConsent,
  dueReturns,
  giveBack,
  saveAsk,
  withdraw,
} from '../../services/approvals/approvals.ts';
import { handOver, writeLetter } from '../../services/approvals/hand-over.ts';
import { requireKey } from '../../services/transfer/keys.ts';
import { clockBehind } from '../../services/today/today.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { maskAmounts } from '../../../shared/money/mask.ts';
import { withholdingOf } from '../../services/dossiers/amounts-of.ts';
import { recordOf } from '../../services/dossiers/shelf.ts';
import { askForFolder } from '../ask.ts';
import type { Context, Handlers } from '../context.ts';

type Names = Extract<keyof Handlers, `approval.${string}`>;

/** 一事一议 (E-05). */
export const approvalHandlers: Pick<Handlers, Names> = {
  'approval.list': ({ open, app }, { dossier }) => approvalViews(open, dossier, app.environment.today()),
  'approval.due': (context) =>
    dueReturns(context.open, context.app.environment.today()).map((one) =>
      withholdingOf(context, one.dossier) === null ? one : { ...one, title: maskAmounts(one.title) },
    ),
  'approval.save': (context, { dossier, request, version, ask }) => {
    recordOf(context.open.shelf.get(dossier));
    const { open, app } = context;
    const what = {
      dossier,
      ...(request === undefined ? {} : { request }),
      ...(version === undefined ? {} : { version }),
      ask,
      today: app.environment.today(),
      at: at(context),
    };
    const saved = context.commit(() => saveAsk(open, what), { files: ask.objects.length });
    changed(context, dossier);
    return { request: saved };
  },
  'approval.withdraw': (context, { dossier, request, reason }) => {
    context.commit(() => withdraw(context.open, dossier, request, reason, at(context)), { request });
    changed(context, dossier);
    return {};
  },
  'approval.letter': async (context, { dossier, request }) => {
    approvalOf(context.open, dossier, request);
    const folder = await askForFolder(context, 'export');
    const written = await writeLetter(context, { dossier, request, folder });
    changed(context, dossier);
    return written;
  },
  'approval.consent': async (context, { dossier, request, object, on, until }) => {
    const { open } = context;
    const today = context.app.environment.today();
    if (on > today || until < today)
      throw new AppError('bad_input', { rule: 'E-05', params: { path: on > today ? 'on' : 'until' } });
    context.commit(() => bindConsent(open, { dossier, request, object, on, until, at: at(context) }), {
      request,
      object,
    });
    changed(context, dossier);
    // Design section 6: a head is signed at every approval.
    await open
      .signHead('approval', context.app.environment.now())
      .catch((error: unknown) => context.app.environment.report(error));
    return {};
  },
  'approval.handOver': async (context, { dossier, request, objects, recipient, seal_to }) => {
    const { open, app } = context;
    // The gate has found a consent: without a request there is none.
    if (request === null) throw new AppError('needs_approval', { rule: 'E-05' });
    const key = seal_to === undefined ? null : requireKey(open, seal_to);
    const folder = await askForFolder(context, 'export');
    const { environment } = app;
    // Asked anew: the dialog may have stood open past the last day.
    const matter = {
      request,
      objects,
      recipient,
      today: environment.today(),
      clockBehind: clockBehind(open.store.audit.latestAt(), environment.now()) !== null,
    };
    try {
      return await handOver(context, { dossier, request, folder, key }, matter);
    } finally {
      changed(context, dossier);
    }
  },
  'approval.giveBack': (context, { dossier, request, how, object, on }) => {
    const { open } = context;
    if (on > context.app.environment.today())
      throw new AppError('bad_input', { rule: 'E-05', params: { path: 'on' } });
    context.commit(() => giveBack(open, { dossier, request, how, object, on, at: at(context) }), {
      request,
      how,
    });
    changed(context, dossier);
    return {};
  },
};

function changed(context: Context, dossier: DossierId): void {
  context.open.shelf.forget(dossier);
  context.app.environment.notify.changed({ what: 'dossier', dossier });
}

function at({ app }: Context): string {
  return app.environment.now().toISOString();
}
