import type { z } from 'zod';
import type { Definition } from '../../../shared/agreements/define.ts';
import { viewOf } from '../../../shared/engine/view.ts';
import type { Exported } from '../../../shared/ipc/contract/work.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import type { DossierRecord } from '../../../shared/model/record.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import type { Context } from '../../ipc/context.ts';
import { withholdingOf } from '../dossiers/amounts-of.ts';
import { definitionOf, identityOf } from '../dossiers/definitions.ts';
import { standingRecord } from '../dossiers/draft.ts';
import type { Paper } from '../papers/paper.ts';
import { draftMark, markedPaper } from './draft-mark.ts';
import { writePaper } from './write-paper.ts';

/**
 * The model form filled with a record, ready to be printed, signed and sealed; in the form's own language.
 * @throws AppError `bad_input` for a kind without a form
 */
export function formPaper(
  definition: Definition,
  record: DossierRecord,
  { today, author }: { today: CivilDate; author: string },
): Paper {
  const { form } = definition;
  if (form === undefined) throw new AppError('bad_input', { params: { path: 'dossier', reason: 'no_form' } });
  return {
    language: 'zh',
    title: form.title.zh,
    author,
    date: today,
    ...markedPaper(draftMark({ definition, record, today, language: 'zh' })),
    blocks: form.blocks(viewOf(definition, record, { today })),
  };
}

/** Whether there is a form to fill, before a person is asked for a folder. @throws AppError as {@link formPaper} */
export function requireForm({ open }: Context, dossier: DossierId): void {
  const { form } = definitionOf(open.shelf.get(dossier).row.kind);
  if (form === undefined) throw new AppError('bad_input', { params: { path: 'dossier', reason: 'no_form' } });
}

/** Writes the filled form as docx and PDF into a new folder; amounts only while they are in sight (B-Q16). */
export async function writeForm(
  context: Context,
  what: { dossier: DossierId; folder: string },
): Promise<z.infer<typeof Exported>> {
  const { app, open } = context;
  const whole = standingRecord(open.shelf.get(what.dossier));
  const definition = definitionOf(whole.kind);
  const words = withholdingOf(context, what.dossier)?.inWords();
  const record = words?.record(whole) ?? whole;
  const today = app.environment.today();
  const paper = formPaper(definition, record, { today, author: open.keyring.displayName });
  const { number, title } = identityOf(definition, record);
  return writePaper(context, {
    folder: what.folder,
    paper,
    name: number || title,
    withheld: words !== undefined,
  });
}
