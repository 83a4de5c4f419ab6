import { useState } from 'react';
import type { ApprovalView } from '../../../shared/model/approval.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { bridge, newJob, settle, showRefusal } from '../../bridge.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useJob } from '../../stores/jobs.ts';
import { useText } from '../../stores/language.ts';
import { type Leaves, sealOf, SealTo } from './SealTo.tsx';

interface HandOverDialogProps {
  dossier: string;
  request: ApprovalView;
  onClose: () => void;
  onDone: (said: string) => void;
}

/** The one export that the consent allows; asked for once more, because it uses the consent up. */
export function HandOverDialog({ dossier, request, onClose, onDone }: HandOverDialogProps) {
  const t = useText();
  const words = t.approval;
  const [job, setJob] = useState<string | null>(null);
  const [leaves, setLeaves] = useState<Leaves>('plain');
  const running = useJob(job);
  const { recipient, objects, medium } = request.ask;
  const go = async () => {
    if (leaves === null || job !== null) return;
    const id = newJob();
    setJob(id);
    const what = { dossier: dossier as DossierId, request: request.id, objects, recipient };
    const where = { ...what, ...sealOf(leaves) };
    const result = await settle(bridge().approval.handOver(where, { job: id }));
    setJob(null);
    if (!result.ok && result.code === 'cancelled') return;
    onClose();
    const said = leaves === 'plain' ? words.handedOver : words.handedOverSealed;
    if (result.ok) onDone(said(result.value.name, result.value.files));
    else if (result.code !== 'locked') showRefusal(result);
  };
  return (
    <FormDialog
      title={words.handOverTitle}
      lead={words.handOverLead(recipient, objects.length, words.media[medium])}
      width={640}
      go={words.go}
      onGo={() => void go()}
      onClose={onClose}
      busy={job !== null}
      disabled={leaves === null}
      focused
      fact={`${request.number} · E-05`}
    >
      {medium !== 'paper' && <SealTo value={leaves} onChange={setLeaves} />}
      {job !== null && <Progress id={job} job={running} label={words.handOver} />}
    </FormDialog>
  );
}
