import type { ReactNode } from 'react';
import { useText } from '../stores/language.ts';
import { Action } from './Action.tsx';
import { Dialog } from './Dialog.tsx';
import { useLeaving } from './use-leaving.tsx';

interface FormDialogProps {
  title: ReactNode;
  lead?: ReactNode;
  children?: ReactNode;
  width?: number;
  /** The act that it is for, in its own words. */
  go: string;
  onGo: () => void;
  onClose: () => void;
  busy?: boolean;
  disabled?: boolean;
  /** It cannot be undone: the line of the seal, and a button that says so. */
  danger?: boolean;
  /** What lacks, told beside the buttons. */
  lacks?: string | null | undefined;
  /** Something was typed that would be lost: Esc asks first. */
  dirty?: boolean;
  /** The rule or number that it goes by, small at the right. */
  fact?: string;
  /** The button has the focus: there is nothing to fill in. */
  focused?: boolean;
}

/** A form in a dialog: its act and the way out at the left of the foot, what lacks beside them, its rule at the right. */
export function FormDialog(props: FormDialogProps) {
  const { title, lead, children, width, go, onGo, onClose, lacks, fact } = props;
  const { busy = false, disabled = false, danger = false, dirty = false, focused = false } = props;
  const t = useText();
  const leaving = useLeaving(dirty, onClose);
  return (
    <Dialog
      title={title}
      lead={lead}
      {...(width === undefined ? {} : { width })}
      refusal={danger}
      onClose={leaving.close}
      footer={
        leaving.question ?? (
          <>
            <Action
              kind={danger ? 'danger' : 'primary'}
              busy={busy}
              disabled={disabled}
              autoFocus={focused}
              onClick={onGo}
            >
              {go}
            </Action>
            <Action kind="text" cap="Esc" onClick={leaving.close}>
              {t.common.cancel}
            </Action>
            {typeof lacks === 'string' && (
              <span role="alert" className="seal">
                {lacks}
              </span>
            )}
            {fact !== undefined && <span className="fact">{fact}</span>}
          </>
        )
      }
    >
      {children}
    </Dialog>
  );
}
