import { type FormEvent, useState } from 'react';
import type { Refusal } from '../../../shared/model/errors.ts';
import type { Texts } from '../../../shared/text/text.ts';
import { bridge, settle, showRefusal } from '../../bridge.ts';
import { useShortcuts } from '../../app/keyboard.ts';
import { Action } from '../../components/Action.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useText } from '../../stores/language.ts';
import { useSession } from '../../stores/session.ts';
import type { Mode } from './ModeStep.tsx';
import { PasswordField, TextField } from './PasswordField.tsx';

const loginForm = /^[\p{L}\p{N}._-]{1,64}$/u;

type Errors = Partial<Record<'login' | 'name' | 'password' | 'again', string>>;

/** Why a password was not taken, in words. */
export function weakWords(t: Texts, refusal: Refusal): string {
  const reason = String(refusal.params?.['reason'] ?? 'other');
  const words: Record<string, string> = t.entry.weak;
  return words[reason] ?? t.entry.weak.other;
}

/** Name and password of the first account; main makes keys and the store. */
export function AccountStep({
  mode,
  onBack,
  onDone,
}: {
  mode: Mode;
  onBack: () => void;
  onDone: (shares: readonly string[]) => void;
}) {
  const t = useText();
  const words = t.entry.account;
  const [login, setLogin] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const [busy, setBusy] = useState(false);
  const session = useSession();
  useShortcuts([
    { keys: 'Escape', cap: 'Esc', label: t.common.back, inText: true, disabled: busy, run: onBack },
    { keys: 'Enter', label: t.common.next, disabled: true, run: () => undefined },
  ]);

  const check = (): Errors => {
    const found: Errors = {};
    if (login.trim() === '') found.login = words.loginEmpty;
    else if (!loginForm.test(login.trim())) found.login = words.loginBad;
    if (name.trim() === '') found.name = words.nameEmpty;
    if ([...password].length < 10) found.password = t.entry.weak.too_short;
    else if (password !== again) found.again = words.differs;
    return found;
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = check();
    setErrors(found);
    const first = Object.keys(found)[0];
    if (first !== undefined) {
      document.getElementById(`account-${first}`)?.focus();
      return;
    }
    setBusy(true);
    // Before the call: main tells that the session is open while the papers must still be shown.
    session.setEntering(true);
    const result = await settle(
      bridge().session.setup({ mode, login: login.trim(), display_name: name.trim(), password }),
    );
    setBusy(false);
    if (result.ok) {
      session.apply(result.value.status);
      onDone(result.value.shares);
      return;
    }
    session.setEntering(false);
    if (result.code === 'weak_password') {
      setErrors({ password: weakWords(t, result) });
      requestAnimationFrame(() => document.getElementById('account-password')?.focus());
    } else showRefusal(result);
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <h1 className="entry-title serif">{words.title}</h1>
      <p className="entry-lead">{mode === 'single' ? words.lead : words.leadSeveral}</p>
      <div className="entry-form">
        <TextField
          id="account-login"
          label={words.login}
          hint={words.loginHint}
          error={errors.login}
          value={login}
          onChange={setLogin}
          disabled={busy}
          autoFocus
        />
        <TextField
          id="account-name"
          label={words.name}
          hint={words.nameHint}
          error={errors.name}
          value={name}
          onChange={setName}
          disabled={busy}
        />
        <PasswordField
          id="account-password"
          label={words.password}
          hint={words.passwordHint}
          error={errors.password}
          value={password}
          onChange={setPassword}
          disabled={busy}
        />
        <PasswordField
          id="account-again"
          label={words.again}
          error={errors.again}
          value={again}
          onChange={setAgain}
          disabled={busy}
        />
      </div>
      {busy && <Progress job={undefined} label={words.working} />}
      <div className="entry-foot">
        <span className="grow" />
        <Action onClick={onBack} disabled={busy} cap="Esc">
          {t.common.back}
        </Action>
        <Action kind="primary" submit busy={busy} cap="Enter">
          {words.go}
        </Action>
      </div>
    </form>
  );
}
