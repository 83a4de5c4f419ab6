import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { judgingOf } from '../../services/calendar/store-calendar.ts';
import { elsewhereOf } from '../../services/dossiers/across.ts';
import { type AnswerValue, requireWarning } from '../../services/dossiers/answers.ts';
import { definitionOf } from '../../services/dossiers/definitions.ts';
import { type ChoiceValue, recordOf } from '../../services/dossiers/shelf.ts';
import { movedBetween } from '../../services/dossiers/views.ts';
import { obligationsOf } from '../../services/dossiers/write.ts';
import type { Context, Handlers } from '../context.ts';

type Names = Extract<keyof Handlers, `finding.${string}` | 'reading.choose'>;

export const judgementHandlers: Pick<Handlers, Names> = {
  'finding.answer': (context, { dossier, rule, path, message: shown, reason }) => {
    const { open } = context;
    const loaded = open.shelf.get(dossier);
    const finding = requireWarning(
      loaded,
      { ...judgingOf(context), elsewhere: elsewhereOf(open, dossier) },
      { rule, path, message: shown },
    );
    const message = finding.message.zh;
    const value: AnswerValue = { rule, path, message, reason };
    const known = loaded.answers.find(
      (answer) =>
        answer.value.rule === rule && answer.value.path === path && answer.value.message === message,
    );
    const saved = context.commit(() =>
      open.store.items.save({
        dossier,
        noun: 'answer',
        ...(known === undefined ? {} : { row: known.row }),
        ...by(context),
        value,
        reason,
      }),
    );
    changed(context, dossier);
    return { answer: saved.row };
  },
  'finding.withdrawAnswer': (context, { dossier, answer, reason }) => {
    const { open } = context;
    if (!open.shelf.get(dossier).answers.some(({ row }) => row === answer)) {
      throw new AppError('not_found', { rule: 'E-03' });
    }
    context.commit(() => open.store.items.remove({ dossier, row: answer, ...by(context), reason }));
    changed(context, dossier);
    return {};
  },
  'reading.choose': (context, { dossier, rule, choice, reason }) => {
    const { open } = context;
    const loaded = open.shelf.get(dossier);
    const row = definitionOf(recordOf(loaded).kind).readings?.find((each) => each.rule === rule);
    if (!row?.choices.some(({ key }) => key === choice)) {
      throw new AppError('bad_input', { rule, params: { path: 'choice', value: choice } });
    }
    const before = obligationsOf(open, dossier, judgingOf(context));
    const known = loaded.choices.find((each) => each.value.rule === rule);
    context.commit(() =>
      open.store.items.save({
        dossier,
        noun: 'choice',
        ...(known === undefined ? {} : { row: known.row }),
        ...by(context),
        value: { rule, choice } satisfies ChoiceValue,
        reason,
      }),
    );
    changed(context, dossier);
    return { moved: movedBetween(before, obligationsOf(open, dossier, judgingOf(context))) };
  },
};

function by({ app, open }: Context) {
  return { author: open.account, at: app.environment.now().toISOString() };
}

function changed({ app, open }: Context, dossier: DossierId): void {
  open.shelf.forget(dossier);
  app.environment.notify.changed({ what: 'dossier', dossier });
}
