import { Checkbox, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { infoClasses, type InfoClass } from '../../../shared/ipc/channel.ts';
import type { Person } from '../../../shared/ipc/contract/people.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { type DossierRole, dossierRoles } from '../../../shared/model/policy.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { bridge, call } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { DateField } from '../../components/DateField.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useLeaving } from '../../components/use-leaving.tsx';
import { useText } from '../../stores/language.ts';

/** What is public or internal belongs to every list. */
const narrowed = infoClasses.filter((one) => one !== 'public' && one !== 'internal');

interface AddMemberDialogProps {
  dossier: DossierId;
  onClose: () => void;
  onAdded: () => void;
}

/** One line of the need-to-know list: who, as what, which classes, what for, until when. */
export function AddMemberDialog({ dossier, onClose, onAdded }: AddMemberDialogProps) {
  const t = useText();
  const words = t.people.members.form;
  const [people, setPeople] = useState<Person[] | null>(null);
  const [account, setAccount] = useState<Person['id'] | undefined>();
  const [role, setRole] = useState<DossierRole>('secretary');
  const [classes, setClasses] = useState<InfoClass[]>([]);
  const [purpose, setPurpose] = useState('');
  const [until, setUntil] = useState<CivilDate | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const leaving = useLeaving(purpose !== '', onClose);
  useEffect(() => {
    void call(bridge().people.list()).then((found) =>
      setPeople(found?.filter((one) => one.state === 'active' && one.role === 'member') ?? []),
    );
  }, []);
  const lacks =
    account === undefined || purpose.trim().length < 2 || (role === 'temporary_reader' && until === null);
  const grant = async () => {
    setTried(true);
    if (lacks || account === undefined || busy) return;
    setBusy(true);
    const narrow = classes.length === 0 ? null : classes;
    const line = { dossier, account, role, classes: narrow, purpose: purpose.trim(), until };
    const done = await call(bridge().member.add(line));
    setBusy(false);
    if (done !== undefined) onAdded();
  };
  return (
    <Dialog
      title={words.title}
      lead={words.lead}
      width={720}
      onClose={leaving.close}
      footer={
        leaving.question ?? (
          <>
            <Action kind="primary" busy={busy} onClick={() => void grant()}>
              {words.go}
            </Action>
            <Action kind="text" cap="Esc" onClick={leaving.close}>
              {t.common.cancel}
            </Action>
            {tried && lacks && (
              <span className="seal" role="alert">
                {words.bad}
              </span>
            )}
          </>
        )
      }
    >
      <div className="entry-field">
        <label htmlFor="member-person">{words.person}</label>
        <div>
          <Select
            id="member-person"
            value={account}
            onChange={setAccount}
            autoFocus
            className="member-person"
            showSearch={{ optionFilterProp: 'label' }}
            options={people?.map((one) => ({ value: one.id, label: `${one.display_name} ${one.login}` }))}
          />
          {people?.length === 0 && <p className="amber">{words.nobody}</p>}
        </div>
      </div>
      <div className="entry-field">
        <label htmlFor="member-role">{words.role}</label>
        <Select
          id="member-role"
          value={role}
          onChange={setRole}
          showSearch={{ optionFilterProp: 'label' }}
          options={dossierRoles.map((one) => ({ value: one, label: t.policy.subjects[one] }))}
        />
      </div>
      <div className="entry-field">
        <span id="member-classes">{words.narrow}</span>
        <Checkbox.Group
          aria-labelledby="member-classes"
          className="member-classes"
          value={classes}
          onChange={(next) => setClasses(narrowed.filter((one) => next.includes(one)))}
          options={narrowed.map((one) => ({ value: one, label: t.policy.classes[one] }))}
        />
      </div>
      <div className="entry-field">
        <label htmlFor="member-purpose">{words.purpose}</label>
        <Input
          id="member-purpose"
          value={purpose}
          maxLength={500}
          placeholder={words.purposeHint}
          onChange={(event) => setPurpose(event.target.value)}
        />
      </div>
      <div className="entry-field">
        <label htmlFor="member-until">{words.until}</label>
        <div>
          <DateField id="member-until" value={until} onChange={setUntil} describedBy="member-until-note" />
          <p id="member-until-note" className="ink3">
            {words.untilNote}
          </p>
        </div>
      </div>
    </Dialog>
  );
}
