import { Checkbox } from 'antd';
import { useState } from 'react';
import { type ApprovalView, paperFaults } from '../../../shared/model/approval.ts';
import type { DossierId, ObjectId } from '../../../shared/model/ids.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { bridge, settle, showRefusal } from '../../bridge.ts';
import { ConfirmPassword } from '../../components/ConfirmPassword.tsx';
import { DateField } from '../../components/DateField.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { EvidencePicker } from '../../components/EvidencePicker.tsx';
import { useText } from '../../stores/language.ts';
import { Row } from './Row.tsx';

interface ConsentDialogProps {
  dossier: string;
  request: ApprovalView;
  onClose: () => void;
}

/** Binds the client's stamped consent: the evidence, its day and term, and that a person looked at the seal. */
export function ConsentDialog({ dossier, request, onClose }: ConsentDialogProps) {
  const t = useText();
  const words = t.approval;
  const [objects, setObjects] = useState<readonly ObjectId[]>([]);
  const [on, setOn] = useState<CivilDate | null>(null);
  const [until, setUntil] = useState<CivilDate | null>(request.ask.until);
  const [sealed, setSealed] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const object = objects.at(-1);
  const whole = object !== undefined && on !== null && until !== null && sealed;
  const bind = async () => {
    if (object === undefined || on === null || until === null || !sealed || busy) return;
    setBusy(true);
    setFault(null);
    const result = await settle(
      bridge().approval.consent({
        dossier: dossier as DossierId,
        request: request.id,
        object,
        on,
        until,
        sealed: true,
      }),
    );
    setBusy(false);
    if (result.ok) return onClose();
    if (result.code === 'needs_password') return setAsking(true);
    const known = paperFaults.find((one) => one === result.params?.['reason']);
    if (known === undefined) showRefusal(result);
    else setFault(words.faults[known]);
  };
  return (
    <>
      <FormDialog
        title={words.consentTitle}
        lead={words.consentLead}
        go={words.consentGo}
        onGo={() => void bind()}
        onClose={onClose}
        busy={busy}
        disabled={!whole}
        fact={request.number}
      >
        <Row id="consent-object" label={words.fields.consent} group>
          <EvidencePicker
            dossier={dossier}
            labelledBy="consent-object"
            chosen={objects}
            onChange={(chosen) => setObjects(chosen.slice(-1))}
          />
        </Row>
        <Row id="consent-on" label={words.fields.consentOn}>
          <DateField id="consent-on" value={on} onChange={setOn} required />
        </Row>
        <Row id="consent-until" label={words.fields.consentUntil}>
          <DateField id="consent-until" value={until} onChange={setUntil} required />
        </Row>
        <Row id="consent-digest" label={words.fields.version} group>
          <span className="ap-digest">{request.letter?.digest}</span>
        </Row>
        <p className="ap-sealed">
          <Checkbox checked={sealed} onChange={(event) => setSealed(event.target.checked)}>
            {words.consentSealed}
          </Checkbox>
        </p>
        {fault !== null && (
          <p className="seal" role="alert">
            {fault}
          </p>
        )}
      </FormDialog>
      {asking && (
        <ConfirmPassword
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false);
            void bind();
          }}
        />
      )}
    </>
  );
}
