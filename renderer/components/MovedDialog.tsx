import type { ReactNode } from 'react';
import type { Output } from '../../shared/ipc/contract.ts';
import { useText } from '../stores/language.ts';
import { Action } from './Action.tsx';
import { Dialog } from './Dialog.tsx';
import { MovedList } from './MovedList.tsx';

interface MovedDialogProps {
  title: string;
  moved: Output<'event.record'>['moved'];
  onClose: () => void;
  /** What else is to be told of what was saved. */
  children?: ReactNode;
}

/** What a saved change has moved. */
export function MovedDialog({ title, moved, onClose, children }: MovedDialogProps) {
  const words = useText().reason.dialog;
  return (
    <Dialog
      title={title}
      lead={moved.length > 0 ? words.moved(moved.length) : words.movedNone}
      onClose={onClose}
      footer={
        <Action kind="primary" cap="Esc" onClick={onClose} autoFocus>
          {words.done}
        </Action>
      }
    >
      <MovedList moved={moved} />
      {children}
    </Dialog>
  );
}
