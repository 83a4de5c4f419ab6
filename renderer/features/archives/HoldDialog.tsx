import { Input } from 'antd';
import { useState } from 'react';
import type { RetentionView } from '../../../shared/model/retention.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { bridge, call } from '../../bridge.ts';
import { DateField } from '../../components/DateField.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useText } from '../../stores/language.ts';
import { Row } from '../approvals/Row.tsx';

interface HoldDialogProps {
  row: RetentionView;
  onClose: () => void;
  onDone: () => void;
}

/** 冻结: who asks for it, why, and until when. */
export function HoldDialog({ row, onClose, onDone }: HoldDialogProps) {
  const t = useText();
  const words = t.retention.holdForm;
  const [who, setWho] = useState('');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState<CivilDate | null>(null);
  const [busy, setBusy] = useState(false);
  const ready = who.trim() !== '' && reason.trim().length >= 2;
  const lay = async () => {
    if (!ready || busy) return;
    setBusy(true);
    const { dossier, version } = row;
    const laid = await call(
      bridge().retention.hold({ dossier, version, who: who.trim(), reason: reason.trim(), until }),
    );
    setBusy(false);
    if (laid !== undefined) onDone();
  };
  return (
    <FormDialog
      title={words.title}
      lead={words.lead(row.title)}
      go={words.go}
      onGo={() => void lay()}
      onClose={onClose}
      busy={busy}
      disabled={!ready}
      dirty={who !== '' || reason !== ''}
      fact="E-12"
    >
      <Row id="hold-who" label={words.who}>
        <Input
          id="hold-who"
          maxLength={120}
          value={who}
          placeholder={words.whoHint}
          onChange={(event) => setWho(event.target.value)}
        />
      </Row>
      <Row id="hold-reason" label={words.reason}>
        <Input.TextArea
          id="hold-reason"
          autoSize={{ minRows: 1, maxRows: 4 }}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Row>
      <Row id="hold-until" label={words.until}>
        <DateField id="hold-until" value={until} onChange={setUntil} />
      </Row>
    </FormDialog>
  );
}
