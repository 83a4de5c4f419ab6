import type { z } from 'zod';
import type { Definition } from '../../../shared/agreements/define.ts';
import type { Letter } from '../../../shared/agreements/form.ts';
import { viewOf } from '../../../shared/engine/view.ts';
import type { Exported } from '../../../shared/ipc/contract/work.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import type { DossierRecord } from '../../../shared/model/record.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import type { Context } from '../../ipc/context.ts';
import { withholdingOf } from '../dossiers/amounts-of.ts';
import { definitionOf, identityOf } from '../dossiers/definitions.ts';
import { recordOf } from '../dossiers/shelf.ts';
import { writePaper } from './write-paper.ts';

/** The letter to an obligation whose silence counts, or null where there is none to write. */
export function letterOf(
  definition: Definition,
  record: DossierRecord,
  obligation: string,
  today: CivilDate,
): Letter | null {
  const rule = obligation.split('#')[0];
  const deadline = definition.deadlines.find((one) => one.rule === rule && one.silence?.reply !== undefined);
  return deadline?.silence?.reply?.letter(viewOf(definition, record, { today }), obligation) ?? null;
}

/** Before a person is asked for a folder. @throws AppError `bad_input` where there is no letter to write */
export function requireLetter(context: Context, dossier: DossierId, obligation: string): Letter {
  const whole = recordOf(context.open.shelf.get(dossier));
  const record = withholdingOf(context, dossier)?.inWords().record(whole) ?? whole;
  const letter = letterOf(definitionOf(whole.kind), record, obligation, context.app.environment.today());
  if (letter === null) throw new AppError('bad_input', { rule: 'B-T12', params: { path: 'obligation' } });
  return letter;
}

/** Writes the letter as docx and PDF; what comes back signed is bound to the event of its delivery. */
export async function writeLetter(
  context: Context,
  what: { dossier: DossierId; obligation: string; folder: string },
): Promise<z.infer<typeof Exported>> {
  const { app, open } = context;
  const record = recordOf(open.shelf.get(what.dossier));
  const letter = requireLetter(context, what.dossier, what.obligation);
  const { number, title } = identityOf(definitionOf(record.kind), record);
  const paper = {
    language: 'zh' as const,
    title: letter.title.zh,
    author: open.keyring.displayName,
    date: app.environment.today(),
    blocks: letter.blocks,
  };
  const withheld = withholdingOf(context, what.dossier) !== null;
  return writePaper(context, { folder: what.folder, paper, name: number || title, withheld });
}
