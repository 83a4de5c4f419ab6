import { Radio } from 'antd';
import { useState } from 'react';
import { machineRoles } from '../../../shared/model/policy.ts';
import { bridge } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useConfirmed } from '../../components/use-confirmed.tsx';
import { useLeaving } from '../../components/use-leaving.tsx';
import { useText } from '../../stores/language.ts';
import { weakWords } from '../entry/AccountStep.tsx';
import { PasswordField, TextField } from '../entry/PasswordField.tsx';

const roles = machineRoles.filter((role) => role !== 'keeper');

interface AddPersonDialogProps {
  onClose: () => void;
  onAdded: () => void;
}

/** A new account: who, which of the machine's roles, and a first password that will be changed. */
export function AddPersonDialog({ onClose, onAdded }: AddPersonDialogProps) {
  const t = useText();
  const words = t.people.form;
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [role, setRole] = useState<(typeof roles)[number]>('member');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  const { run, asking } = useConfirmed();
  const leaving = useLeaving(`${name}${login}${password}` !== '', onClose);
  const save = async () => {
    if (busy) return;
    if (name.trim() === '' || login.trim() === '' || password === '') return setError(words.bad);
    setBusy(true);
    setError(undefined);
    const wanted = { login: login.trim(), display_name: name.trim(), role, password };
    const done = await run(
      () => bridge().people.add(wanted),
      (refusal) => {
        if (refusal.code !== 'weak_password') return false;
        setError(weakWords(t, refusal));
        return true;
      },
    );
    setBusy(false);
    if (done) onAdded();
  };
  return (
    <Dialog
      title={words.title}
      lead={words.lead}
      width={680}
      onClose={leaving.close}
      footer={
        leaving.question ?? (
          <>
            <Action kind="primary" busy={busy} onClick={() => void save()}>
              {words.go}
            </Action>
            <Action kind="text" cap="Esc" onClick={leaving.close}>
              {t.common.cancel}
            </Action>
          </>
        )
      }
    >
      <TextField id="person-name" label={t.entry.account.name} value={name} onChange={setName} autoFocus />
      <TextField
        id="person-login"
        label={t.entry.account.login}
        hint={t.entry.account.loginHint}
        value={login}
        onChange={setLogin}
      />
      <div className="entry-field">
        <span id="person-role">{words.role}</span>
        <Radio.Group
          aria-labelledby="person-role"
          name="person-role"
          className="people-roles"
          value={role}
          onChange={(event) => setRole(roles.find((one) => one === event.target.value) ?? 'member')}
          options={roles.map((one) => ({
            value: one,
            label: (
              <>
                {t.policy.subjects[one]} <span className="ink3">{words.notes[one]}</span>
              </>
            ),
          }))}
        />
      </div>
      <PasswordField
        id="person-password"
        label={words.first}
        hint={t.entry.account.passwordHint}
        error={error}
        value={password}
        onChange={setPassword}
      />
      {asking}
    </Dialog>
  );
}
