import { type FormEvent, useState } from 'react';
import { useShortcuts } from '../../app/keyboard.ts';
import { bridge, settle, showRefusal } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useText } from '../../stores/language.ts';
import { useSession } from '../../stores/session.ts';
import { weakWords } from './AccountStep.tsx';
import { useCountdown } from './countdown.ts';
import { PasswordField } from './PasswordField.tsx';

interface ChangePasswordFormProps {
  onDone: () => void;
  /** What stands at the left of the button. */
  onCancel?: () => void;
  cancel?: string;
}

/** The old password, and twice the new one. */
export function ChangePasswordForm({ onDone, onCancel, cancel }: ChangePasswordFormProps) {
  const t = useText();
  const words = t.people.password;
  const [old, setOld] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [errors, setErrors] = useState<{ old?: string; next?: string; again?: string }>({});
  const [busy, setBusy] = useState(false);
  const [wait, startWait] = useCountdown();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || wait > 0) return;
    if ([...next].length < 10) return setErrors({ next: t.entry.weak.too_short });
    if (next !== again) return setErrors({ again: t.entry.account.differs });
    setErrors({});
    setBusy(true);
    const result = await settle(bridge().session.changePassword({ password: old, new_password: next }));
    setBusy(false);
    if (result.ok) {
      useSession.getState().apply(result.value);
      onDone();
      return;
    }
    const seconds = Number(result.params?.['retry_after_seconds'] ?? 0);
    if (seconds > 0) startWait(seconds);
    if (result.code === 'weak_password') setErrors({ next: weakWords(t, result) });
    else if (result.code === 'wrong_password') setErrors({ old: words.wrong });
    else if (result.code !== 'wait_before_retry' && result.code !== 'locked') showRefusal(result);
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <div className="entry-form">
        <PasswordField
          id="change-old"
          label={words.old}
          error={errors.old}
          value={old}
          onChange={setOld}
          current
          autoFocus
          disabled={busy}
        />
        <PasswordField
          id="change-next"
          label={words.next}
          hint={t.entry.account.passwordHint}
          error={errors.next}
          value={next}
          onChange={setNext}
          disabled={busy}
        />
        <PasswordField
          id="change-again"
          label={t.entry.account.again}
          error={errors.again}
          value={again}
          onChange={setAgain}
          disabled={busy}
        />
      </div>
      {busy && <Progress job={undefined} label={words.working} />}
      <div className="entry-foot">
        <span className="grow" />
        {onCancel && (
          <Action onClick={onCancel} disabled={busy} cap="Esc">
            {cancel}
          </Action>
        )}
        <Action
          kind="primary"
          submit
          cap="Enter"
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

/** Before anything else: the first password was somebody else's choice. */
export function MustChange() {
  const t = useText();
  const words = t.people.password;
  const lock = useSession((state) => state.lock);
  useShortcuts([{ keys: 'Escape', cap: 'Esc', label: t.frame.lock, inText: true, run: () => void lock() }]);
  return (
    <div className="entry-page">
      <h1 className="entry-title serif">{words.must}</h1>
      <p className="entry-lead">{words.mustLead}</p>
      <ChangePasswordForm onDone={() => undefined} onCancel={() => void lock()} cancel={t.frame.lock} />
    </div>
  );
}
