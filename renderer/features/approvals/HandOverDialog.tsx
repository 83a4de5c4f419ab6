import { useState } from 'react';
import type { ApprovalView } from '../../../shared/model/approval.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { bridge, newJob, settle, showRefusal } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { Dialog } from '../../components/Dialog.tsx';
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
    <Dialog
      title={words.handOverTitle}
      lead={words.handOverLead(recipient, objects.length, words.media[medium])}
      width={640}
      onClose={onClose}
      footer={
        <>
          <Action kind="primary" busy={job !== null} autoFocus onClick={() => void go()}>
            {words.go}
          </Action>
          <Action kind="text" cap="Esc" onClick={onClose}>
            {t.common.cancel}
          </Action>
          <span className="fact">{request.number} · E-05</span>
        </>
      }
    >
      {job !== null && <Progress id={job} job={running} label={words.handOver} />}
    </Dialog>
  );
}
