import { useState } from 'react';
import { useText } from '../../stores/language.ts';

/** A digest, short, whole on hover, copied by pressing it. */
export function Digest({ name, value }: { name: string; value: string }) {
  const words = useText().evidence;
  const [copied, setCopied] = useState(false);
  async function copy(): Promise<void> {
    // The shell may refuse the clipboard; then the whole digest is still there to be selected.
    await navigator.clipboard.writeText(value).then(
      () => setCopied(true),
      () => setCopied(false),
    );
    setTimeout(() => setCopied(false), 1_500);
  }
  return (
    <button type="button" className="ev-digest" title={value} onClick={() => void copy()}>
      <span className="ink3">{name}</span> {copied ? words.copied : `${value.slice(0, 8)}…`}
      <span className="sr">{words.copy('')}</span>
    </button>
  );
}
