import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { useShortcuts } from '../app/keyboard.ts';
import { useText } from '../stores/language.ts';
import './dialog.css';

interface DialogProps {
  title: ReactNode;
  lead?: ReactNode;
  children?: ReactNode;
  /** Buttons at the left and small facts at the right. */
  footer?: ReactNode;
  /** Esc and the veil; it never destroys what was typed. */
  onClose: () => void;
  width?: number;
  /** A refusal carries the red line of the seal. */
  refusal?: boolean;
}

/** The one modal: paper under a paper veil, fixed buttons, a body that scrolls. */
export function Dialog({
  title,
  lead,
  children,
  footer,
  onClose,
  width = 760,
  refusal = false,
}: DialogProps) {
  const t = useText();
  useShortcuts([{ keys: 'Escape', cap: 'Esc', label: t.frame.esc, inText: true, run: onClose }], {
    modal: true,
  });
  return (
    <Modal
      open
      centered
      destroyOnHidden
      width={width}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={null}
      title={<h2 className="dialog-title">{title}</h2>}
      onCancel={onClose}
      rootClassName={refusal ? 'dialog dialog-refusal' : 'dialog'}
      transitionName=""
      maskTransitionName=""
    >
      {lead && <p className="dialog-lead">{lead}</p>}
      <div className="dialog-body scroll">{children}</div>
      {footer && <div className="dialog-foot">{footer}</div>}
    </Modal>
  );
}
