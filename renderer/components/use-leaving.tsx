import { type ReactNode, useState } from 'react';
import { useText } from '../stores/language.ts';
import { Action } from './Action.tsx';

interface Leaving {
  /** To be called instead of closing: by Esc and by Cancel. */
  close: () => void;
  /** The question in place of the buttons, while it is asked. */
  question: ReactNode;
}

/** Esc never destroys: what was typed and not saved is asked about before the dialog goes. */
export function useLeaving(dirty: boolean, onClose: () => void): Leaving {
  const t = useText();
  const [asked, setAsked] = useState(false);
  const asking = asked && dirty;
  return {
    close: () => {
      if (!dirty) onClose();
      else setAsked(!asking);
    },
    question: asking ? (
      <>
        <span role="alert">{t.amend.unsaved}</span>
        <Action kind="primary" cap="Esc" onClick={() => setAsked(false)} autoFocus>
          {t.amend.goOn}
        </Action>
        <Action kind="danger" onClick={onClose}>
          {t.amend.giveUp}
        </Action>
      </>
    ) : null,
  };
}
