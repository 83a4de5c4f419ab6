import type { Source } from './source.ts';

/** How sure a paper's kind is: the weights of the marks it carries, added up. */
export function byMarks(marks: readonly (readonly [RegExp, number])[]): (source: Source) => number {
  return (source) =>
    marks.reduce((score, [shape, weight]) => score + (shape.test(source.tight) ? weight : 0), 0);
}
