import { exposureOver } from '../../../shared/engine/exposure.ts';
import { maskAmounts } from '../../../shared/money/mask.ts';
import { articlesOf } from '../../../shared/reading/articles.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import type { EventFact } from '../../../shared/model/record.ts';
import type { Finding } from '../../../shared/model/derived.ts';
import { judgingOf } from '../../services/calendar/store-calendar.ts';
import { answered } from '../../services/dossiers/answers.ts';
import { elsewhereOf } from '../../services/dossiers/across.ts';
import { definitionOf } from '../../services/dossiers/definitions.ts';
import {
  type Draft,
  draftView,
  fillFromReading,
  patchDraft,
  requireDraft,
  requireFinishable,
  requireOurSide,
} from '../../services/dossiers/draft.ts';
import { viewWithoutSecretCells } from '../../services/dossiers/secret-cells.ts';
import { historyOf } from '../../services/dossiers/history.ts';
import { insertSample, sealSamplePapers } from '../../services/dossiers/sample.ts';
import { type DraftValue, phaseOf, recordOf } from '../../services/dossiers/shelf.ts';
import { movedBetween, summaryOf, viewOf } from '../../services/dossiers/views.ts';
import { insertDossier, obligationsOf, requireEvent } from '../../services/dossiers/write.ts';
import {
  requireDraftPatch,
  requireEntry,
  requireFields,
  requireSide,
} from '../../services/dossiers/typed-values.ts';
import { knowersOf } from '../../services/people/grants.ts';
import { forgo } from '../../services/evidence/seal.ts';
import { firstFields } from '../../services/guidelines/kept.ts';
import { readDocument } from '../../services/reading/read-document.ts';
import type { Context, Handlers } from '../context.ts';
import { sentEntry, sentEvent, sentFields, withholdingOf } from '../../services/dossiers/amounts-of.ts';

type Names = Extract<
  keyof Handlers,
  `dossier.${string}` | `event.${string}` | `entry.${string}` | 'reading.start'
>;

