import { Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Row } from '../approvals/Row.tsx';

interface ReasonFormProps {
  title: string;
  lead: ReactNode;
  label: string;
  placeholder?: string;
  go: string;
  fact?: string;
  danger?: boolean;
  /** Answers whether it was done. */
  onGo: (reason: string) => Promise<boolean>;
  onClose: () => void;
}

/** A form that asks for a reason and nothing else. */
export function ReasonForm(props: ReasonFormProps) {
  const { title, lead, label, placeholder, go, fact, danger = false, onGo, onClose } = props;
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const ready = reason.trim().length >= 2;
  const run = async () => {
    if (!ready || busy) return;
    setBusy(true);
    const done = await onGo(reason.trim());
    if (!done) setBusy(false);
  };
  return (
    <FormDialog
      title={title}
      lead={lead}
      go={go}
      onGo={() => void run()}
      onClose={onClose}
      busy={busy}
      disabled={!ready}
      danger={danger}
      dirty={reason !== ''}
      {...(fact === undefined ? {} : { fact })}
    >
      <Row id="reason-form" label={label}>
        <Input.TextArea
          id="reason-form"
          autoSize={{ minRows: 2, maxRows: 5 }}
          maxLength={1000}
          value={reason}
          {...(placeholder === undefined ? {} : { placeholder })}
          onChange={(event) => setReason(event.target.value)}
        />
      </Row>
    </FormDialog>
  );
}
