import type { View } from '../define.ts';
import { kindOf } from './ledgers.ts';

type Row = ReturnType<View['entries']>[number];

/** One output with what the rules ask of it. */
export interface Output {
  /** Of its row in the ledger. */
  id: string | undefined;
  row: Row;
  path: string;
  kind: string;
  paper: boolean;
  units: readonly string[] | null;
}

/** The outputs of the ledger with what the rules ask of each. */
export function outputsOf(view: View): readonly Output[] {
  return view.entries('outputs').map((row, index) => {
    const kind = kindOf(row['type']).value;
    const units = row['units'];
    return {
      id: view.record.entries['outputs']?.[index]?.id,
      row,
      path: `entries.outputs[${index}]`,
      kind,
      paper: kind === '论文',
      units: Array.isArray(units)
        ? units.map((unit) =>
            typeof unit === 'object' && unit !== null && !Array.isArray(unit)
              ? String(unit['name'] ?? '')
              : String(unit ?? ''),
          )
        : null,
    };
  });
}

/** How an output is called in a finding. */
export function titleOf(output: Output): string {
  return String(output.row['title'] ?? output.kind);
}
