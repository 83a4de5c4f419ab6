import { type ClipboardEvent, type KeyboardEvent, type RefObject, useEffect, useState } from 'react';
import { mostRows } from '../../../shared/ledgers/sheet.ts';
import { useLanguage, useText } from '../../stores/language.ts';
import { onFlush } from '../../stores/reset.ts';
import { parseCells } from '../../wizard/spreadsheet.ts';
import { problemOf } from '../../wizard/value.ts';
import { cellText, clipboardText, editText, inCell, pastedCells, typedValue } from './grid.ts';
import type { EditorHandle, Move } from './GridEditor.tsx';
import type { Span } from './GridRows.tsx';
import type { LedgerGridProps } from './LedgerGrid.tsx';
import { putCells } from './ledger-store.ts';

interface Cell {
  row: number;
  column: number;
}

const page = 12;

/** Where one is in a grid, and what keys, clipboard and typing do there. */
export function useGrid(props: LedgerGridProps & { editor: RefObject<EditorHandle | null> }) {
  const { place, rows, masked, editor } = props;
  const { columns } = place;
  const t = useText();
  const language = useLanguage((state) => state.language);
  const [cell, setCell] = useState<Cell>({ row: 0, column: 0 });
  const [anchor, setAnchor] = useState<Cell>({ row: 0, column: 0 });
  const last = { row: rows.length, column: columns.length - 1 };
  const at = { row: Math.min(cell.row, last.row), column: Math.min(cell.column, last.column) };
  const from = { row: Math.min(anchor.row, last.row), column: Math.min(anchor.column, last.column) };
  const span: Span = {
    top: Math.min(at.row, from.row),
    bottom: Math.max(at.row, from.row),
    left: Math.min(at.column, from.column),
    right: Math.max(at.column, from.column),
  };
  const column = columns[at.column];

  // A lock takes in what is being typed.
  useEffect(() => onFlush(() => editor.current?.commit('none')), [editor]);

  function go(to: Cell, extend = false): void {
    const next = {
      row: Math.max(0, Math.min(to.row, last.row)),
      column: Math.max(0, Math.min(to.column, last.column)),
    };
    setCell(next);
    if (!extend) setAnchor(next);
    props.onRow(next.row);
  }

  function step(move: Move, rowsNow = last.row): void {
    const { row, column: across } = at;
    if (move === 'up') go({ row: row - 1, column: across });
    else if (move === 'down') go({ row: Math.min(row + 1, rowsNow + 1), column: across });
    else if (move === 'left') go({ row, column: across - 1 });
    else if (move === 'right') go({ row, column: across + 1 });
    else if (move === 'next')
      go(across < last.column ? { row, column: across + 1 } : { row: row + 1, column: 0 });
    else if (move === 'before')
      go(across > 0 ? { row, column: across - 1 } : { row: row - 1, column: last.column });
  }

  function commit(text: string, move: Move): void {
    if (column === undefined) return;
    props.onNote('');
    const grows = at.row >= rows.length && text.trim() !== '';
    if (text.trim() !== '' || at.row < rows.length)
      putCells(place, rows, [{ row: at.row, key: column.key, value: typedValue(column, text) }]);
    // The row that was begun just now has another empty one under it already.
    if (grows && (move === 'down' || (move === 'next' && at.column === last.column))) {
      const next = { row: at.row + 1, column: move === 'down' ? at.column : 0 };
      setCell(next);
      setAnchor(next);
    } else step(move);
  }

  function open(): void {
    if (column === undefined) return;
    if (!inCell(column)) props.onWhole(at.row);
    else if (masked(column)) props.onUnmask();
    else editor.current?.begin(editText(column, rows[at.row]?.values[column.key], language));
  }

  function clear(): void {
    const cells = rows.slice(span.top, span.bottom + 1).flatMap((row, down) =>
      columns
        .slice(span.left, span.right + 1)
        .filter((each) => row.values[each.key] !== undefined && each.type !== 'file')
        .map((each) => ({ row: span.top + down, key: each.key, value: null })),
    );
    if (cells.length > 0) putCells(place, rows, cells);
  }

  /** A key in a cell that is not being edited. */
  function key(event: KeyboardEvent): boolean {
    const control = event.ctrlKey || event.metaKey;
    const to = targetOf(event, at, last);
    if (to !== null) {
      // Out of the grid at its two ends, so that the Tab key is never caught.
      if (event.key === 'Tab' && (to.row < 0 || to.row > last.row)) return false;
      go(to, event.shiftKey && event.key !== 'Tab');
      return true;
    }
    if (event.key === 'F2' || (event.key === 'Enter' && !control && !event.shiftKey)) {
      open();
      return true;
    }
    if (event.key === 'Delete' && control) {
      if (at.row < rows.length) props.onRemove(at.row);
      return true;
    }
    if (event.key === 'Delete' || event.key === 'Backspace') {
      clear();
      return true;
    }
    return false;
  }

  function paste(event: ClipboardEvent): void {
    event.preventDefault();
    const cells = parseCells(event.clipboardData.getData('text/plain'));
    if (cells.length > mostRows) {
      props.onNote(t.ledger.pasteTooMany(mostRows));
      return;
    }
    const laid = pastedCells(columns, cells, at);
    const bad = laid.filter((one) => {
      const shape = columns.find((each) => each.key === one.key);
      return shape !== undefined && problemOf(shape, one.value) !== null;
    });
    if (laid.length > 0) putCells(place, rows, laid);
    props.onNote(t.ledger.pasted(laid.length, bad.length));
  }

  function copy(event: ClipboardEvent): void {
    event.preventDefault();
    const across = columns.slice(span.left, span.right + 1);
    if (across.some((each) => masked(each))) {
      props.onNote(t.ledger.copyMasked);
      return;
    }
    const text = rows
      .slice(span.top, span.bottom + 1)
      .map((row) => across.map((each) => cellText(each, row.values[each.key], language)));
    event.clipboardData.setData('text/plain', clipboardText(text));
    props.onNote(t.ledger.copied(text.reduce((sum, row) => sum + row.length, 0)));
  }

  return { at, span, go, open, commit, key, paste, copy };
}

/** The cell that a key leads to, or null where it is no key of movement. */
function targetOf(event: KeyboardEvent, at: Cell, last: Cell): Cell | null {
  const control = event.ctrlKey || event.metaKey;
  const { row, column } = at;
  switch (event.key) {
    case 'ArrowUp':
      return { row: control ? 0 : row - 1, column };
    case 'ArrowDown':
      return { row: control ? last.row : row + 1, column };
    case 'ArrowLeft':
      return { row, column: control ? 0 : column - 1 };
    case 'ArrowRight':
      return { row, column: control ? last.column : column + 1 };
    case 'PageUp':
      return { row: row - page, column };
    case 'PageDown':
      return { row: row + page, column };
    case 'Home':
      return { row: control ? 0 : row, column: 0 };
    case 'End':
      return { row: control ? last.row : row, column: last.column };
    case 'Tab':
      if (event.shiftKey)
        return column > 0 ? { row, column: column - 1 } : { row: row - 1, column: last.column };
      return column < last.column ? { row, column: column + 1 } : { row: row + 1, column: 0 };
    default:
      return null;
  }
}
