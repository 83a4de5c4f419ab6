import type { FieldValue } from '../model/record.ts';

/** The number of an instalment: as its row says, else (or where that is no number from 1) its place in the list. */
export function installmentNumber(row: Readonly<Record<string, FieldValue>>, index: number): number {
  const { no } = row;
  return typeof no === 'number' && Number.isSafeInteger(no) && no >= 1 ? no : index + 1;
}
