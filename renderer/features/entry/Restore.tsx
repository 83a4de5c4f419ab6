import { type FormEvent, useState } from 'react';
import { bridge, newJob, settle, showRefusal } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useJob } from '../../stores/jobs.ts';
import { useText } from '../../stores/language.ts';
import { useSession } from '../../stores/session.ts';
import { PasswordField, TextField } from './PasswordField.tsx';

/** A machine without a store takes one from a backup: account, password, and the disk in main's dialog. */
export function Restore({ onBack }: { onBack: () => void }) {
  const t = useText();
  const words = t.health.restore;
  const apply = useSession((state) => state.apply);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | undefined>();
  const [job, setJob] = useState<string | null>(null);
  const running = useJob(job);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (job !== null || login.trim() === '' || password === '') return;
    const id = newJob();
    setJob(id);
    setError(undefined);
    const result = await settle(bridge().backup.restore({ login: login.trim(), password }, { job: id }));
    setJob(null);
    if (result.ok) apply(result.value.status);
    else if (result.code === 'wrong_password' || result.code === 'bad_input') setError(words.wrong);
    else if (result.code !== 'cancelled') showRefusal(result);
  };
  return (
    <form className="entry-page" onSubmit={(event) => void submit(event)} noValidate>
      <h1 className="entry-title serif">{words.title}</h1>
      <p className="entry-lead">{words.lead}</p>
      <TextField id="restore-login" label={words.login} value={login} onChange={setLogin} autoFocus />
      <PasswordField
        id="restore-password"
        label={words.password}
        value={password}
        onChange={setPassword}
        current
        error={error}
      />
      {job !== null && <Progress job={running} id={job} label={words.working} />}
      <div className="entry-foot">
        <Action kind="text" disabled={job !== null} onClick={onBack}>
          {t.common.back}
        </Action>
        <Action kind="primary" submit cap="Enter" busy={job !== null}>
          {words.go}
        </Action>
      </div>
    </form>
  );
}
