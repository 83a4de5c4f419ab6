import type { Column } from '../../shared/agreements/define.ts';
import type { FieldValue } from '../../shared/model/record.ts';
import { useSay, useText } from '../stores/language.ts';
import { badWords } from '../wizard/bad-words.ts';
import { ChoiceInput } from '../wizard/inputs/ChoiceInput.tsx';
import { FieldInput } from '../wizard/inputs/FieldInput.tsx';
import { problemOf } from '../wizard/value.ts';
import '../wizard/fields.css';
import './value-row.css';

interface ValueRowProps {
  column: Column;
  idPrefix: string;
  value: FieldValue | undefined;
  onChange: (value: FieldValue) => void;
  /** Said when a required value is empty after an attempt to save. */
  missing?: boolean;
}

/** One value of an event or a ledger's row: label, the input of its type, what is wrong with it. */
export function ValueRow({ column, idPrefix, value, onChange, missing = false }: ValueRowProps) {
  const t = useText();
  const say = useSay();
  const id = `${idPrefix}-${column.key}`;
  const bad = problemOf(column, value);
  const lacking =
    missing && column.required === true && (value === undefined || value === null || value === '');
  // A text with choices is chosen here: a ledger's item is one of the clause's words.
  const AnyInput = (column.options?.length ?? 0) > 0 ? ChoiceInput : FieldInput;
  return (
    <div className="value-row">
      <label htmlFor={id}>
        {say(column.title)}
        {column.required && <span className="ink3"> {t.common.required}</span>}
      </label>
      <div className="value-input">
        <AnyInput
          id={id}
          shape={column}
          value={value}
          label={say(column.title)}
          invalid={bad !== null || lacking}
          onChange={onChange}
        />
        {(bad !== null || lacking) && (
          <p className="seal" role="alert">
            {bad !== null ? badWords(t, bad) : t.common.fillIn}
          </p>
        )}
      </div>
    </div>
  );
}

/** Whether every value can be saved: nothing of a wrong form, nothing required empty. */
export function wholeRow(columns: readonly Column[], values: Readonly<Record<string, FieldValue>>): boolean {
  return columns.every((column) => {
    const value = values[column.key];
    if (problemOf(column, value) !== null) return false;
    return column.required !== true || (value !== undefined && value !== null && value !== '');
  });
}
