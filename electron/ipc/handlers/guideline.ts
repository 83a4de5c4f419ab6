import { definitions } from '../../../shared/agreements/index.generated.ts';
import type { GuidelineState } from '../../../shared/ipc/contract/guideline.ts';
import { AppError } from '../../../shared/model/errors.ts';
import { judgingOf } from '../../services/calendar/store-calendar.ts';
import { patchDraft, standingRecord } from '../../services/dossiers/draft.ts';
import { phaseOf } from '../../services/dossiers/shelf.ts';
import { movedBetween } from '../../services/dossiers/views.ts';
import { requireFields } from '../../services/dossiers/typed-values.ts';
import { obligationsOf } from '../../services/dossiers/write.ts';
import { keepGuideline, keptGuideline, keptText } from '../../services/guidelines/kept.ts';
import {
  factsOf,
  type OfferedGuideline,
  offerOf,
  readGuidelineFile,
} from '../../services/guidelines/offer.ts';
import { askForFiles } from '../ask.ts';
import type { Context, Handlers } from '../context.ts';

type Names = Extract<keyof Handlers, `guideline.${string}`>;

export const guidelineHandlers: Pick<Handlers, Names> = {
  'guideline.state': async (context) => {
    await context.open.shelf.warm();
    return stateOf(context);
  },
  'guideline.choose': async (context) => {
    const { app, open } = context;
    const chosen = (await askForFiles(context, false))?.[0];
    open.guideline = null;
    if (chosen === undefined) return null;
    const offered = await readGuidelineFile(chosen, app.environment.userData);
    open.ended.throwIfAborted();
    await open.shelf.warm();
    open.guideline = offered;
    return offerOf(open, offered, judgingOf(context));
  },
  'guideline.accept': (context, { offer }) => {
    const { open } = context;
    const { definition, source, text } = offered(context, offer);
    context.commit(
      () =>
        keepGuideline(open.store.settings, definition, { text: source, by: open.account, at: now(context) }),
      { kind: definition.id, version: text.version, status: text.status, sha256: offer },
    );
    context.app.environment.notify.changed({ what: 'settings' });
    return stateOf(context);
  },
  'guideline.adopt': (context, { dossier, offer }) => {
    const { open, app } = context;
    const { definition, text } = offered(context, offer);
    const loaded = open.shelf.get(dossier);
    if (loaded.row.kind !== definition.id) {
      throw new AppError('bad_input', { rule: 'C-Q01', params: { path: 'dossier' } });
    }
    const fields = text.adopt();
    requireFields(open, loaded, fields);
    const facts = { version: text.version, status: text.status, sha256: offer };
    const by = { dossier, author: open.account, at: now(context) };
    if (phaseOf(loaded) === 'draft') {
      const { draft } = loaded;
      if (draft === null) throw new AppError('not_found', { rule: 'E-03' });
      const value = patchDraft(draft.value, { fields });
      context.commit(() => open.store.items.save({ ...by, noun: 'draft', row: draft.row, value }), facts);
    } else {
      const head = loaded.fields;
      if (head === null) throw new AppError('not_found', { rule: 'E-03' });
      const before = obligationsOf(open, dossier, judgingOf(context));
      context.commit(
        () =>
          open.store.items.save({
            ...by,
            noun: 'fields',
            row: head.row,
            value: { ...head.value, fields: { ...head.value.fields, ...fields } },
            reason: `采用${text.name}（${text.version}，${text.status}）`,
          }),
        facts,
      );
      open.shelf.forget(dossier);
      app.environment.notify.changed({ what: 'dossier', dossier });
      return { moved: movedBetween(before, obligationsOf(open, dossier, judgingOf(context))) };
    }
    open.shelf.forget(dossier);
    app.environment.notify.changed({ what: 'dossier', dossier });
    return { moved: [] };
  },
  'guideline.forget': ({ open }) => {
    open.guideline = null;
    return {};
  },
};

/** @throws AppError `conflict` where another file, or none, was chosen last. */
function offered({ open }: Context, offer: string): OfferedGuideline {
  if (open.guideline === null || open.guideline.offer !== offer)
    throw new AppError('conflict', { rule: 'C-Q01' });
  return open.guideline;
}

function stateOf({ open }: Context): GuidelineState {
  return definitions.flatMap((definition) => {
    const { guideline } = definition;
    if (guideline === undefined) return [];
    const kept = keptGuideline(open.store.settings, definition);
    const facts = factsOf(definition, keptText(open.store.settings, definition));
    const behind = open.shelf.all().filter((loaded) => {
      if (loaded.row.kind !== definition.id) return false;
      const own = guideline.of(standingRecord(loaded));
      return own.version !== facts.version || own.name !== facts.name;
    });
    return [
      {
        kind: definition.id,
        title: guideline.title,
        kind_title: definition.title,
        facts,
        accepted: kept === null ? null : { by: open.nameOf(kept.by as never), at: kept.at },
        behind: behind.length,
      },
    ];
  });
}

function now({ app }: Context): string {
  return app.environment.now().toISOString();
}
