import { useCallback, useMemo, useState } from 'react';
import type { Column, Ledger } from '../../../shared/agreements/define.ts';
import type { DossierView } from '../../../shared/ipc/contract/dossier.ts';
import type { Finding } from '../../../shared/model/derived.ts';
import type { ItemId } from '../../../shared/model/ids.ts';
import { sumOf } from '../../../shared/ledgers/sums.ts';
import { bridge, call } from '../../bridge.ts';
import { AmountsOf, useAmountsAsked } from '../../components/amounts-of.ts';
import { MaskedMoney, MoneyText } from '../../components/MoneyText.tsx';
import { useAmounts } from '../../stores/amounts.ts';
import { useDossier } from '../../stores/dossiers.ts';
import { useSay, useText } from '../../stores/language.ts';
import { FindingLine } from '../dossier/FindingLine.tsx';
import { LedgerDialog } from '../dossier/LedgerDialog.tsx';
import { type GridRow, isNew, rowsOf, unreadable } from './grid.ts';
import { ImportDialog } from './ImportDialog.tsx';
import { LedgerGrid } from './LedgerGrid.tsx';
import { LedgerHead } from './LedgerHead.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';
import { dropRow, placeOf, showAmounts, useLedgerState } from './ledger-store.ts';

const noEntries: DossierView['record']['entries'][string] = [];
const noFindings: readonly Finding[] = [];

