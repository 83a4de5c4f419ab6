import { type InputRef, Radio } from 'antd';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { clockTime, instantText } from '../../app/civil-words.ts';
import { useShortcuts } from '../../app/keyboard.ts';
import { bridge, settle, showRefusal } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { useText } from '../../stores/language.ts';
import { useSession } from '../../stores/session.ts';
import { PasswordField, TextField } from './PasswordField.tsx';
import { useCountdown } from './countdown.ts';

/** The sealed door: why and when it was locked, who, password. */
export function Unlock({ onForgot }: { onForgot: () => void }) {
  const t = useText();
  const words = t.entry.unlock;
  const { status, accounts, apply } = useSession();
  const [login, setLogin] = useState(accounts[0]?.login ?? '');
  const [other, setOther] = useState(accounts.length === 0);
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  const [wait, startWait] = useCountdown();
  const field = useRef<InputRef>(null);
  // The field is dead while one waits; once it lives again, the next try needs no mouse.
  useEffect(() => {
    if (wait === 0 && !busy) field.current?.focus();
  }, [wait, busy]);
  useShortcuts([{ keys: 'Enter', label: words.go, disabled: true, run: () => undefined }]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || wait > 0 || password === '') return;
    setBusy(true);
    const result = await settle(bridge().session.unlock({ login: login.trim(), password }));
    setBusy(false);
    setPassword('');
    if (result.ok) {
      apply(result.value);
      return;
    }
    const seconds = Number(result.params?.['retry_after_seconds'] ?? 0);
    if (result.code === 'wrong_password') setError(words.wrong);
    else if (result.code === 'wait_before_retry') setError(undefined);
    // An account that does not exist is told no differently from a wrong password.
    else if (result.code === 'not_found' || result.code === 'bad_input') setError(words.wrong);
    else showRefusal(result);
    if (seconds > 0) startWait(seconds);
  };

  const at = status?.locked_at ? clockTime(status.locked_at) : '';
  const minutes = Math.round((status?.idle_seconds ?? 0) / 60);
  const why = status?.locked_because ?? 'start';
  const lead =
    why === 'idle'
      ? words.because.idle(minutes, at)
      : why === 'start' || at === ''
        ? words.because.start()
        : words.because[why](at);
  const waiting = wait > 0 ? words.wait(wait) : undefined;
  return (
    <div className="unlock">
      <Sealed at={status?.locked_at ?? null} />
      <form className="unlock-form" onSubmit={(event) => void submit(event)} noValidate>
        <h1 className="entry-title serif">{words.title}</h1>
        <p className="entry-lead">{lead}</p>
        {other ? (
          <TextField
            id="unlock-login"
            label={words.account}
            value={login}
            onChange={setLogin}
            autoFocus={login === ''}
          />
        ) : (
          <div className="entry-field">
            <span id="unlock-who">{words.account}</span>
            {accounts.length > 1 ? (
              <Radio.Group
                aria-labelledby="unlock-who"
                name="unlock-who"
                className="unlock-people"
                value={login}
                disabled={busy}
                options={accounts.map((one) => ({ value: one.login, label: one.login }))}
                onChange={(event) => {
                  setLogin(String(event.target.value));
                  setError(undefined);
                }}
              />
            ) : (
              <div className="unlock-account">{login}</div>
            )}
          </div>
        )}
        <PasswordField
          ref={field}
          id="unlock-password"
          label={words.password}
          value={password}
          onChange={setPassword}
          current
          autoFocus={!other}
          disabled={busy || wait > 0}
          error={[error, waiting].filter(Boolean).join(' ') || undefined}
        />
        <div className="unlock-actions">
          <Action kind="primary" submit cap="Enter" busy={busy} disabled={wait > 0}>
            {busy ? words.working : words.go}
          </Action>
          {!other && (
            <Action kind="text" onClick={() => setOther(true)}>
              {words.other}
            </Action>
          )}
          <Action kind="text" onClick={onForgot}>
            {words.forgot}
          </Action>
        </div>
        <div className="unlock-notes">
          {why !== 'start' && (
            <>
              <p>
                <b>{words.kept}</b>
                {words.keptRest}
              </p>
              <p>
                <b>{words.running}</b>
                {words.runningRest}
              </p>
            </>
          )}
          <p>{words.wrongRule}</p>
          <p>{words.foot}</p>
        </div>
      </form>
    </div>
  );
}

/** The paper strip and the seal across its edge. */
function Sealed({ at }: { at: string | null }) {
  const t = useText();
  const date = at ? instantText(at) : null;
  const seal = [...t.entry.unlock.seal];
  return (
    <div className="sealed" aria-hidden="true" lang="zh-CN">
      <div className="sealed-strip">
        <span className="sealed-words serif">
          {[...t.entry.unlock.sealed].map((character) => (
            <span key={character}>{character}</span>
          ))}
        </span>
        {date && (
          <span className="sealed-date serif">
            {`${Number(date.slice(0, 4))}年${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`}
            <br />
            {`${Number(date.slice(11, 13))}时${date.slice(14, 16)}分`}
          </span>
        )}
      </div>
      <span className="sealed-seal serif">
        {[2, 0, 3, 1].map((i) => (
          <span key={i}>{seal[i]}</span>
        ))}
      </span>
    </div>
  );
}
