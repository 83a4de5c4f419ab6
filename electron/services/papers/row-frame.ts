import {
  lineTo,
  moveTo,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
  type rgb,
  setLineWidth,
  setStrokingColor,
  stroke,
} from '@cantoo/pdf-lib';

/** The borders of one row of a table in one path: cells side by side from `left`, under `top`. Points. */
export function frameRow(
  page: PDFPage,
  { left, top, height }: { left: number; top: number; height: number },
  widths: readonly number[],
  color: ReturnType<typeof rgb>,
): void {
  const bottom = top - height;
  const lines = [];
  let x = left;
  for (const width of widths) {
    x += width;
    lines.push(moveTo(x, top), lineTo(x, bottom));
  }
  page.pushOperators(
    pushGraphicsState(),
    setLineWidth(0.5),
    setStrokingColor(color),
    rectangle(left, bottom, x - left, height),
    // The last is the frame's own side.
    ...lines.slice(0, -2),
    stroke(),
    popGraphicsState(),
  );
}
