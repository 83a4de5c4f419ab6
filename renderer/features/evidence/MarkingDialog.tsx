import { Input } from 'antd';
import { useState } from 'react';
import type { EvidenceItem } from '../../../shared/ipc/contract/dossier.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { lowers } from '../../../shared/model/marking.ts';
import { bridge } from '../../bridge.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useConfirmed } from '../../components/use-confirmed.tsx';
import { useText } from '../../stores/language.ts';
import { MarkingFields } from './MarkingFields.tsx';

interface MarkingDialogProps {
  dossier: string;
  item: EvidenceItem;
  onClose: () => void;
}

/** Raises a paper's class or term, or lowers it with a reason (E-13). */
export function MarkingDialog({ dossier, item, onClose }: MarkingDialogProps) {
  const t = useText();
  const words = t.marking;
  const [marking, setMarking] = useState(item.marking);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { run, asking } = useConfirmed();
  const lower = lowers(item.marking, marking);
  const lacks = lower && reason.trim() === '';
  const save = async () => {
    setTried(true);
    if (lacks) return;
    const what = { dossier: dossier as DossierId, object: item.object, marking };
    const done = await run(() =>
      lower ? bridge().marking.lower({ ...what, reason: reason.trim() }) : bridge().marking.raise(what),
    );
    if (done) onClose();
  };
  return (
    <>
      <FormDialog
        title={words.title}
        lead={
          <>
            {item.name}
            <br />
            {words.lead}
          </>
        }
        width={680}
        go={words.go}
        onGo={() => void save()}
        onClose={onClose}
        danger={lower}
        dirty={marking !== item.marking || reason !== ''}
        lacks={tried && lacks ? words.reasonMissing : null}
        fact="E-13"
      >
        <MarkingFields value={marking} onChange={setMarking} />
        {lower && (
          <div className="entry-field">
            <label htmlFor="marking-reason">{words.reason}</label>
            <Input
              id="marking-reason"
              value={reason}
              maxLength={2000}
              onChange={(event) => setReason(event.target.value)}
            />
          </div>
        )}
      </FormDialog>
      {asking}
    </>
  );
}
