import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId, ObjectId } from '../../../shared/model/ids.ts';
import { lowers, type Marking } from '../../../shared/model/marking.ts';
import { mayCopy } from '../../app/standing.ts';
import { lookAtPage } from '../../services/evidence/look-at-page.ts';
import { markedRow } from '../../services/evidence/marks.ts';
import type { Context, Handlers } from '../context.ts';

export type LookNames = 'evidence.look' | 'evidence.page' | 'marking.raise' | 'marking.lower';

/** How long a page that a lock has emptied may still stand on the screen. */
const emptiedMs = 2_000;

/** `2024-10-14 12:03` in Asia/Shanghai, whatever the machine's zone. */
const shanghaiTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** Looking without having (E-04), and the marks that say who may have what (E-13). */
export const lookHandlers: Pick<Handlers, LookNames> = {
  'evidence.look': ({ open }, { dossier, object }) => {
    const { row, marking } = markedRow(open, dossier, object);
    const { name, type } = row.meta;
    const pages = typeof row.meta['pages'] === 'number' ? row.meta['pages'] : null;
    return {
      as: mayCopy(open, dossier, marking.infoClass) ? 'file' : 'pixels',
      name,
      type,
      size: row.size,
      pages,
    };
  },
  'evidence.page': async (context, { dossier, object, page, width }) => {
    const { open, app } = context;
    const { row } = markedRow(open, dossier, object);
    const guarded = guardWindow(context);
    const who = open.keyring;
    const marks = [`${who.displayName} ${who.login}`, shanghaiTime.format(app.environment.now())];
    context.note({ object, page });
    const { png, ...seen } = await lookAtPage(open, row, { page, width, marks }, context.job);
    return { ...seen, image: png, protected: guarded };
  },
  'marking.raise': (context, { dossier, object, marking }) => {
    const was = markedRow(context.open, dossier, object).marking;
    if (lowers(was, marking)) throw new AppError('forbidden', { rule: 'E-13' });
    remark(context, dossier, object, was, marking, '');
    return {};
  },
  'marking.lower': (context, { dossier, object, marking, reason }) => {
    const was = markedRow(context.open, dossier, object).marking;
    remark(context, dossier, object, was, marking, reason);
    return {};
  },
};

/**
 * Other programs are kept from the window before the first page leaves, and until the lock: only then does main know
 * that no page of it stands on the screen any more. Where the system cannot do that nobody looks; a demonstration,
 * which holds nothing of anybody's, looks and is told.
 * @throws AppError `view_only_unprotected`
 */
function guardWindow({ app, open }: Context): boolean {
  const { contentProtection, mark } = app.environment;
  if (!contentProtection.works) {
    if (mark === 'real') throw new AppError('view_only_unprotected', { rule: 'E-04' });
    return false;
  }
  contentProtection.set(true);
  open.ended.addEventListener(
    'abort',
    () => setTimeout(() => app.session.open === null && contentProtection.set(false), emptiedMs).unref(),
    { once: true },
  );
  return true;
}

function remark(
  context: Context,
  dossier: DossierId,
  object: ObjectId,
  was: Marking,
  marking: Marking,
  reason: string,
): void {
  const { open, app } = context;
  const at = app.environment.now().toISOString();
  const add = { remarked: { ...marking, reason, at } };
  context.commit(() => open.store.objects.annotate({ dossier, id: object, author: open.account, at, add }), {
    object,
    from: was,
    to: marking,
    reason,
  });
  open.shelf.forget(dossier);
  // What was opened while it was marked otherwise ends here.
  app.tickets.closeOf(dossier);
  app.environment.notify.changed({ what: 'dossier', dossier });
}
