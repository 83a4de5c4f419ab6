import { type ReactNode, useState } from 'react';
import { Action } from '../../components/Action.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ReasonRow } from '../../components/ReasonRow.tsx';
import { useLeaving } from '../../components/use-leaving.tsx';
import { useText } from '../../stores/language.ts';

interface ReasonDialogProps {
  title: string;
  lead: string;
  go: string;
  onClose: () => void;
  onGo: (reason: string) => Promise<void>;
  children?: ReactNode;
}

/** A decision of a person, kept with its reason. */
export function ReasonDialog({ title, lead, go, onClose, onGo, children }: ReasonDialogProps) {
  const t = useText();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const leaving = useLeaving(reason.trim() !== '', onClose);
  const keep = async () => {
    setTried(true);
    if (reason.trim() === '' || busy) return;
    setBusy(true);
    await onGo(reason.trim());
    setBusy(false);
  };
  return (
    <Dialog
      title={title}
      lead={lead}
      width={640}
      onClose={leaving.close}
      footer={
        leaving.question ?? (
          <>
            <Action kind="primary" busy={busy} onClick={() => void keep()}>
              {go}
            </Action>
            <Action kind="text" cap="Esc" onClick={leaving.close}>
              {t.common.cancel}
            </Action>
          </>
        )
      }
    >
      {children}
      <ReasonRow id="judgement-reason" value={reason} onChange={setReason} missing={tried} autoFocus />
    </Dialog>
  );
}
