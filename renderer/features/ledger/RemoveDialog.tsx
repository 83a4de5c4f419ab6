import { Action } from '../../components/Action.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useText } from '../../stores/language.ts';

/** Asks before a row is removed; what it held stays in the history. */
export function RemoveDialog({ onRemove, onClose }: { onRemove: () => void; onClose: () => void }) {
  const t = useText();
  return (
    <Dialog
      title={t.dossier.money.removeTitle}
      lead={t.dossier.money.removeLead}
      onClose={onClose}
      width={520}
      footer={
        <>
          <Action kind="danger" onClick={onRemove}>
            {t.common.remove}
          </Action>
          <Action kind="text" cap="Esc" onClick={onClose} autoFocus>
            {t.common.cancel}
          </Action>
        </>
      }
    />
  );
}
