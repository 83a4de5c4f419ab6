import { useMemo } from 'react';
import type { Comparison, ComparisonRow } from '../../../shared/agreements/comparison.ts';
import { viewOf } from '../../../shared/engine/view.ts';
import type { DossierView } from '../../../shared/ipc/contract/dossier.ts';
import { definitionOf } from '../../app/definitions.ts';
import { ClauseRef } from '../../components/ClauseRef.tsx';
import { useSay, useText } from '../../stores/language.ts';

const colors: Record<ComparisonRow['state'], string> = {
  same: 'green',
  met: 'green',
  open: 'amber',
  differs: 'seal',
  agreed: 'ink2',
};

/** What a kind lays side by side: the contract and the application, the research content and its outputs. */
export function Comparisons({ view }: { view: DossierView }) {
  const definition = definitionOf(view.kind);
  const seen = useMemo(
    () => (definition === undefined ? null : viewOf(definition, view.record, { today: view.today })),
    [definition, view],
  );
  if (definition === undefined || seen === null) return null;
  return (definition.comparisons ?? []).map((one) => (
    <Compared key={one.key} comparison={one} rows={one.rows(seen)} />
  ));
}

function Compared({ comparison, rows }: { comparison: Comparison; rows: readonly ComparisonRow[] }) {
  const t = useText();
  const say = useSay();
  const [left, right] = comparison.heads;
  return (
    <section aria-label={say(comparison.title)}>
      <div className="panel-title row">
        <h3>{say(comparison.title)}</h3>
        <ClauseRef clause={comparison.clause} rule={comparison.rule} />
      </div>
      {rows.length === 0 ? (
        <p className="ink2">{say(comparison.none)}</p>
      ) : (
        <table className="plain-table comparison">
          <thead>
            <tr>
              <th scope="col">{t.ledger.compare.what}</th>
              <th scope="col">{say(left)}</th>
              <th scope="col">{say(right)}</th>
              <th scope="col">{t.dossier.money.state}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              // Rows have no other name than their place
              <tr key={at}>
                <td>{say(row.what)}</td>
                <td>{row.left}</td>
                <td>{row.right === '' ? <span className="ink3">{t.common.unset}</span> : row.right}</td>
                <td className={colors[row.state]}>{t.ledger.compare.state[row.state]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
