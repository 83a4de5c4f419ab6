import { type ClipboardEvent, type KeyboardEvent, useState } from 'react';
import type { Column } from '../../../shared/agreements/define.ts';
import { Action } from '../../components/Action.tsx';
import { useSay, useText } from '../../stores/language.ts';
import { badWords } from '../bad-words.ts';
import { pasteRows, rowsOf, sumOf, withCell, withNewRow } from '../rows.ts';
import { isTable, parseCells } from '../spreadsheet.ts';
import { problemOf } from '../value.ts';
import { ChoiceCell } from './ChoiceCell.tsx';
import { FileInput } from './FileInput.tsx';
import { SuggestInput } from './SuggestInput.tsx';
import { suggests } from './suggestions.ts';
import { type InputProps, TypedInput } from './TypedInput.tsx';

const noColumns: readonly Column[] = [];

/** A list as a spreadsheet: cells under titles, arrows between rows, a block pasted from one cell on. */
export function ListTable({ id, shape, value, label, describedBy, onChange }: InputProps) {
  const text = useText();
  const say = useSay();
  const words = text.wizard.list;
  const columns = shape.columns ?? noColumns;
  const rows = rowsOf(value);
  const [note, setNote] = useState('');

  function paste(event: ClipboardEvent, at: { row: number; column: number }): void {
    const cells = parseCells(event.clipboardData.getData('text/plain'));
    if (!isTable(cells)) return;
    event.preventDefault();
    const laid = pasteRows(rows, columns, cells, at);
    const unread = laid.rows.reduce(
      (sum, row) => sum + columns.filter((column) => problemOf(column, row[column.key]) !== null).length,
      0,
    );
    setNote(words.pasted(laid.cells) + (unread > 0 ? text.common.semicolon + words.unread(unread) : ''));
    onChange(laid.rows);
  }

  function move(event: KeyboardEvent<HTMLElement>, row: number, column: number): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || event.altKey || event.ctrlKey || event.nativeEvent.isComposing) return;
    const target = document.getElementById(cellId(row + step, column));
    if (target === null) return;
    event.preventDefault();
    target.focus();
  }

  const cellId = (row: number, column: number) =>
    row === 0 && column === 0 ? id : `${id}-${row}-${columns[column]?.key ?? ''}`;
  const sums = columns.flatMap((column) => {
    const sum = sumOf(rows, column);
    if (sum === null) return [];
    return [column.type === 'money' ? words.total(sum) : words.share(sum)];
  });

  return (
    <div className="wz-list" onPaste={(event) => rows.length === 0 && paste(event, { row: 0, column: 0 })}>
      {rows.length === 0 ? (
        // A place that takes a paste has to take the focus
        <div className="wz-list-empty" id={id} tabIndex={0} role="group" aria-label={words.table(label)}>
          {words.empty}
        </div>
      ) : (
        // A region that scrolls has to take the focus
        <div className="wz-list-scroll" tabIndex={-1}>
          <table className="wz-table" aria-label={words.table(label)} aria-describedby={describedBy}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column.key} scope="col" className={`wz-col-${column.type}`}>
                    {say(column.title)}
                  </th>
                ))}
                <th scope="col">
                  <span className="sr">{text.common.remove}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, at) => (
                // Rows have no other name than their place
                <tr key={at}>
                  {columns.map((column, across) => {
                    const bad = problemOf(column, row[column.key]);
                    const cell = {
                      id: cellId(at, across),
                      shape: column,
                      value: row[column.key],
                      label: `${words.row(at + 1)} ${say(column.title)}`,
                      invalid: bad !== null,
                      onChange: (next: InputProps['value']) =>
                        onChange(withCell(rows, at, column.key, next ?? null)),
                    };
                    return (
                      <td
                        key={column.key}
                        className={`wz-col-${column.type}`}
                        data-bad={bad !== null || undefined}
                        title={bad === null ? undefined : badWords(text, bad)}
                        onPaste={(event) => paste(event, { row: at, column: across })}
                        onKeyDown={(event) => move(event, at, across)}
                      >
                        <Cell {...cell} />
                      </td>
                    );
                  })}
                  <td className="wz-col-remove">
                    <button
                      type="button"
                      className="wz-remove"
                      aria-label={words.remove(at + 1)}
                      title={words.remove(at + 1)}
                      onClick={() => onChange(rows.filter((_, index) => index !== at))}
                    >
                      ×
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="wz-list-foot">
        <Action small onClick={() => onChange(withNewRow(rows, columns))}>
          {words.add}
        </Action>
        <span className="ink3">{words.hint}</span>
        <span className="wz-sums" aria-live="polite">
          {[
            ...(rows.length > 0 ? [words.sum(rows.length)] : []),
            ...sums,
            ...(note === '' ? [] : [note]),
          ].join(' · ')}
        </span>
      </div>
    </div>
  );
}

function Cell(props: InputProps) {
  if (props.shape.type === 'enum' || props.shape.type === 'boolean') return <ChoiceCell {...props} />;
  if (props.shape.type === 'file') return <FileInput {...props} />;
  if (suggests(props.shape)) return <SuggestInput {...props} />;
  return <TypedInput {...props} />;
}
