import type { RetentionView } from '../../../shared/model/retention.ts';
import { bridge } from '../../bridge.ts';
import { useConfirmed } from '../../components/use-confirmed.tsx';
import { useText } from '../../stores/language.ts';
import { ReasonForm } from './ReasonForm.tsx';

interface RequestDialogProps {
  row: RetentionView;
  onClose: () => void;
  onDone: (said: string) => void;
}

/** 申请销毁: the first of the two says what the appraisal found. */
export function RequestDialog({ row, onClose, onDone }: RequestDialogProps) {
  const words = useText().retention.requestForm;
  const { run, asking } = useConfirmed();
  return (
    <>
      <ReasonForm
        danger
        title={words.title}
        lead={words.lead(row.title)}
        label={words.reason}
        placeholder={words.reasonMissing}
        go={words.go}
        fact="E-12"
        onClose={onClose}
        onGo={async (reason) => {
          const done = await run(() => bridge().retention.request({ dossier: row.dossier, reason }));
          if (done) onDone(words.done);
          return done;
        }}
      />
      {asking}
    </>
  );
}
