import type { Column } from '../../../shared/agreements/define.ts';
import type { DossierView } from '../../../shared/ipc/contract/dossier.ts';
import { isPayment } from '../../charts/timeline-items.ts';
import { definitionOf } from '../../app/definitions.ts';
import { DateText } from '../../components/DateText.tsx';
import { amountOf, MoneyText } from '../../components/MoneyText.tsx';
import { useSay, useText } from '../../stores/language.ts';
import { isGroup, showTyped } from '../../wizard/value.ts';
import { LedgerTable } from '../ledger/LedgerTable.tsx';
import { Exposure } from './Exposure.tsx';

/** 经费: the instalments with their gates, and the ledgers that hold money. */
export function Money({ view, onWhy }: { view: DossierView; onWhy: (id: string) => void }) {
  const t = useText();
  const say = useSay();
  const words = t.dossier.money;
  const definition = definitionOf(view.kind);
  const plan = definition?.payments;
  const list = plan ? view.record.fields[plan.list] : undefined;
  const rows = Array.isArray(list) ? list.filter((row) => isGroup(row)) : [];
  const total = plan ? view.record.fields[plan.total] : undefined;
  const obligationOf = (no: number) =>
    view.obligations.find((one) => one.installment === no && isPayment(one));
  const ledgers = (definition?.ledgers ?? []).filter((ledger) => ledger.columns.some(isMoney));
  return (
    <>
      <h3 className="panel-title">{words.plan}</h3>
      {rows.length === 0 ? (
        <p className="ink2">{words.none}</p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{words.no}</th>
              <th scope="col" className="right">
                {words.share}
              </th>
              <th scope="col" className="right">
                {words.amount}
              </th>
              <th scope="col">{words.condition}</th>
              <th scope="col">{words.gates}</th>
              <th scope="col">{words.due}</th>
              <th scope="col">{words.state}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => {
              const no = typeof row['no'] === 'number' ? row['no'] : i + 1;
              const due = obligationOf(no);
              const amount = amountOf(row['amount']) ?? due?.amount ?? null;
              return (
                <tr key={no}>
                  <td>
                    {due ? (
                      <button type="button" className="link" onClick={() => onWhy(due.id)}>
                        {t.reason.dialog.installmentOf(no)}
                      </button>
                    ) : (
                      t.reason.dialog.installmentOf(no)
                    )}
                  </td>
                  <td className="right num">{String(row['share'] ?? '')}</td>
                  <td className="right">
                    <MoneyText fen={amount} />
                  </td>
                  <td>{showTyped('text', row['condition'])}</td>
                  <td>
                    {(due?.gates ?? []).map((gate) => (
                      <div key={gate.key}>
                        {say(gate.title)}{' '}
                        <span className={gate.met_on === null ? 'amber' : 'green'}>
                          {gate.met_on === null ? t.reason.gateShut : t.reason.gateMet(gate.met_on)}
                        </span>
                      </div>
                    ))}
                  </td>
                  <td>
                    {due?.statutory ? (
                      <DateText date={due.statutory} provisional={due.provisional} />
                    ) : (
                      <span className="ink3">{t.common.notBegun}</span>
                    )}
                  </td>
                  <td>{due ? t.reason.status[due.status] : ''}</td>
                </tr>
              );
            })}
            <tr>
              <td className="ink2">{words.ofTotal}</td>
              <td />
              <td className="right">
                <MoneyText fen={amountOf(total)} strong />
              </td>
              <td colSpan={4} />
            </tr>
          </tbody>
        </table>
      )}
      <Exposure view={view} />
      {ledgers.map((ledger) => (
        <LedgerTable key={ledger.key} view={view} ledger={ledger} />
      ))}
    </>
  );
}

export function isMoney(column: Column): boolean {
  return column.type === 'money';
}
