import { type PointerEvent, useCallback, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Column } from '../../../shared/agreements/define.ts';
import type { Finding } from '../../../shared/model/derived.ts';
import { useLanguage, useSay, useText } from '../../stores/language.ts';
import { badWords } from '../../wizard/bad-words.ts';
import { problemOf } from '../../wizard/value.ts';
import { cellText, type GridRow, inCell, widthOf } from './grid.ts';
import { type EditorHandle, GridEditor } from './GridEditor.tsx';
import { GridRows, gutter, rowHeight } from './GridRows.tsx';
import { useGrid } from './use-grid.ts';
import './ledger.css';

export interface LedgerGridProps {
  place: { dossier: string; ledger: string; columns: readonly Column[] };
  title: string;
  rows: readonly GridRow[];
  findings: (row: number) => readonly Finding[];
  masked: (column: Column) => boolean;
  onRow: (row: number) => void;
  onWhole: (row: number) => void;
  onRemove: (row: number) => void;
  onNote: (note: string) => void;
  onUnmask: () => void;
}

const most = 13;
const around = 8;

/** A ledger as a spreadsheet: one cell is current, the keyboard does everything, only what is in sight is drawn. */
export function LedgerGrid(props: LedgerGridProps) {
  const { place, rows, findings, masked } = props;
  const { columns } = place;
  const t = useText();
  const say = useSay();
  const language = useLanguage((state) => state.language);
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorHandle>(null);
  const [scroll, setScroll] = useState(0);
  const grid = useGrid({ ...props, editor });
  const { at, span } = grid;
  const widths = useMemo(() => columns.map((column) => widthOf(column, language)), [columns, language]);
  const template = `${gutter}px ${widths.map((width) => `${width}px`).join(' ')}`;
  const lefts = useMemo(() => {
    let left = gutter;
    return widths.map((width) => {
      left += width;
      return left - width;
    });
  }, [widths]);
  const count = rows.length + 1;
  const height = Math.min(count, most) * rowHeight;
  const from = Math.max(0, Math.floor(scroll / rowHeight) - around);
  const to = Math.min(count, Math.ceil((scroll + height) / rowHeight) + around);
  const column = columns[at.column];
  const value = rows[at.row]?.values[column?.key ?? ''];
  const bad = column === undefined ? null : problemOf(column, value);
  const hidden = column !== undefined && masked(column);

  // The current cell is brought into sight, beside the fixed head and gutter.
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || !element.contains(document.activeElement)) return;
    const top = at.row * rowHeight;
    const inner = element.clientHeight - rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight > element.scrollTop + inner) element.scrollTop = top + rowHeight - inner;
    const left = lefts[at.column] ?? 0;
    const right = left + (widths[at.column] ?? 0);
    if (left - gutter < element.scrollLeft) element.scrollLeft = left - gutter;
    else if (right > element.scrollLeft + element.clientWidth)
      element.scrollLeft = right - element.clientWidth;
  }, [at, lefts, widths]);

  const grave = useCallback(
    (row: number): Finding['severity'] | null => {
      const found = findings(row).map((finding) => finding.severity);
      return found.includes('block') ? 'block' : found.includes('warn') ? 'warn' : null;
    },
    [findings],
  );

  function press(event: PointerEvent): void {
    const cell = (event.target as HTMLElement).closest('[data-column]');
    const row = (event.target as HTMLElement).closest('[data-row]');
    if (row === null) return;
    event.preventDefault();
    const to = {
      row: Number(row.getAttribute('data-row')),
      column: cell === null ? at.column : Number(cell.getAttribute('data-column')),
    };
    editor.current?.commit('none');
    grid.go(to, event.shiftKey);
    editor.current?.focus();
  }

  return (
    <div
      ref={box}
      className="grid-box"
      style={{ height: height + rowHeight + 2 }}
      onScroll={(event) => setScroll(event.currentTarget.scrollTop)}
      onPointerDown={press}
      onDoubleClick={() => grid.open()}
    >
      <div
        role="grid"
        aria-label={t.ledger.grid(props.title)}
        aria-rowcount={count + 1}
        aria-colcount={columns.length + 1}
        className="grid-table"
        style={{ width: (lefts.at(-1) ?? 0) + (widths.at(-1) ?? 0), height: (count + 1) * rowHeight }}
      >
        <div role="row" aria-rowindex={1} className="grid-head" style={{ gridTemplateColumns: template }}>
          <div role="columnheader" className="grid-gutter">
            <span className="sr">{t.ledger.read.line}</span>
          </div>
          {columns.map((each) => (
            <div key={each.key} role="columnheader" className="grid-cell" data-type={each.type}>
              {say(each.title)}
              {each.required && <span className="seal">*</span>}
            </div>
          ))}
        </div>
        <div role="rowgroup" className="grid-body">
          <GridRows
            rows={rows}
            columns={columns}
            template={template}
            from={from}
            to={to}
            span={span}
            masked={masked}
            grave={grave}
          />
        </div>
      </div>
      {column !== undefined && (
        <GridEditor
          ref={editor}
          column={column}
          label={
            at.row < rows.length
              ? t.ledger.row(at.row + 1, say(column.title))
              : `${t.ledger.newRow} ${say(column.title)}`
          }
          describedBy={`${id}-now`}
          box={{
            top: (at.row + 1) * rowHeight,
            left: lefts[at.column] ?? 0,
            width: widths[at.column] ?? 0,
            height: rowHeight,
          }}
          typed={inCell(column)}
          onRefused={() => props.onNote(t.ledger.notInCell)}
          onCommit={grid.commit}
          onKey={grid.key}
          onPaste={grid.paste}
          onCopy={grid.copy}
        />
      )}
      <span id={`${id}-now`} className="sr" aria-live="polite">
        {hidden ? t.ledger.masked : column === undefined ? '' : cellText(column, value, language)}
        {bad !== null && badWords(t, bad)}
      </span>
    </div>
  );
}
