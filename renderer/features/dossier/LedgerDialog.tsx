import { useState } from 'react';
import type { Ledger } from '../../../shared/agreements/define.ts';
import type { DossierId, ItemId } from '../../../shared/model/ids.ts';
import type { Entry, FieldValue } from '../../../shared/model/record.ts';
import { bridge, call } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ValueRow, wholeRow } from '../../components/ValueRow.tsx';
import { useSay, useText } from '../../stores/language.ts';
import { InputDossier } from '../../wizard/inputs/input-dossier.ts';

interface LedgerDialogProps {
  dossier: string;
  ledger: Ledger;
  entry: Entry | null;
  /** What a new row begins with; `known` are the columns that are decided by whence one comes and not asked. */
  begin?: { lead: string; values: Readonly<Record<string, FieldValue>>; known?: readonly string[] };
  onClose: () => void;
  onSaved: () => void;
}

/** One row of a ledger, new or changed; generic over the ledger's columns. */
export function LedgerDialog({ dossier, ledger, entry, begin, onClose, onSaved }: LedgerDialogProps) {
  const t = useText();
  const say = useSay();
  const words = t.dossier.money;
  const [values, setValues] = useState<Record<string, FieldValue>>(entry?.values ?? { ...begin?.values });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const asked = ledger.columns.filter((column) => begin?.known?.includes(column.key) !== true);
  const save = async () => {
    setTried(true);
    if (busy || !wholeRow(ledger.columns, values)) return;
    setBusy(true);
    const kept = Object.fromEntries(
      Object.entries(values).filter(([, value]) => value !== null && value !== ''),
    );
    const done = await call(
      bridge().entry.save({
        dossier: dossier as DossierId,
        ledger: ledger.key,
        values: kept,
        ...(entry ? { entry: entry.id as ItemId } : {}),
      }),
    );
    setBusy(false);
    if (done === undefined) return;
    onSaved();
    onClose();
  };
  return (
    <Dialog
      title={entry ? words.edit : words.newEntry}
      lead={begin?.lead ?? `${say(ledger.title)} · ${ledger.clause.article}`}
      onClose={onClose}
      footer={
        <>
          <Action kind="primary" busy={busy} onClick={() => void save()}>
            {t.common.save}
          </Action>
          <Action kind="text" cap="Esc" onClick={onClose}>
            {t.common.cancel}
          </Action>
          <span className="fact">{ledger.rule}</span>
        </>
      }
    >
      <InputDossier value={dossier}>
        {asked.map((column) => (
          <ValueRow
            key={column.key}
            column={column}
            idPrefix={`ledger-${ledger.key}`}
            value={values[column.key]}
            missing={tried}
            onChange={(value) => setValues((before) => ({ ...before, [column.key]: value }))}
          />
        ))}
      </InputDossier>
    </Dialog>
  );
}
