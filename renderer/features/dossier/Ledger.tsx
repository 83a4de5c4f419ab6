import { useState } from 'react';
import type { Ledger as LedgerType } from '../../../shared/agreements/define.ts';
import type { DossierView } from '../../../shared/ipc/contract/dossier.ts';
import type { ItemId } from '../../../shared/model/ids.ts';
import type { Entry, FieldValue } from '../../../shared/model/record.ts';
import type { Fen } from '../../../shared/model/units.ts';
import { bridge, call } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { DateText } from '../../components/DateText.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { MoneyText } from '../../components/MoneyText.tsx';
import { useDossier } from '../../stores/dossiers.ts';
import { useLanguage, useSay, useText } from '../../stores/language.ts';
import { summarise } from '../../wizard/value.ts';
import { FindingLine } from './FindingLine.tsx';
import { LedgerDialog } from './LedgerDialog.tsx';

/** One ledger as a table, each row with what the clauses say of it. */
export function Ledger({ view, ledger }: { view: DossierView; ledger: LedgerType }) {
  const t = useText();
  const say = useSay();
  const language = useLanguage((state) => state.language);
  const words = t.dossier.money;
  const rows = view.record.entries[ledger.key] ?? [];
  const [editing, setEditing] = useState<Entry | 'new' | null>(null);
  const [removing, setRemoving] = useState<Entry | null>(null);
  const columns = ledger.columns.filter((column) => !['text', 'file'].includes(column.type)).slice(0, 7);
  const money = ledger.columns.find((column) => column.type === 'money');
  const sum = money
    ? rows.reduce(
        (all, row) => all + (typeof row.values[money.key] === 'number' ? Number(row.values[money.key]) : 0),
        0,
      )
    : null;
  const findings = view.findings.filter((finding) => finding.path.startsWith(`entries.${ledger.key}`));
  const findingsOf = (i: number) =>
    findings.filter((finding) => new RegExp(`^entries\\.${ledger.key}\\[${i}\\]`).test(finding.path));
  const remove = async (entry: Entry) => {
    setRemoving(null);
    const done = await call(
      bridge().entry.remove({ dossier: view.id, ledger: ledger.key, entry: entry.id as ItemId }),
    );
    if (done !== undefined) void useDossier.getState().load(view.id);
  };
  return (
    <section aria-label={say(ledger.title)}>
      <div className="panel-title row">
        <h3>{say(ledger.title)}</h3>
        <span className="ink3">{ledger.rule}</span>
        <span className="ink2">
          {words.sum(rows.length)}
          {sum !== null && sum > 0 && (
            <>
              {t.common.comma}
              <MoneyText fen={sum as Fen} />
            </>
          )}
        </span>
        <span className="grow" />
        <Action small onClick={() => setEditing('new')}>
          {words.add}
        </Action>
      </div>
      {rows.length === 0 ? (
        <p className="ink2">{words.emptyLedger}</p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.key} scope="col" className={column.type === 'money' ? 'right' : undefined}>
                  {say(column.title)}
                </th>
              ))}
              <th scope="col">
                <span className="sr">{t.common.edit}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={row.id}>
                {columns.map((column, at) => (
                  <td key={column.key} className={column.type === 'money' ? 'right' : undefined}>
                    <Cell
                      type={column.type}
                      value={row.values[column.key]}
                      text={summarise(column, row.values[column.key], language)}
                    />
                    {at === 0 &&
                      findingsOf(i).map((finding) => (
                        <FindingLine key={finding.rule + finding.path} finding={finding} />
                      ))}
                  </td>
                ))}
                <td className="right num">
                  <button type="button" className="link" onClick={() => setEditing(row)}>
                    {t.common.edit}
                  </button>{' '}
                  <button type="button" className="link" onClick={() => setRemoving(row)}>
                    {t.common.remove}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {editing !== null && (
        <LedgerDialog
          dossier={view.id}
          ledger={ledger}
          entry={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onSaved={() => void useDossier.getState().load(view.id)}
        />
      )}
      {removing !== null && (
        <Dialog
          title={words.removeTitle}
          lead={words.removeLead}
          onClose={() => setRemoving(null)}
          width={520}
          footer={
            <>
              <Action kind="danger" onClick={() => void remove(removing)}>
                {t.common.remove}
              </Action>
              <Action kind="text" cap="Esc" onClick={() => setRemoving(null)} autoFocus>
                {t.common.cancel}
              </Action>
            </>
          }
        />
      )}
    </section>
  );
}

function Cell({ type, value, text }: { type: string; value: FieldValue | undefined; text: string }) {
  if (value === undefined || value === null || value === '') return null;
  if (type === 'money' && typeof value === 'number') return <MoneyText fen={value as Fen} />;
  if (type === 'date' && typeof value === 'string') return <DateText date={value} />;
  return <span>{text}</span>;
}
