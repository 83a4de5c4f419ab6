import { Input } from 'antd';
import { useState } from 'react';
import type { DossierId, ObjectId } from '../../../shared/model/ids.ts';
import { bridge, newJob, settle, showRefusal } from '../../bridge.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { EvidencePicker } from '../../components/EvidencePicker.tsx';
import { type Matter, useApprovals } from '../../stores/approvals.ts';
import { useText } from '../../stores/language.ts';
import { Row } from './Row.tsx';
import { type Leaves, sealOf, SealTo } from './SealTo.tsx';

interface GiveDialogProps {
  dossier: string;
  /** What may still be given, after more than that was refused. */
  begin: Matter | null;
  onClose: () => void;
  onDone: (said: string) => void;
}

/** 给第三方: files and a recipient. Where a consent covers them they leave; else the refusal leads to a request. */
export function GiveDialog({ dossier, begin, onClose, onDone }: GiveDialogProps) {
  const t = useText();
  const words = t.approval;
  const [objects, setObjects] = useState<readonly ObjectId[]>(begin?.objects ?? []);
  const [recipient, setRecipient] = useState(begin?.recipient ?? '');
  const [busy, setBusy] = useState(false);
  const [leaves, setLeaves] = useState<Leaves>('plain');
  const ready = leaves !== null && objects.length > 0 && recipient.trim() !== '';
  const go = async () => {
    if (!ready || busy) return;
    setBusy(true);
    const to = recipient.trim();
    await useApprovals.getState().load(dossier);
    // Of this recipient the one that can still be used; main decides whether it covers the files.
    const requests = (useApprovals.getState().items ?? []).filter(({ ask }) => ask.recipient === to);
    const request = (requests.find(({ state }) => state === 'granted') ?? requests[0])?.id ?? null;
    const what = { dossier: dossier as DossierId, request, objects: [...objects], recipient: to };
    const where = { ...what, ...sealOf(leaves) };
    const result = await settle(bridge().approval.handOver(where, { job: newJob() }));
    setBusy(false);
    if (!result.ok && result.code === 'cancelled') return;
    onClose();
    const said = leaves === 'plain' ? words.handedOver : words.handedOverSealed;
    if (result.ok) onDone(said(result.value.name, result.value.files));
    else if (result.code !== 'locked') showRefusal(result, { dossier, objects, recipient: to });
  };
  return (
    <FormDialog
      title={words.giveTitle}
      lead={words.giveLead}
      go={words.go}
      onGo={() => void go()}
      onClose={onClose}
      busy={busy}
      disabled={!ready}
      fact="E-05"
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
      <SealTo value={leaves} onChange={setLeaves} />
    </FormDialog>
  );
}