export const dossierHandlers: Pick<Handlers, Names> = {
  'dossier.list': async (context) => {
    await context.open.shelf.warm();
    return context.open.shelf.all().map((loaded) => {
      const summary = summaryOf(loaded, judgingOf(context));
      return withholdingOf(context, summary.id) === null
        ? summary
        : { ...summary, title: maskAmounts(summary.title) };
    });
  },
  'dossier.create': (context, { kind }) => {
    const id = context.commit(() => {
      const dossier = insertDossier(context.open, kind, now(context));
      const fields = firstFields(context.open.store.settings, definitionOf(kind));
      save(context, dossier, 'draft', { our_side: null, fields, confirmed: [] } satisfies DraftValue);
      return dossier;
    });
    changed(context, id, 'dossiers');
    return { id };
  },
  'dossier.createSample': async (context, { kind }) => {
    definitionOf(kind);
    const papers = await sealSamplePapers(context.open, kind, context.job);
    let id: DossierId;
    try {
      id = context.commit(() => insertSample(context.open, kind, papers, now(context)));
    } catch (error) {
      for (const paper of papers.all)
        await forgo(context.open, paper).catch((again: unknown) => context.app.environment.report(again));
      throw error;
    }
    for (const { sealed } of papers.all) sealed.key.destroy();
    changed(context, id, 'dossiers');
    return { id };
  },
  'dossier.discard': async (context, { dossier }) => {
    if (phaseOf(context.open.shelf.get(dossier)) === 'active')
      throw new AppError('conflict', { rule: 'E-10' });
    const objects = context.commit(() => context.open.store.dossiers.discard(dossier));
    context.open.keys.forget(dossier);
    changed(context, dossier, 'dossiers');
    // The rows are gone and with them the keys; a file that stays opens for nobody and is told by health.
    for (const object of objects) {
      await context.open.vault
        .remove(object)
        .catch((error: unknown) => context.app.environment.report(error));
    }
    return {};
  },
  'dossier.view': (context, { dossier }) => {
    const loaded = context.open.shelf.get(dossier);
    const view = viewOf(loaded, judgingOf(context), elsewhereOf(context.open, dossier));
    const known = knowersOf(context.open, dossier);
    const whole = { ...view, known, findings: answered(view.findings as Finding[], loaded, context.open) };
    const withholding = withholdingOf(context, dossier);
    if (withholding !== null) return withholding.view(whole) as never;
    const secret = definitionOf(loaded.row.kind).amountsSecret !== undefined;
    // All of a kind's amounts were asked for together; elsewhere each ledger is asked for by itself.
    return (secret ? whole : viewWithoutSecretCells(context, dossier, whole)) as never;
  },
  'dossier.draft': (context, { dossier }) => drafted(context, dossier),
  // The gate leaves the two rows; whether the person may see them is the policy's, by the class of the channel.
  'dossier.unmask': ({ app, open }, { dossier }) => ({
    until: open.amounts.show(dossier, app.environment.now()),
  }),
  'dossier.mask': ({ open }, { dossier }) => {
    open.amounts.hide(dossier);
    return {};
  },
  'dossier.exposure': (context, { dossier, days }) => {
    const record = recordOf(context.open.shelf.get(dossier));
    const exposed = exposureOver(definitionOf(record.kind), record, days, judgingOf(context));
    const withholding = withholdingOf(context, dossier);
    return withholding === null ? exposed : exposed.map((one) => withholding.exposure(one));
  },
  'dossier.saveDraft': (context, { dossier, ...sent }) => {
    const patch = { ...sent, ...(sent.fields ? { fields: sentFields(context, dossier, sent.fields) } : {}) };
    const loaded = context.open.shelf.get(dossier);
    const before = requireDraft(loaded);
    requireDraftPatch(context.open, loaded, patch);
    const draft = patchDraft(before, patch);
    context.commit(() => save(context, dossier, 'draft', draft, loaded.draft?.row));
    changed(context, dossier, 'dossier');
    return drafted(context, dossier);
  },
  'dossier.finish': (context, { dossier }) => {
    const loaded = context.open.shelf.get(dossier);
    requireFinishable(dossier, loaded, judgingOf(context), elsewhereOf(context.open, dossier));
    const draft = requireDraft(loaded);
    context.commit(() => {
      save(context, dossier, 'fields', {
        kind: loaded.row.kind,
        definitionVersion: definitionOf(loaded.row.kind).version,
        ...(draft.our_side === null ? {} : { our_side: draft.our_side }),
        fields: draft.fields,
      });
      context.open.store.dossiers.activate(dossier);
    });
    changed(context, dossier, 'dossiers');
    return { id: dossier };
  },
  'dossier.amend': (context, { dossier, version, fields: sent, our_side, reason }) => {
    const fields = sentFields(context, dossier, sent);
    const loaded = context.open.shelf.get(dossier);
    const head = loaded.fields;
    if (head === null) throw new AppError('not_found', { rule: 'E-03', params: { phase: 'draft' } });
    requireFields(context.open, loaded, fields);
    requireSide(definitionOf(loaded.row.kind), our_side);
    if (our_side === null) requireOurSide(loaded.row.kind, our_side);
    const before = obligationsOf(context.open, dossier, judgingOf(context));
    const patched = patchDraft(
      { our_side: head.value.our_side ?? null, fields: head.value.fields, confirmed: [] },
      {
        fields,
        our_side,
      },
    );
    const { our_side: _old, ...rest } = head.value;
    const value = {
      ...rest,
      ...(patched.our_side === null ? {} : { our_side: patched.our_side }),
      fields: patched.fields,
    };
    const saved = context.commit(() =>
      save(context, dossier, 'fields', value, head.row, { reason, expectVersion: version }),
    );
    changed(context, dossier, 'dossier');
    return {
      version: saved.version,
      moved: movedBetween(before, obligationsOf(context.open, dossier, judgingOf(context))),
    };
  },
  'dossier.history': (context, { dossier }) => {
    const rows = historyOf(context.open, dossier);
    const withholding = withholdingOf(context, dossier);
    return withholding === null ? rows : rows.map((row) => withholding.history(row));
  },
  'event.record': (context, { dossier, ...event }) =>
    recordEvent(context, dossier, sentEvent(context, dossier, event)),
  'event.correct': (context, { dossier, event: row, reason, ...event }) => {
    const loaded = context.open.shelf.get(dossier);
    if (!loaded.events.some((known) => known.id === row)) throw new AppError('not_found', { rule: 'E-03' });
    return recordEvent(context, dossier, sentEvent(context, dossier, event, row), { row, reason });
  },
  'event.withdraw': (context, { dossier, event, reason }) => {
    const before = obligationsOf(context.open, dossier, judgingOf(context));
    if (!context.open.shelf.get(dossier).events.some((known) => known.id === event)) {
      throw new AppError('not_found', { rule: 'E-03' });
    }
    context.commit(() =>
      context.open.store.items.remove({
        dossier,
        row: event,
        author: context.open.account,
        at: now(context),
        reason,
      }),
    );
    changed(context, dossier, 'dossier');
    return { moved: movedBetween(before, obligationsOf(context.open, dossier, judgingOf(context))) };
  },
  'entry.save': (context, { dossier, ledger, entry, values: sent }) => {
    const values = sentEntry(context, dossier, ledger, sent);
    const loaded = context.open.shelf.get(dossier);
    requireEntry(context.open, loaded, ledger, values);
    if (entry !== undefined && !loaded.entries[ledger]?.some((known) => known.id === entry)) {
      throw new AppError('not_found', { rule: 'E-03' });
    }
    const saved = context.commit(() => save(context, dossier, 'entry', { ledger, values }, entry));
    changed(context, dossier, 'dossier');
    return { entry: saved.row };
  },
  'entry.remove': (context, { dossier, ledger, entry }) => {
    const loaded = context.open.shelf.get(dossier);
    if (!loaded.entries[ledger]?.some((known) => known.id === entry)) {
      throw new AppError('not_found', { rule: 'E-03' });
    }
    context.commit(() =>
      context.open.store.items.remove({
        dossier,
        row: entry,
        author: context.open.account,
        at: now(context),
      }),
    );
    changed(context, dossier, 'dossier');
    return {};
  },
  'reading.start': async (context, { dossier, object }) => {
    const { open } = context;
    requireDraft(open.shelf.get(dossier));
    const row = open.store.objects.get(dossier, object);
    const { lines, text, result } = await readDocument(open, row, context.job);
    const loaded = open.shelf.get(dossier);
    const draft = fillFromReading(requireDraft(loaded), result);
    context.commit(() => {
      save(
        context,
        dossier,
        'reading',
        { object, name: row.meta.name, lines, articles: articlesOf(text), result },
        loaded.reading?.row,
      );
      save(context, dossier, 'draft', draft, loaded.draft?.row);
    });
    changed(context, dossier, 'dossier');
    return drafted(context, dossier);
  },
};

