import type { RetentionView } from '../../../shared/model/retention.ts';
import { bridge, call } from '../../bridge.ts';
import { useText } from '../../stores/language.ts';
import { ReasonForm } from './ReasonForm.tsx';

interface LiftDialogProps {
  row: RetentionView;
  onClose: () => void;
  onDone: () => void;
}

/** 解冻: the oldest hold that stands, with a reason. */
export function LiftDialog({ row, onClose, onDone }: LiftDialogProps) {
  const t = useText();
  const words = t.retention.holdForm;
  const [hold] = row.held;
  if (hold === undefined) return null;
  return (
    <ReasonForm
      title={words.liftTitle}
      lead={words.liftLead(row.title, hold.who, hold.reason)}
      label={words.reason}
      go={words.liftGo}
      fact="E-12"
      onClose={onClose}
      onGo={async (reason) => {
        const { dossier, version } = row;
        const lifted = await call(bridge().retention.lift({ dossier, version, number: hold.number, reason }));
        if (lifted !== undefined) onDone();
        return lifted !== undefined;
      }}
    />
  );
}