/** One ledger as a table that is typed into, with sums, what the clauses say of its rows, and its way out and in. */
export function LedgerTable({ view, ledger }: { view: DossierView; ledger: Ledger }) {
  const t = useText();
  const say = useSay();
  const name = placeOf(view.id, ledger.key);
  const { edits, saving, failed, shown: ownShown } = useLedgerState(name);
  // Who asked for the amounts of the dossier asked for those of its ledgers.
  const { secret: byKind, asked } = useAmountsAsked();
  const shown = asked || (ownShown && !byKind);
  const unmaskDossier = useAmounts((state) => state.unmask);
  const entries = view.record.entries[ledger.key] ?? noEntries;
  const rows = useMemo(() => rowsOf(entries, edits), [entries, edits]);
  const place = useMemo(
    () => ({
      dossier: view.id,
      ledger: ledger.key,
      columns: ledger.columns,
    }),
    [view.id, ledger],
  );
  const [row, setRow] = useState(0);
  const [note, setNote] = useState('');
  const [whole, setWhole] = useState<GridRow | 'new' | null>(null);
  const [removing, setRemoving] = useState<GridRow | null>(null);
  const [importing, setImporting] = useState(false);
  const byRow = useMemo(() => findingsByRow(view, ledger.key, entries), [view, ledger.key, entries]);
  const findings = useCallback((at: number) => byRow.get(rows[at]?.key ?? '') ?? noFindings, [byRow, rows]);
  const secret = place.columns.some((column) => column.secret);
  const masked = useCallback((column: Column) => column.secret === true && !shown, [shown]);
  const waiting = Object.values(edits.over).filter(
    (values) => unreadable(place.columns, values).length > 0,
  ).length;
  const unmask = async (): Promise<boolean> => {
    // Main keeps those of such a kind back, for the dossier as a whole.
    if (byKind) return unmaskDossier(view.id);
    const done = await call(bridge().ledger.unmask({ dossier: view.id, ledger: ledger.key }));
    if (done !== undefined) {
      showAmounts(name);
      // Main has kept these cells back until now.
      await useDossier.getState().load(view.id);
    }
    return done !== undefined;
  };
  /** The form of a row shows its amounts: it is asked for like them. */
  const openWhole = async (at: number) => {
    if (secret && !shown && rows[at] !== undefined && !(await unmask())) return;
    setWhole(rows[at] ?? 'new');
  };
  const remove = async (gone: GridRow) => {
    setRemoving(null);
    if (isNew(gone.key)) {
      dropRow(name, gone.key);
      return;
    }
    const done = await call(
      bridge().ledger.save({ dossier: view.id, ledger: ledger.key, rows: [], remove: [gone.key as ItemId] }),
    );
    if (done === undefined) return;
    dropRow(name, gone.key);
    void useDossier.getState().load(view.id);
  };
  const own = findings(row);
  const general = byRow.get('') ?? noFindings;
  return (
    <section aria-label={say(ledger.title)} className="ledger">
      <LedgerHead
        view={view}
        ledger={ledger}
        count={rows.length}
        masked={secret && !shown && rows.length > 0}
        onUnmask={() => void unmask()}
        onWhole={() => void openWhole(row)}
        onImport={() => setImporting(true)}
      />
      {general.map((finding) => (
        <FindingLine key={finding.rule + finding.message.zh} finding={finding} />
      ))}
      <LedgerGrid
        place={place}
        title={say(ledger.title)}
        rows={rows}
        findings={findings}
        masked={masked}
        onRow={setRow}
        onWhole={(at) => void openWhole(at)}
        onRemove={(at) => setRemoving(rows[at] ?? null)}
        onNote={setNote}
        onUnmask={() => void unmask()}
      />
      <div className="ledger-foot">
        <span className="ledger-sums">
          {place.columns
            .filter((column) => column.type === 'money' && rows.length > 0)
            .map((column) => {
              const sum = sumOf(rows, column.key);
              return (
                <span key={column.key}>
                  <span className="ink2">{t.ledger.sum(say(column.title))}</span>{' '}
                  {masked(column) ? (
                    <MaskedMoney />
                  ) : sum === null ? (
                    <span className="seal">{t.ledger.noSum}</span>
                  ) : (
                    <AmountsOf.Provider value="shown">
                      <MoneyText fen={sum} strong />
                    </AmountsOf.Provider>
                  )}
                </span>
              );
            })}
        </span>
        <span className="ink2" role="status">
          {note !== ''
            ? note
            : failed
              ? t.ledger.failed
              : waiting > 0
                ? t.ledger.waiting(waiting)
                : saving
                  ? t.ledger.saving
                  : ''}
        </span>
        <span className="ink3 ledger-hint">{t.ledger.hint}</span>
      </div>
      {own.length > 0 && (
        <div className="ledger-own">
          <span className="ink3 num">{t.ledger.row(row + 1, '')}</span>
          {own.map((finding) => (
            <FindingLine key={finding.rule + finding.path} finding={finding} />
          ))}
        </div>
      )}
      {whole !== null && (
        <LedgerDialog
          dossier={view.id}
          ledger={ledger}
          entry={
            whole === 'new' || isNew(whole.key) ? null : { id: whole.key as ItemId, values: whole.values }
          }
          onClose={() => setWhole(null)}
          onSaved={() => {
            if (whole !== 'new') dropRow(name, whole.key);
            void useDossier.getState().load(view.id);
          }}
        />
      )}
      {removing !== null && (
        <RemoveDialog onRemove={() => void remove(removing)} onClose={() => setRemoving(null)} />
      )}
      {importing && (
        <ImportDialog
          dossier={view.id}
          ledger={ledger}
          onClose={() => setImporting(false)}
          onWritten={(count) => {
            setNote(t.ledger.read.accepted(count));
            void useDossier.getState().load(view.id);
          }}
        />
      )}
    </section>
  );
}

/** What is said of each row, by its id; of the ledger as a whole under the empty name. */
function findingsByRow(
  view: DossierView,
  ledger: string,
  entries: DossierView['record']['entries'][string],
): Map<string, Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const finding of view.findings) {
    const match = new RegExp(`^entries\\.${ledger}(?:\\[(\\d+)\\])?`, 'u').exec(finding.path);
    if (match === null) continue;
    const key = match[1] === undefined ? '' : (entries[Number(match[1])]?.id ?? '');
    found.set(key, [...(found.get(key) ?? []), finding]);
  }
  return found;
}
