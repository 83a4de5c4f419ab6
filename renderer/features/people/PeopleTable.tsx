import { useState } from 'react';
import type { Person } from '../../../shared/ipc/contract/people.ts';
import type { Account } from '../../../shared/ipc/contract/session.ts';
import { bridge } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { useConfirmed } from '../../components/use-confirmed.tsx';
import { useText } from '../../stores/language.ts';
import { AddPersonDialog } from './AddPersonDialog.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';

interface PeopleTableProps {
  people: readonly Person[];
  own: Account;
  onChanged: () => void;
}

/** Everybody who has or had an account; 安全保密管理员 adds, disables and closes them. */
export function PeopleTable({ people, own, onChanged }: PeopleTableProps) {
  const t = useText();
  const words = t.people;
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Person | null>(null);
  const { run, asking } = useConfirmed();
  const mayGrant = own.role === 'security_admin';
  const change = async ({ id, state }: Person) => {
    const { people: accounts } = bridge();
    const done = await run(() =>
      state === 'active' ? accounts.disable({ account: id }) : accounts.enable({ account: id }),
    );
    if (done) onChanged();
  };
  return (
    <section aria-label={words.accounts}>
      <div className="people-head">
        <h2 className="panel-title">{words.accounts}</h2>
        {mayGrant && (
          <Action small onClick={() => setAdding(true)}>
            {words.add}
          </Action>
        )}
      </div>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{words.columns.name}</th>
            <th scope="col">{words.columns.login}</th>
            <th scope="col">{words.columns.role}</th>
            <th scope="col">{words.columns.state}</th>
            {mayGrant && (
              <th scope="col">
                <span className="sr">{words.actionsFor}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id} className={person.state === 'active' ? undefined : 'ink3'}>
              <td>
                {person.display_name} {person.id === own.id && <span className="ink3">{words.you}</span>}
              </td>
              <td>{person.login}</td>
              <td>{t.policy.subjects[person.role]}</td>
              <td>
                {words.states[person.state]}
                {person.must_change && person.state === 'active' && (
                  <span className="amber people-note">{words.mustChange}</span>
                )}
              </td>
              {mayGrant && (
                <td className="right people-acts">
                  {person.id !== own.id && person.state !== 'left' && (
                    <>
                      <button
                        type="button"
                        className="link"
                        aria-label={`${person.state === 'active' ? words.disable : words.enable} ${person.display_name}`}
                        onClick={() => void change(person)}
                      >
                        {person.state === 'active' ? words.disable : words.enable}
                      </button>
                      <button
                        type="button"
                        className="link"
                        aria-label={`${words.leave} ${person.display_name}`}
                        onClick={() => setLeaving(person)}
                      >
                        {words.leave}
                      </button>
                    </>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {adding && (
        <AddPersonDialog
          onClose={() => setAdding(false)}
          onAdded={() => {
            setAdding(false);
            onChanged();
          }}
        />
      )}
      {leaving && (
        <LeaveDialog
          person={leaving}
          onClose={() => setLeaving(null)}
          onLeft={() => {
            setLeaving(null);
            onChanged();
          }}
        />
      )}
      {asking}
    </section>
  );
}
