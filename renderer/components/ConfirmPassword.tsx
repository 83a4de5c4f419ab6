import { Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { errorWords } from '../../shared/text/errors.ts';
import { bridge, settle } from '../bridge.ts';
import { useLanguage, useText } from '../stores/language.ts';
import { Action } from './Action.tsx';
import { Dialog } from './Dialog.tsx';

interface ConfirmPasswordProps {
  onDone: () => void;
  onClose: () => void;
}

/** The same person, again, before a dangerous act (E-06); the password leaves the page at once. */
export function ConfirmPassword({ onDone, onClose }: ConfirmPasswordProps) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const [password, setPassword] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const words = errorWords(language, 'needs_password');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const result = await settle(bridge().session.confirm({ password }));
    setPassword('');
    setBusy(false);
    if (result.ok) onDone();
    else {
      const told = errorWords(language, result.code, result.params);
      setWrong(`${told.title}${language === 'zh' ? '。' : '. '}${told.todo}`);
    }
  };
  return (
    <Dialog title={words.title} lead={words.means} onClose={onClose} width={520}>
      <form onSubmit={(event) => void submit(event)}>
        <Input.Password
          value={password}
          maxLength={1024}
          autoFocus
          autoComplete="current-password"
          spellCheck={false}
          aria-label={words.title}
          aria-invalid={wrong !== null}
          onChange={(event) => setPassword(event.target.value)}
        />
        <p className="seal" role="alert">
          {wrong}
        </p>
        <Action kind="primary" cap="Enter" submit disabled={busy || password === ''}>
          {t.frame.confirm}
        </Action>
      </form>
    </Dialog>
  );
}
