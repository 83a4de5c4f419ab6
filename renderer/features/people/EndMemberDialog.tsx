import { Input } from 'antd';
import { useState } from 'react';
import type { Member } from '../../../shared/ipc/contract/people.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { bridge, call } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useLeaving } from '../../components/use-leaving.tsx';
import { useText } from '../../stores/language.ts';

interface EndMemberDialogProps {
  dossier: DossierId;
  member: Member;
  onClose: () => void;
  onEnded: () => void;
}

/** A person goes off the list, with the reason; the key is new from then on. */
export function EndMemberDialog({ dossier, member, onClose, onEnded }: EndMemberDialogProps) {
  const t = useText();
  const words = t.people.members.ending;
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const leaving = useLeaving(reason !== '', onClose);
  const missing = reason.trim().length < 2;
  const end = async () => {
    setTried(true);
    if (missing) return;
    const done = await call(bridge().member.end({ dossier, grant: member.id, reason: reason.trim() }));
    if (done !== undefined) onEnded();
  };
  return (
    <Dialog
      title={words.title(member.display_name)}
      lead={words.lead}
      width={620}
      onClose={leaving.close}
      footer={
        leaving.question ?? (
          <>
            <Action kind="danger" onClick={() => void end()}>
              {words.go}
            </Action>
            <Action kind="text" cap="Esc" onClick={leaving.close}>
              {t.common.cancel}
            </Action>
            {tried && missing && (
              <span className="seal" role="alert">
                {words.bad}
              </span>
            )}
          </>
        )
      }
    >
      <div className="entry-field">
        <label htmlFor="member-reason">{words.reason}</label>
        <Input
          id="member-reason"
          value={reason}
          maxLength={500}
          autoFocus
          onChange={(event) => setReason(event.target.value)}
          onPressEnter={() => void end()}
        />
      </div>
    </Dialog>
  );
}