/** The wizard's state, amounts kept back unless they are in sight. */
function drafted(context: Context, dossier: DossierId): Draft {
  const { open } = context;
  const draft = draftView(open.shelf.get(dossier), judgingOf(context), elsewhereOf(open, dossier));
  return withholdingOf(context, dossier)?.draft(draft) ?? draft;
}

function recordEvent(
  context: Context,
  dossier: DossierId,
  event: Omit<EventFact, 'id'>,
  correction?: { row: EventFact['id']; reason: string },
): { event: EventFact['id']; moved: ReturnType<typeof movedBetween> } {
  const record = recordOf(context.open.shelf.get(dossier));
  requireEvent(context.open, dossier, event, definitionOf(record.kind), correction?.row);
  const before = obligationsOf(context.open, dossier, judgingOf(context));
  const saved = context.commit(() =>
    save(context, dossier, 'event', event, correction?.row, { reason: correction?.reason }),
  );
  changed(context, dossier, 'dossier');
  return {
    event: saved.row,
    moved: movedBetween(before, obligationsOf(context.open, dossier, judgingOf(context))),
  };
}

function save(
  context: Context,
  dossier: DossierId,
  noun: 'fields' | 'draft' | 'reading' | 'event' | 'entry',
  value: unknown,
  row?: EventFact['id'],
  more: { reason?: string | undefined; expectVersion?: number } = {},
) {
  const { open } = context;
  const saved = open.store.items.save({
    dossier,
    noun,
    ...(row === undefined ? {} : { row }),
    author: open.account,
    at: now(context),
    value,
    ...(more.reason === undefined ? {} : { reason: more.reason }),
    ...(more.expectVersion === undefined ? {} : { expectVersion: more.expectVersion }),
  });
  open.shelf.forget(dossier);
  return saved;
}

function changed(context: Context, dossier: DossierId, what: 'dossier' | 'dossiers'): void {
  context.open.shelf.forget(dossier);
  context.app.environment.notify.changed({ what, dossier });
}

function now({ app }: Context): string {
  return app.environment.now().toISOString();
}
