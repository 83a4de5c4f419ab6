import { useHints } from '../app/keyboard.ts';
import { useText } from '../stores/language.ts';
import { Key } from './Key.tsx';

/** The keys of what is on the screen. */
export function HintBar({ note }: { note?: string | undefined }) {
  const t = useText();
  const hints = useHints((state) => state.hints);
  return (
    <footer className="hint-bar" aria-label={t.frame.hints}>
      <ul>
        {hints
          .filter((hint) => !hint.right)
          .map((hint) => (
            <li key={hint.cap + hint.label}>
              <Key>{hint.cap}</Key> {hint.label}
            </li>
          ))}
      </ul>
      <ul>
        {note && <li>{note}</li>}
        {hints
          .filter((hint) => hint.right)
          .map((hint) => (
            <li key={hint.cap + hint.label}>
              <Key>{hint.cap}</Key> {hint.label}
            </li>
          ))}
      </ul>
    </footer>
  );
}
