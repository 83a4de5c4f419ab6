import type { Definition } from '../../../shared/agreements/define.ts';
import { definitions } from '../../../shared/agreements/index.generated.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierRecord } from '../../../shared/model/record.ts';

/** The definition of a kind of dossier. @throws AppError `unknown_kind`. */
export function definitionOf(kind: string): Definition {
  const definition = definitions.find((candidate) => candidate.id === kind);
  if (definition === undefined) throw new AppError('unknown_kind', { params: { kind } });
  return definition;
}

/** Title and number of a dossier as its kind says; empty while nothing was typed. */
export function identityOf(definition: Definition, record: DossierRecord): { title: string; number: string } {
  const text = (key: string) => {
    const value = record.fields[key];
    return typeof value === 'string' ? value.trim() : '';
  };
  return {
    title: text(definition.identity.title),
    number: definition.identity.numbers.map(text).find((number) => number !== '') ?? '',
  };
}
