/** A straight stroke of a page, origin at the top left. */
export interface Stroke {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** A ruled table: the places of its columns and rows, and which borders are drawn. */
export interface Grid {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** Whether a border stands above a cell; where none does, the cell is one with that above it. */
  hasTop(row: number, column: number): boolean;
}

type Matrix = readonly [number, number, number, number, number, number];

/** What pdf.js gives of a page, as far as strokes need it. */
export interface Operators {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

/** Numbers of the operators that matter. */
export interface OperatorCodes {
  readonly save: number;
  readonly restore: number;
  readonly transform: number;
  readonly constructPath: number;
  readonly endPath: number;
}

const thin = 2.5;
const shortest = 6;
const mostStrokes = 20_000;

/** The straight strokes of a page: lines, and the thin rectangles that many programs draw for them. */
export function strokesOf(operators: Operators, codes: OperatorCodes, viewport: readonly number[]): Stroke[] {
  const strokes: Stroke[] = [];
  const stack: Matrix[] = [];
  const page = toMatrix(viewport);
  let matrix = page;
  for (const [index, code] of operators.fnArray.entries()) {
    const args = operators.argsArray[index];
    if (code === codes.save) stack.push(matrix);
    else if (code === codes.restore) matrix = stack.pop() ?? page;
    else if (code === codes.transform && Array.isArray(args)) matrix = multiply(matrix, toMatrix(args));
    else if (code === codes.constructPath && Array.isArray(args) && args[0] !== codes.endPath) {
      addPath(strokes, args[1], matrix);
      if (strokes.length > mostStrokes) return [];
    }
  }
  return strokes;
}

function toMatrix(values: readonly unknown[]): Matrix {
  const at = (index: number): number => (typeof values[index] === 'number' ? values[index] : 0);
  return [at(0), at(1), at(2), at(3), at(4), at(5)];
}

function multiply(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[2] * b[1],
    a[1] * b[0] + a[3] * b[1],
    a[0] * b[2] + a[2] * b[3],
    a[1] * b[2] + a[3] * b[3],
    a[0] * b[4] + a[2] * b[5] + a[4],
    a[1] * b[4] + a[3] * b[5] + a[5],
  ];
}

/** pdf.js packs a path as move 0, line 1, curve 2 (six numbers), quadratic 3 (four), close 4. */
const operands = [2, 2, 6, 4, 0] as const;

function addPath(strokes: Stroke[], packed: unknown, matrix: Matrix): void {
  const data = Array.isArray(packed) ? packed[0] : packed;
  if (!(data instanceof Float32Array)) return;
  let first: [number, number] | null = null;
  let last: [number, number] | null = null;
  let subpath: Stroke[] = [];
  const place = (x: number, y: number): [number, number] => [
    matrix[0] * x + matrix[2] * y + matrix[4],
    matrix[1] * x + matrix[3] * y + matrix[5],
  ];
  const line = (to: [number, number]): void => {
    if (last !== null) subpath.push({ x0: last[0], y0: last[1], x1: to[0], y1: to[1] });
    last = to;
  };
  const flush = (): void => {
    addSubpath(strokes, subpath);
    subpath = [];
  };
  for (let at = 0; at < data.length; ) {
    const code = data[at] ?? -1;
    const count = operands[code as 0];
    if (count === undefined) break;
    const x = data[at + count - 1] ?? 0;
    const y = data[at + count] ?? 0;
    if (code === 0) {
      flush();
      first = last = place(x, y);
    } else if (code === 4) {
      if (first !== null) line(first);
    } else if (code === 1) {
      line(place(x, y));
    } else {
      last = place(x, y);
    }
    at += count + 1;
  }
  flush();
}

function addSubpath(strokes: Stroke[], lines: readonly Stroke[]): void {
  if (lines.length === 0) return;
  const xs = lines.flatMap((line) => [line.x0, line.x1]);
  const ys = lines.flatMap((line) => [line.y0, line.y1]);
  const box = { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
  if (box.x1 - box.x0 <= thin || box.y1 - box.y0 <= thin) strokes.push(box);
  else {
    for (const line of lines) {
      strokes.push({
        x0: Math.min(line.x0, line.x1),
        y0: Math.min(line.y0, line.y1),
        x1: Math.max(line.x0, line.x1),
        y1: Math.max(line.y0, line.y1),
      });
    }
  }
}

const slack = 3;

/** The ruled tables of a page, three columns or more, from the top. */
export function gridsOf(strokes: readonly Stroke[]): Grid[] {
  const across = strokes.filter((s) => s.y1 - s.y0 <= thin && s.x1 - s.x0 >= shortest);
  const down = strokes.filter((s) => s.x1 - s.x0 <= thin && s.y1 - s.y0 >= shortest);
  const bands: { y0: number; y1: number }[] = [];
  for (const stroke of [...down].sort((a, b) => a.y0 - b.y0)) {
    const last = bands.at(-1);
    if (last !== undefined && stroke.y0 <= last.y1 + slack) last.y1 = Math.max(last.y1, stroke.y1);
    else bands.push({ y0: stroke.y0, y1: stroke.y1 });
  }
  return bands.flatMap((band) => {
    const inside = (s: Stroke): boolean => s.y1 >= band.y0 - slack && s.y0 <= band.y1 + slack;
    const rules = across.filter(inside);
    const xs = cluster(down.filter(inside).map((s) => (s.x0 + s.x1) / 2));
    const ys = cluster([band.y0, band.y1, ...rules.map((s) => (s.y0 + s.y1) / 2)]);
    if (xs.length < 4 || ys.length < 2) return [];
    return [{ xs, ys, hasTop: (row, column) => isDrawn(rules, xs, ys, row, column) }];
  });
}

function isDrawn(
  rules: readonly Stroke[],
  xs: readonly number[],
  ys: readonly number[],
  row: number,
  column: number,
): boolean {
  const y = ys[row] ?? 0;
  const x = ((xs[column] ?? 0) + (xs[column + 1] ?? 0)) / 2;
  return rules.some((rule) => Math.abs((rule.y0 + rule.y1) / 2 - y) <= slack && rule.x0 <= x && rule.x1 >= x);
}

function cluster(values: readonly number[]): number[] {
  const out: number[] = [];
  for (const value of [...values].sort((a, b) => a - b)) {
    const last = out.at(-1);
    if (last === undefined || value - last > slack) out.push(value);
  }
  return out;
}
