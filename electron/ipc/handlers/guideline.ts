import { definitions } from '../../../shared/agreements/index.generated.ts';
import type { GuidelineState } from '../../../shared/ipc/contract/guideline.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { mayEdit } from '../../app/standing.ts';
import { judgingOf } from '../../services/calendar/store-calendar.ts';
import { renewSaid } from '../../services/dossiers/across.ts';
import { patchDraft, standingRecord } from '../../services/dossiers/draft.ts';
import { phaseOf } from '../../services/dossiers/shelf.ts';
import { requireFields } from '../../services/dossiers/typed-values.ts';
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
  'guideline.accept': (context, { offer, dossiers }) => {
    const { open, app } = context;
    const { definition, source, text } = offered(context, offer);
    const facts = { kind: definition.id, version: text.version, status: text.status, sha256: offer };
    const taken = [...new Set(dossiers)];
    const writes = taken.map((dossier) => takeOver(context, dossier, { definition, text }));
    context.commit(
      () => {
        keepGuideline(open.store.settings, definition, { text: source, by: open.account, at: now(context) });
        for (const write of writes) write();
        // What other dossiers are compared with and each dossier's own log follow in the same transaction.
        for (const dossier of taken) {
          renewSaid(open, dossier, app.environment.now());
          open.audit(app.environment.now(), {
            channel: 'guideline.accept',
            stage: 'single',
            outcome: 'ok',
            rule: 'C-Q01',
            lifecycle: 'process',
            dossier,
            details: facts,
          });
        }
      },
      { ...facts, dossiers: taken.length },
    );
    for (const dossier of taken) {
      open.shelf.forget(dossier);
      app.environment.notify.changed({ what: 'dossier', dossier });
    }
    app.environment.notify.changed({ what: 'settings' });
    return stateOf(context);
  },
  'guideline.forget': ({ open }) => {
    open.guideline = null;
    return {};
  },
};

/**
 * The write by which one dossier takes a text over; judged before anything is written.
 * @throws AppError `not_found` (E-03), `bad_input` where it is of another kind or the text does not fit
 */
function takeOver(
  context: Context,
  dossier: DossierId,
  { definition, text }: Pick<OfferedGuideline, 'definition' | 'text'>,
): () => void {
  const { open } = context;
  if (!mayEdit(open, dossier)) throw new AppError('not_found', { rule: 'E-03' });
  const loaded = open.shelf.get(dossier);
  if (loaded.row.kind !== definition.id) {
    throw new AppError('bad_input', { rule: 'C-Q01', params: { path: 'dossiers' } });
  }
  const fields = text.adopt();
  requireFields(open, loaded, fields);
  const by = { dossier, author: open.account, at: now(context) };
  if (phaseOf(loaded) === 'draft') {
    const { draft } = loaded;
    if (draft === null) throw new AppError('not_found', { rule: 'E-03' });
    const value = patchDraft(draft.value, { fields });
    return () => open.store.items.save({ ...by, noun: 'draft', row: draft.row, value });
  }
  const head = loaded.fields;
  if (head === null) throw new AppError('not_found', { rule: 'E-03' });
  const value = { ...head.value, fields: { ...head.value.fields, ...fields } };
  const reason = `采用${text.name}（${text.version}，${text.status}）`;
  return () => open.store.items.save({ ...by, noun: 'fields', row: head.row, value, reason });
}

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
