import { Input } from 'antd';
import { useState } from 'react';
import type { DossierId, ObjectId } from '../../../shared/model/ids.ts';
import { bridge, newJob, settle, showRefusal } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { EvidencePicker } from '../../components/EvidencePicker.tsx';
import { useApprovals } from '../../stores/approvals.ts';
import { useText } from '../../stores/language.ts';
import { Row } from './Row.tsx';

interface GiveDialogProps {
  dossier: string;
  onClose: () => void;
  onDone: (said: string) => void;
}

/** 给第三方: files and a recipient. Where a consent covers them they leave; else the refusal leads to a request. */
export function GiveDialog({ dossier, onClose, onDone }: GiveDialogProps) {
  const t = useText();
  const words = t.approval;
  const [objects, setObjects] = useState<readonly ObjectId[]>([]);
  const [recipient, setRecipient] = useState('');
  const [busy, setBusy] = useState(false);
  const ready = objects.length > 0 && recipient.trim() !== '';
  const go = async () => {
    if (!ready || busy) return;
    setBusy(true);
    const to = recipient.trim();
    await useApprovals.getState().load(dossier);
    // Of this recipient the one that can still be used; main decides whether it covers the files.
    const requests = (useApprovals.getState().items ?? []).filter(({ ask }) => ask.recipient === to);
    const request = (requests.find(({ state }) => state === 'granted') ?? requests[0])?.id ?? null;
    const where = { dossier: dossier as DossierId, request, objects: [...objects], recipient: to };
    const result = await settle(bridge().approval.handOver(where, { job: newJob() }));
    setBusy(false);
    if (!result.ok && result.code === 'cancelled') return;
    onClose();
    if (result.ok) onDone(words.handedOver(result.value.name, result.value.files));
    else if (result.code !== 'locked') showRefusal(result, { dossier, objects, recipient: to });
  };
  return (
    <Dialog
      title={words.giveTitle}
      lead={words.giveLead}
      onClose={onClose}
      footer={
        <>
          <Action kind="primary" busy={busy} disabled={!ready} onClick={() => void go()}>
            {words.go}
          </Action>
          <Action kind="text" cap="Esc" onClick={onClose}>
            {t.common.cancel}
          </Action>
          <span className="fact">E-05</span>
        </>
      }
    >
      <Row id="give-recipient" label={words.fields.recipient}>
        <Input
          id="give-recipient"
          autoFocus
          maxLength={200}
          value={recipient}
          onChange={(event) => setRecipient(event.target.value)}
        />
      </Row>
      <Row id="give-files" label={words.fields.files} group>
        <EvidencePicker dossier={dossier} labelledBy="give-files" chosen={objects} onChange={setObjects} />
      </Row>
    </Dialog>
  );
}
