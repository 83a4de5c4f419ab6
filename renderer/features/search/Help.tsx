import { Action } from '../../components/Action.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Key } from '../../components/Key.tsx';
import { useText } from '../../stores/language.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { useOverlay } from '../../stores/overlay.ts';
import './search.css';

/** F1: what this screen is for and how it is worked, with the keys that work everywhere. */
export function Help() {
  const t = useText();
  const screen = useNavigation((state) => state.place.screen);
  const show = useOverlay((state) => state.show);
  return (
    <Dialog
      title={t.places.help.title}
      onClose={() => show(null)}
      width={680}
      footer={
        <Action kind="primary" cap="Esc" autoFocus onClick={() => show(null)}>
          {t.common.close}
        </Action>
      }
    >
      <ul className="help-list">
        {t.help[screen].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div className="help-keys">
        <h3>{t.places.help.more}</h3>
        <ul>
          {t.help.everywhere.map(([cap, words]) => (
            <li key={cap}>
              <Key>{cap}</Key> {words}
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
