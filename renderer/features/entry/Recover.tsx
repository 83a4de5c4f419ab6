import { type FormEvent, useState } from 'react';
import { useShortcuts } from '../../app/keyboard.ts';
import { bridge, settle, showRefusal } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useText } from '../../stores/language.ts';
import { useSession } from '../../stores/session.ts';
import { weakWords } from './AccountStep.tsx';
import { useCountdown } from './countdown.ts';
import { PasswordField, TextField } from './PasswordField.tsx';

interface RecoverProps {
  onBack: () => void;
  onShares: (shares: readonly string[]) => void;
}

/** Two of the three papers and a new password. */
export function Recover({ onBack, onShares }: RecoverProps) {
  const t = useText();
  const words = t.entry.recover;
  const session = useSession();
  const [login, setLogin] = useState(session.accounts[0]?.login ?? '');
  const [shares, setShares] = useState<[string, string]>(['', '']);
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [errors, setErrors] = useState<{ shares?: string; password?: string; again?: string }>({});
  const [busy, setBusy] = useState(false);
  const [wait, startWait] = useCountdown();
  useShortcuts([
    { keys: 'Escape', cap: 'Esc', label: words.back, inText: true, disabled: busy, run: onBack },
  ]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || wait > 0) return;
    if (shares.some((share) => share.trim() === '')) return setErrors({ shares: words.empty });
    if ([...password].length < 10) return setErrors({ password: t.entry.weak.too_short });
    if (password !== again) return setErrors({ again: t.entry.account.differs });
    setErrors({});
    setBusy(true);
    session.setEntering(true);
    const result = await settle(
      bridge().session.recover({ login: login.trim(), shares, new_password: password }),
    );
    setBusy(false);
    if (result.ok) {
      onShares(result.value.shares);
      session.apply(result.value.status);
      return;
    }
    session.setEntering(false);
    const reasons: Record<string, string> = t.entry.shares;
    const seconds = Number(result.params?.['retry_after_seconds'] ?? 0);
    if (seconds > 0) startWait(seconds);
    if (result.code === 'wrong_shares')
      setErrors({ shares: reasons[String(result.params?.['reason'])] ?? words.wrong });
    else if (result.code === 'weak_password') setErrors({ password: weakWords(t, result) });
    else if (result.code !== 'wait_before_retry') showRefusal(result);
  };

  return (
    <form className="entry-page" onSubmit={(event) => void submit(event)} noValidate>
      <h1 className="entry-title serif">{words.title}</h1>
      <p className="entry-lead">{words.lead}</p>
      <div className="entry-form">
        <TextField
          id="recover-login"
          label={t.entry.unlock.account}
          value={login}
          onChange={setLogin}
          disabled={busy}
        />
        {([0, 1] as const).map((i) => (
          <TextField
            key={i}
            area
            id={`recover-share-${i}`}
            label={words.share(i + 1)}
            value={shares[i]}
            onChange={(value) => setShares(i === 0 ? [value, shares[1]] : [shares[0], value])}
            error={i === 1 ? errors.shares : undefined}
            disabled={busy}
            autoFocus={i === 0}
          />
        ))}
        <PasswordField
          id="recover-password"
          label={words.newPassword}
          hint={t.entry.account.passwordHint}
          error={errors.password}
          value={password}
          onChange={setPassword}
          disabled={busy}
        />
        <PasswordField
          id="recover-again"
          label={t.entry.account.again}
          error={errors.again}
          value={again}
          onChange={setAgain}
          disabled={busy}
        />
      </div>
      {busy && <Progress job={undefined} label={words.working} />}
      <div className="entry-foot">
        <span className="ink2 grow">{words.recorded}</span>
        <Action onClick={onBack} cap="Esc" disabled={busy}>
          {words.back}
        </Action>
        <Action
          kind="primary"
          submit
          busy={busy}
          disabled={wait > 0}
          reason={wait > 0 ? t.entry.unlock.wait(wait) : undefined}
        >
          {words.go}
        </Action>
      </div>
    </form>
  );
}
