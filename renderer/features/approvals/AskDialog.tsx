import { Checkbox, Input, Radio } from 'antd';
import { useState } from 'react';
import { type ApprovalAsk, approvalActs, type ApprovalView, media } from '../../../shared/model/approval.ts';
import type { DossierId, ObjectId } from '../../../shared/model/ids.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { bridge, call } from '../../bridge.ts';
import { DateField } from '../../components/DateField.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { EvidencePicker } from '../../components/EvidencePicker.tsx';
import type { Matter } from '../../stores/approvals.ts';
import { useText } from '../../stores/language.ts';
import { useSession } from '../../stores/session.ts';
import { Row } from './Row.tsx';

interface AskDialogProps {
  dossier: string;
  /** The one to change; null for a new one. */
  request: ApprovalView | null;
  /** What a refused act wanted to hand over. */
  begin: Matter | null;
  onClose: () => void;
}

/** Writes or changes a request: to whom, which files, why, how, until when. */
export function AskDialog({ dossier, request, begin, onClose }: AskDialogProps) {
  const t = useText();
  const words = t.approval;
  const today = useSession((state) => state.info?.today);
  const was = request?.ask;
  const [recipient, setRecipient] = useState(was?.recipient ?? begin?.recipient ?? '');
  const [why, setWhy] = useState(was?.why ?? '');
  const [objects, setObjects] = useState<readonly ObjectId[]>(was?.objects ?? begin?.objects ?? []);
  const [act, setAct] = useState<ApprovalAsk['act']>(was?.act ?? 'export');
  const [medium, setMedium] = useState<ApprovalAsk['medium']>(was?.medium ?? 'disc');
  const [until, setUntil] = useState<CivilDate | null>(was?.until ?? null);
  const [backBy, setBackBy] = useState<CivilDate | null>(was?.back_by ?? null);
  const [stays, setStays] = useState(was !== undefined && was.back_by === null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const dirty = recipient !== (was?.recipient ?? '') || why !== (was?.why ?? '');
  const back = stays ? null : backBy;
  const whole = recipient.trim() !== '' && why.trim() !== '' && objects.length > 0 && until !== null;
  const missing = !whole || (!stays && backBy === null);
  const badDays =
    (until !== null && today !== undefined && until < today) ||
    (back !== null && until !== null && back < until);
  const save = async () => {
    setTried(true);
    if (missing || badDays || busy || until === null) return;
    setBusy(true);
    const ask: ApprovalAsk = { recipient, objects: [...objects], why, act, medium, until, back_by: back };
    const saved = await call(
      bridge().approval.save({
        dossier: dossier as DossierId,
        ask,
        ...(request === null ? {} : { request: request.id, version: request.version }),
      }),
    );
    setBusy(false);
    if (saved !== undefined) onClose();
  };
  return (
    <FormDialog
      title={request === null ? words.dialog.title : words.dialog.change}
      lead={words.dialog.lead}
      go={words.dialog.save}
      onGo={() => void save()}
      onClose={onClose}
      busy={busy}
      dirty={dirty}
      lacks={!tried ? null : missing ? words.dialog.missing : badDays ? words.dialog.badDays : null}
      fact="E-05"
    >
      <Row id="ask-recipient" label={words.fields.recipient}>
        <Input
          id="ask-recipient"
          autoFocus
          maxLength={200}
          value={recipient}
          onChange={(event) => setRecipient(event.target.value)}
        />
      </Row>
      <Row id="ask-why" label={words.fields.why}>
        <Input.TextArea
          id="ask-why"
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={2000}
          value={why}
          onChange={(event) => setWhy(event.target.value)}
        />
      </Row>
      <Row id="ask-files" label={words.fields.files} group>
        <EvidencePicker dossier={dossier} labelledBy="ask-files" chosen={objects} onChange={setObjects} />
      </Row>
      <Row id="ask-act" label={words.fields.act} group>
        <Radio.Group
          aria-labelledby="ask-act"
          value={act}
          options={approvalActs.map((value) => ({ value, label: words.acts[value] }))}
          onChange={(event) => setAct(event.target.value as ApprovalAsk['act'])}
        />
      </Row>
      <Row id="ask-medium" label={words.fields.medium} group>
        <Radio.Group
          aria-labelledby="ask-medium"
          value={medium}
          options={media.map((value) => ({ value, label: words.media[value] }))}
          onChange={(event) => setMedium(event.target.value as ApprovalAsk['medium'])}
        />
      </Row>
      <Row id="ask-until" label={words.fields.until}>
        <DateField id="ask-until" value={until} onChange={setUntil} required />
      </Row>
      <Row id="ask-back" label={words.fields.backBy}>
        {!stays && <DateField id="ask-back" value={backBy} onChange={setBackBy} />}
        <Checkbox
          checked={stays}
          disabled={act === 'copy'}
          onChange={(event) => setStays(event.target.checked)}
        >
          {words.fields.backNever}
        </Checkbox>
      </Row>
    </FormDialog>
  );
}
