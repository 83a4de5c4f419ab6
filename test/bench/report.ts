import type { Machine } from './machine.ts';
import type { Outcome, Row } from './rounds.ts';

/** One benchmark's groups, with the load it met. */
export interface Result {
  readonly name: string;
  readonly seconds: number;
  /** The system's load average of a minute, before and after. */
  readonly load: readonly [number, number];
  readonly groups: readonly Outcome[];
}

export interface Report {
  readonly format: 'juanzong-bench-1';
  readonly at: string;
  readonly machine: Machine;
  readonly results: readonly Result[];
}

/** Three figures that matter. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value >= 100) return Math.round(value).toLocaleString('en-US');
  const digits = value >= 10 ? 1 : value >= 1 ? 2 : value > 0 ? 1 - Math.floor(Math.log10(value)) + 1 : 2;
  return value.toFixed(digits);
}

const head = ['', 'median ms', 'spread', 'rate', 'against'] as const;

function cells({ name, median, least, most, rate, against }: Row): string[] {
  return [
    name,
    figure(median),
    `${figure(least)}–${figure(most)}`,
    rate ? `${figure(rate.perSecond)} ${rate.unit}/s` : '',
    against
      ? `${figure(against.ratio)} × ${against.peer} (${figure(against.least)}–${figure(against.most)})`
      : '',
  ];
}

/** Columns on a terminal: a Chinese character takes two. */
function width(text: string): number {
  return [...text].reduce((sum, one) => sum + (/[⺀-鿿豈-﫿︰-﹏＀-｠]/u.test(one) ? 2 : 1), 0);
}

/** A group as a table for people. */
export function table({ title, rows, notes }: Outcome): string {
  const all = [[...head], ...rows.map(cells)];
  const widths = head.map((_, column) => Math.max(...all.map((line) => width(line[column] ?? ''))));
  const pad = (text: string, column: number): string => {
    const space = ' '.repeat((widths[column] ?? 0) - width(text));
    return column === 0 || column === 4 ? text + space : space + text;
  };
  const lines = all.map((line) => `  ${line.map(pad).join('  ')}`.trimEnd());
  return [title, ...lines, ...notes.map((note) => `  ${note}`)].join('\n');
}

/** A group as a table for docs/benchmarks.md. */
export function markdown({ title, rows, notes, rounds }: Outcome): string {
  const lines = rows.map((row) => `| ${cells(row).join(' | ')} |`);
  return [
    `### ${title}`,
    '',
    `| medians of ${rounds} | ${head.slice(1).join(' | ')} |`,
    '|---|--:|--:|--:|---|',
    ...lines,
    ...(notes.length > 0 ? ['', ...notes] : []),
    '',
  ].join('\n');
}
