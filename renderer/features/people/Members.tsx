import { useCallback, useEffect, useState } from 'react';
import type { Member } from '../../../shared/ipc/contract/people.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { bridge, call } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { DateText } from '../../components/DateText.tsx';
import { useText } from '../../stores/language.ts';
import { useSession } from '../../stores/session.ts';
import { AddMemberDialog } from './AddMemberDialog.tsx';
import { EndMemberDialog } from './EndMemberDialog.tsx';
import './people.css';

/** 知悉名单 of a dossier: who knows it, as what, which classes, what for, until when (E-03). */
export function Members({ dossier }: { dossier: DossierId }) {
  const t = useText();
  const words = t.people.members;
  const own = useSession((state) => state.status?.account);
  const [members, setMembers] = useState<Member[] | null>(null);
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Member | null>(null);
  const load = useCallback(async () => {
    const found = await call(bridge().member.list({ dossier }));
    if (found !== undefined) setMembers(found);
  }, [dossier]);
  useEffect(() => {
    if (own?.role !== 'keeper') void load();
  }, [load, own?.role]);
  if (own?.role === 'keeper')
    return (
      <>
        <h3 className="panel-title">{words.title}</h3>
        <p className="ink2">{words.single}</p>
      </>
    );
  if (members === null || own === undefined) return null;
  const running = members.filter(({ ended_at }) => ended_at === null);
  const ended = members.filter(({ ended_at }) => ended_at !== null);
  const leads = running.some(({ account, role }) => account === own?.id && role === 'project_lead');
  const after = (close: () => void) => () => {
    close();
    void load();
  };
  return (
    <>
      <div className="people-head">
        <h3 className="panel-title">{words.title}</h3>
        {leads && (
          <Action small onClick={() => setAdding(true)}>
            {words.add}
          </Action>
        )}
      </div>
      <p className="ink2">{words.lead}</p>
      {running.length === 0 ? (
        <p className="ink3">{words.none}</p>
      ) : (
        <MemberTable
          members={running}
          label={words.title}
          onEnd={leads ? (member) => member.account !== own?.id && setEnding(member) : undefined}
          own={own?.id}
        />
      )}
      {ended.length > 0 && (
        <details>
          <summary className="ink3">{words.ended(ended.length)}</summary>
          <MemberTable members={ended} label={words.ended(ended.length)} />
        </details>
      )}
      {adding && (
        <AddMemberDialog
          dossier={dossier}
          onClose={() => setAdding(false)}
          onAdded={after(() => setAdding(false))}
        />
      )}
      {ending && (
        <EndMemberDialog
          dossier={dossier}
          member={ending}
          onClose={() => setEnding(null)}
          onEnded={after(() => setEnding(null))}
        />
      )}
    </>
  );
}

interface MemberTableProps {
  members: readonly Member[];
  label: string;
  own?: string | undefined;
  onEnd?: ((member: Member) => void) | undefined;
}

function MemberTable({ members, label, own, onEnd }: MemberTableProps) {
  const t = useText();
  const words = t.people.members;
  return (
    <table className="plain-table" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{words.columns.name}</th>
          <th scope="col">{words.columns.role}</th>
          <th scope="col">{words.columns.classes}</th>
          <th scope="col">{words.columns.purpose}</th>
          <th scope="col">{words.columns.until}</th>
          <th scope="col">{words.columns.by}</th>
          {onEnd && (
            <th scope="col">
              <span className="sr">{t.people.actionsFor}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <tr key={member.id} className={member.ended_at === null ? undefined : 'ink3'}>
            <td>
              {member.display_name} {member.account === own && <span className="ink3">{t.people.you}</span>}
            </td>
            <td>{t.policy.subjects[member.role]}</td>
            <td>
              {member.classes === null
                ? words.all
                : member.classes.map((one) => t.policy.classes[one]).join('、')}
            </td>
            <td>{member.purpose}</td>
            <td>{member.until === null ? words.forever : <DateText date={member.until} />}</td>
            <td>
              {member.granted_by} {!member.signed && <span className="seal">{words.unsigned}</span>}
            </td>
            {onEnd && (
              <td className="right">
                {member.account !== own && (
                  <button
                    type="button"
                    className="link"
                    aria-label={`${words.end} ${member.display_name}`}
                    onClick={() => onEnd(member)}
                  >
                    {words.end}
                  </button>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
