import { useEffect, useState } from 'react';
import type { CalendarState, DossierMoves } from '../../../shared/ipc/contract/calendar.ts';
import { bridge, call } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ReasonRow } from '../../components/ReasonRow.tsx';
import { useLeaving } from '../../components/use-leaving.tsx';
import { useText } from '../../stores/language.ts';
import { MovesTable } from './MovesTable.tsx';

interface WithdrawYearProps {
  year: number;
  onClose: () => void;
  onDone: (state: CalendarState) => void;
}

/** An accepted year is given up, with a reason, after showing what becomes provisional again. */
export function WithdrawYear({ year, onClose, onDone }: WithdrawYearProps) {
  const t = useText();
  const words = t.calendar;
  const [dossiers, setDossiers] = useState<DossierMoves[] | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const leaving = useLeaving(reason.trim() !== '', onClose);
  useEffect(() => {
    void call(bridge().calendar.previewWithdrawal({ year })).then((found) => found && setDossiers(found));
  }, [year]);
  const go = async () => {
    setTried(true);
    if (reason.trim() === '' || dossiers === null) return;
    const state = await call(bridge().calendar.withdraw({ year, reason: reason.trim() }));
    if (state !== undefined) onDone(state);
  };
  return (
    <Dialog
      title={words.withdrawTitle(year)}
      lead={words.withdrawLead}
      width={880}
      onClose={leaving.close}
      footer={
        leaving.question ?? (
          <>
            <Action kind="danger" disabled={dossiers === null} onClick={() => void go()}>
              {words.withdraw}
            </Action>
            <Action kind="text" cap="Esc" onClick={leaving.close}>
              {t.common.cancel}
            </Action>
          </>
        )
      }
    >
      {dossiers !== null && <MovesTable dossiers={dossiers} />}
      <ReasonRow id="withdraw-year" value={reason} onChange={setReason} missing={tried} autoFocus />
    </Dialog>
  );
}
