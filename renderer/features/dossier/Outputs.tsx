import type { DossierView } from '../../../shared/ipc/contract/dossier.ts';
import { definitionOf } from '../../app/definitions.ts';
import { ClauseRef } from '../../components/ClauseRef.tsx';
import { useSay, useText } from '../../stores/language.ts';
import { Comparisons } from './Comparisons.tsx';
import { LedgerTable } from '../ledger/LedgerTable.tsx';
import { isMoney } from './Money.tsx';

/** Files under their pieces have a screen of their own. */
const materials = 'materials';

/** 成果: what is to be delivered with its evidence, and what has been recorded. */
export function Outputs({ view }: { view: DossierView }) {
  const t = useText();
  const say = useSay();
  const words = t.dossier.outputs;
  const definition = definitionOf(view.kind);
  const ledgers = (definition?.ledgers ?? []).filter(
    (ledger) => !ledger.columns.some(isMoney) && ledger.columns.length > 1 && ledger.key !== materials,
  );
  return (
    <>
      <h3 className="panel-title">{words.deliverables}</h3>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t.dossier.tabs.outputs}</th>
            <th scope="col" className="right">
              {words.need}
            </th>
            <th scope="col">{words.evidence}</th>
            <th scope="col">{t.common.clause}</th>
          </tr>
        </thead>
        <tbody>
          {(definition?.deliverables ?? []).map((one) => {
            const { quantity } = one;
            const need = typeof quantity === 'number' ? quantity : view.record.fields[quantity.field];
            return (
              <tr key={one.key}>
                <td>
                  {say(one.title)} <span className="ink3">{one.rule}</span>
                </td>
                <td className="right num">{need === undefined || need === null ? '' : String(need)}</td>
                <td>{say(one.evidence)}</td>
                <td>
                  <ClauseRef clause={one.clause} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <Comparisons view={view} />
      {ledgers.map((ledger) => (
        <LedgerTable key={ledger.key} view={view} ledger={ledger} />
      ))}
    </>
  );
}
