import { Radio } from 'antd';
import { useState } from 'react';
import type { ApprovalView } from '../../../shared/model/approval.ts';
import type { DossierId, ObjectId } from '../../../shared/model/ids.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { bridge, call } from '../../bridge.ts';
import { DateField } from '../../components/DateField.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { EvidencePicker } from '../../components/EvidencePicker.tsx';
import { useText } from '../../stores/language.ts';
import { Row } from './Row.tsx';

interface GiveBackDialogProps {
  dossier: string;
  request: ApprovalView;
  onClose: () => void;
}

/** What was lent came back or was destroyed: which, when, and the paper that proves it. */
export function GiveBackDialog({ dossier, request, onClose }: GiveBackDialogProps) {
  const t = useText();
  const words = t.approval;
  const [how, setHow] = useState<'returned' | 'destroyed'>('returned');
  const [objects, setObjects] = useState<readonly ObjectId[]>([]);
  const [on, setOn] = useState<CivilDate | null>(null);
  const [busy, setBusy] = useState(false);
  const object = objects.at(-1);
  const save = async () => {
    if (object === undefined || on === null || busy) return;
    setBusy(true);
    const where = { dossier: dossier as DossierId, request: request.id, how, object, on };
    const done = await call(bridge().approval.giveBack(where));
    setBusy(false);
    if (done !== undefined) onClose();
  };
  return (
    <FormDialog
      title={words.giveBackTitle}
      lead={request.ask.recipient}
      width={640}
      go={t.common.save}
      onGo={() => void save()}
      onClose={onClose}
      busy={busy}
      disabled={object === undefined || on === null}
      fact={request.number}
    >
      <Row id="back-how" label={words.fields.act} group>
        <Radio.Group
          aria-labelledby="back-how"
          value={how}
          options={(['returned', 'destroyed'] as const).map((value) => ({ value, label: words.how[value] }))}
          onChange={(event) => setHow(event.target.value as 'returned' | 'destroyed')}
        />
      </Row>
      <Row id="back-object" label={words.fields.proof} group>
        <EvidencePicker
          dossier={dossier}
          labelledBy="back-object"
          chosen={objects}
          onChange={(chosen) => setObjects(chosen.slice(-1))}
        />
      </Row>
      <Row id="back-on" label={words.fields.proofOn}>
        <DateField id="back-on" value={on} onChange={setOn} required />
      </Row>
    </FormDialog>
  );
}
