import { normalizeLabel } from '../../engine/label-text.ts';
import type { DossierRecord, FieldValue } from '../../model/record.ts';

/** The numbers of a dossier's proofs, as they are compared. */
export function proofNumbers(record: DossierRecord): readonly string[] {
  const rows = record.fields['proof_numbers'];
  if (!Array.isArray(rows)) return [];
  return rows.map((row) => normalizeLabel(numberOf(row)).toLowerCase()).filter((number) => number !== '');
}

function numberOf(row: FieldValue): string {
  if (typeof row === 'string') return row;
  const number = typeof row === 'object' && row !== null && !Array.isArray(row) ? row['number'] : null;
  return typeof number === 'string' ? number : '';
}
