import type { Entry } from '../model/record.ts';
import type { Fen } from '../model/units.ts';
import { asFen } from '../money/fen.ts';

/**
 * The exact sum in fen of a money column; what is empty adds nothing. Null where a cell holds no amount or the sum
 * leaves the exact integers: a wrong sum is worse than none.
 */
export function sumOf(rows: readonly Pick<Entry, 'values'>[], column: string): Fen | null {
  let sum = 0;
  for (const { values } of rows) {
    const value = values[column];
    if (value === undefined || value === null || value === '') continue;
    const fen = asFen(value);
    if (fen === null) return null;
    sum += fen;
    if (asFen(sum) === null) return null;
  }
  return sum as Fen;
}
