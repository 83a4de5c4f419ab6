import { bytesText, instantText } from '../../app/civil-words.ts';
import { Action } from '../../components/Action.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useText } from '../../stores/language.ts';
import { usePackage } from '../../stores/package.ts';
import { typeName } from '../../viewer/kind.ts';

/** Files that are sealed already: one of them for the piece. */
export function SealedChoice({ onClose, onChoose }: { onClose(): void; onChoose(object: string): void }) {
  const text = useText();
  const words = text.packages;
  const evidence = usePackage((state) => state.evidence);
  const items = Object.values(evidence).toSorted((a, b) => (a.sealed_at < b.sealed_at ? 1 : -1));
  return (
    <Dialog
      title={words.fromSealed}
      lead={words.fromSealedWhy}
      onClose={onClose}
      footer={<Action onClick={onClose}>{text.common.cancel}</Action>}
    >
      {items.length === 0 ? (
        <p className="ink2">{words.noSealed}</p>
      ) : (
        <ul className="pk-sealed">
          {items.map((item) => (
            <li key={item.object}>
              <button type="button" className="pk-sealed-row" onClick={() => onChoose(item.object)}>
                <span className="grow">{item.name}</span>
                <span className="ink2 num">
                  {typeName(text, item.type)}
                  {item.pages !== null && ` ${text.evidence.pages(item.pages)}`}
                </span>
                <span className="ink2 num">{bytesText(item.size)}</span>
                <span className="ink2 num">{instantText(item.sealed_at)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
