import type { CheckValue, DocumentCheck } from '../../../shared/model/document-check.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { judgingOf } from '../../services/calendar/store-calendar.ts';
import { outputOf, readAndCheck } from '../../services/documents/check-document.ts';
import { definitionOf } from '../../services/dossiers/definitions.ts';
import { recordOf } from '../../services/dossiers/shelf.ts';
import { lookForSeals } from '../../services/seals/look-for-seals.ts';
import type { Context, Handlers } from '../context.ts';

type Names = Extract<keyof Handlers, `document.${string}` | `seal.${string}`>;

export const documentHandlers: Pick<Handlers, Names> = {
  'document.check': async (context, { dossier, package: id, piece, object, output }) => {
    const { open } = context;
    const record = recordOf(open.shelf.get(dossier));
    const definition = definitionOf(record.kind);
    const known = definition.packages.find((one) => one.id === id)?.pieces.find(({ key }) => key === piece);
    if (known === undefined) throw new AppError('bad_input', { params: { path: 'piece', value: piece } });
    const types = known.outputs ?? [];
    const check = await readAndCheck(open, open.store.objects.get(dossier, object), context.job, {
      definition,
      record,
      judging: judgingOf(context),
      types,
      output: outputOf(record, types, output),
    });
    keep(context, dossier, { kind: 'document', ...check }, { object, scan: check.scan });
    return check;
  },
  'document.confirm': (context, { dossier, object, rule, right, note }) => {
    const { checks } = context.open.shelf.get(dossier);
    const last = checks.findLast(({ value }) => value.kind === 'document' && value.object === object)?.value;
    if (last?.kind !== 'document' || !last.labels.some((label) => label.rule === rule)) {
      throw new AppError('not_found', { rule: 'E-03' });
    }
    keep(context, dossier, { kind: 'looked', object, rule, right, note }, { object, rule, right });
    return {};
  },
  'seal.look': async (context, { dossier, object }) => {
    const { open } = context;
    open.shelf.get(dossier);
    const look = await lookForSeals(open, open.store.objects.get(dossier, object), context.job);
    context.note({ object, pages: look.looked });
    return look;
  },
  'document.list': ({ open }, { dossier }) => {
    const loaded = open.shelf.get(dossier);
    const values = loaded.checks.map(({ value }) => value);
    const last = new Map<string, DocumentCheck>();
    for (const value of values) {
      if (value.kind === 'document') {
        const { kind: _, ...check } = value;
        last.set(value.object, check);
      }
    }
    return {
      checks: [...last.values()],
      looked: loaded.checks.flatMap(({ author, at, value }) => {
        if (value.kind !== 'looked') return [];
        const { kind: _, ...looked } = value;
        return [{ ...looked, by: open.nameOf(author), at }];
      }),
      outputs: (loaded.entries['outputs'] ?? []).map(({ id, values: row }) => ({
        entry: id,
        type: String(row['type'] ?? ''),
        title: String(row['title'] ?? ''),
      })),
    };
  },
};

function keep(
  context: Context,
  dossier: DossierId,
  value: CheckValue,
  detail: Record<string, unknown>,
): void {
  const { app, open } = context;
  context.commit(
    () =>
      open.store.items.save({
        dossier,
        noun: 'check',
        author: open.account,
        at: app.environment.now().toISOString(),
        value,
      }),
    detail,
  );
  open.shelf.forget(dossier);
  app.environment.notify.changed({ what: 'dossier', dossier });
}
