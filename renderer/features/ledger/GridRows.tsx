import { memo } from 'react';
import type { Column } from '../../../shared/agreements/define.ts';
import type { Finding } from '../../../shared/model/derived.ts';
import { useLanguage, useText } from '../../stores/language.ts';
import { problemOf } from '../../wizard/value.ts';
import { type GridRow, cellText } from './grid.ts';

export const rowHeight = 30;
export const gutter = 52;

export interface Span {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

interface GridRowsProps {
  rows: readonly GridRow[];
  columns: readonly Column[];
  template: string;
  /** The rows that are drawn: those in sight and a few around. */
  from: number;
  to: number;
  span: Span;
  masked: (column: Column) => boolean;
  grave: (row: number) => Finding['severity'] | null;
}

/** The rows in sight, each at its place; the last one is empty and begins a new row. */
export function GridRows({ rows, columns, template, from, to, span, masked, grave }: GridRowsProps) {
  const shown = Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
  return shown.map((at) => (
    <Row
      key={rows[at]?.key ?? 'last'}
      at={at}
      row={rows[at]}
      columns={columns}
      template={template}
      left={at >= span.top && at <= span.bottom ? span.left : -1}
      right={at >= span.top && at <= span.bottom ? span.right : -1}
      masked={masked}
      grave={grave(at)}
    />
  ));
}

interface RowProps {
  at: number;
  row: GridRow | undefined;
  columns: readonly Column[];
  template: string;
  left: number;
  right: number;
  masked: (column: Column) => boolean;
  grave: Finding['severity'] | null;
}

const Row = memo(function Row({ at, row, columns, template, left, right, masked, grave }: RowProps) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  return (
    <div
      role="row"
      aria-rowindex={at + 2}
      className={row === undefined ? 'grid-row grid-last' : 'grid-row'}
      data-row={at}
      style={{ top: at * rowHeight, gridTemplateColumns: template }}
    >
      <div role="rowheader" className="grid-gutter num" data-grave={grave ?? undefined}>
        {row === undefined ? '＋' : at + 1}
        {grave !== null && <span className="sr">{t.dossier.severity[grave]}</span>}
      </div>
      {columns.map((column, across) => {
        const value = row?.values[column.key];
        const bad = value !== undefined && problemOf(column, value) !== null;
        const hide = masked(column) && value !== undefined && value !== null && !bad;
        return (
          <div
            key={column.key}
            role="gridcell"
            aria-colindex={across + 2}
            aria-selected={across >= left && across <= right}
            aria-invalid={bad || undefined}
            data-column={across}
            data-type={column.type}
            className="grid-cell"
          >
            {hide ? '¥••••••' : cellText(column, value, language)}
          </div>
        );
      })}
    </div>
  );
});
