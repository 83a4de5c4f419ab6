import type { Definition } from '../../../shared/agreements/define.ts';
import { definitions } from '../../../shared/agreements/index.generated.ts';
import { AppError } from '../../../shared/model/errors.ts';

/** The definition of a kind of dossier. @throws AppError `unknown_kind`. */
export function definitionOf(kind: string): Definition {
  const definition = definitions.find((candidate) => candidate.id === kind);
  if (definition === undefined) throw new AppError('unknown_kind', { params: { kind } });
  return definition;
}
