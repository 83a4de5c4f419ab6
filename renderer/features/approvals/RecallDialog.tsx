import { Input, Radio } from 'antd';
import { useState } from 'react';
import { type RecallCause, recallCauses } from '../../../shared/model/recall.ts';
import type { DossierId, ObjectId } from '../../../shared/model/ids.ts';
import { bridge, settle, showRefusal } from '../../bridge.ts';
import { ConfirmPassword } from '../../components/ConfirmPassword.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { EvidencePicker } from '../../components/EvidencePicker.tsx';
import { useDossiers } from '../../stores/dossiers.ts';
import { useText } from '../../stores/language.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { Row } from './Row.tsx';

interface RecallDialogProps {
  dossier: string;
  onClose: () => void;
  onDone: (said: string) => void;
}

/** 收回 (E-07): the whole dossier or one file, why, and a word typed by hand; the password comes last. */
export function RecallDialog({ dossier, onClose, onDone }: RecallDialogProps) {
  const t = useText();
  const words = t.recall;
  const [scope, setScope] = useState<'object' | 'dossier'>('object');
  const [objects, setObjects] = useState<readonly ObjectId[]>([]);
  const [cause, setCause] = useState<RecallCause>('client');
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const object = scope === 'object' ? objects.at(-1) : null;
  const ready = object !== undefined && reason.trim() !== '' && typed === words.confirmWord;
  const go = async () => {
    if (!ready || object === undefined || busy) return;
    setBusy(true);
    const result = await settle(
      bridge().recall.run({ dossier: dossier as DossierId, object, cause, reason: reason.trim() }),
    );
    setBusy(false);
    if (!result.ok && result.code === 'needs_password') return setAsking(true);
    if (!result.ok) {
      if (result.code !== 'cancelled' && result.code !== 'locked') showRefusal(result);
      return;
    }
    const said = words.done(result.value.name);
    onClose();
    if (object !== null) return onDone(said);
    // Nothing of it is left to stand on.
    useDossiers.setState({ said });
    useNavigation.getState().forget(dossier);
  };
  return (
    <>
      <FormDialog
        danger
        title={words.title(words.paper.scopes[scope])}
        lead={words.lead}
        go={words.go}
        onGo={() => void go()}
        onClose={onClose}
        busy={busy}
        disabled={!ready}
        fact="E-07"
      >
        <Row id="recall-scope" label={words.paper.what} group>
          <Radio.Group
            aria-labelledby="recall-scope"
            value={scope}
            options={(['object', 'dossier'] as const).map((value) => ({
              value,
              label: words.paper.scopes[value],
            }))}
            onChange={(event) => setScope(event.target.value as typeof scope)}
          />
        </Row>
        {scope === 'object' && (
          <Row id="recall-file" label={words.paper.files} group>
            <EvidencePicker
              dossier={dossier}
              labelledBy="recall-file"
              chosen={objects}
              onChange={(chosen) => setObjects(chosen.slice(-1))}
            />
          </Row>
        )}
        <Row id="recall-cause" label={words.cause} group>
          <Radio.Group
            aria-labelledby="recall-cause"
            value={cause}
            options={recallCauses.map((value) => ({ value, label: words.causes[value] }))}
            onChange={(event) => setCause(event.target.value as RecallCause)}
          />
        </Row>
        <Row id="recall-reason" label={words.reason}>
          <Input.TextArea
            id="recall-reason"
            autoSize={{ minRows: 1, maxRows: 5 }}
            maxLength={2000}
            placeholder={words.reasonMissing}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Row>
        <Row id="recall-typed" label={words.typed(words.confirmWord)}>
          <Input
            id="recall-typed"
            autoComplete="off"
            maxLength={20}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Row>
        <p className="ap-sealed ink2">{words.limits}</p>
      </FormDialog>
      {asking && (
        <ConfirmPassword
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false);
            void go();
          }}
        />
      )}
    </>
  );
}
