import { useState } from 'react';
import type { ApprovalView } from '../../../shared/model/approval.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { bridge, newJob, settle, showRefusal } from '../../bridge.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useJob } from '../../stores/jobs.ts';
import { useText } from '../../stores/language.ts';

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
  const running = useJob(job);
  const { recipient, objects, medium } = request.ask;
  const go = async () => {
    const id = newJob();
    setJob(id);
    const where = { dossier: dossier as DossierId, request: request.id, objects, recipient };
    const result = await settle(bridge().approval.handOver(where, { job: id }));
    setJob(null);
    if (!result.ok && result.code === 'cancelled') return;
    onClose();
    if (result.ok) onDone(words.handedOver(result.value.name, result.value.files));
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
      focused
      fact={`${request.number} · E-05`}
    >
      {job !== null && <Progress id={job} job={running} label={words.handOver} />}
    </FormDialog>
  );
}
