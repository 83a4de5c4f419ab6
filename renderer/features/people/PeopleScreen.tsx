import { useCallback, useEffect, useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { Person } from '../../../shared/ipc/contract/people.ts';
import { administrators } from '../../../shared/model/policy.ts';
import { bridge, call } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { EmptyPlace } from '../../components/EmptyPlace.tsx';
import { useText } from '../../stores/language.ts';
import { goTo } from '../../stores/navigation.ts';
import { useSession } from '../../stores/session.ts';
import { Leases } from './Leases.tsx';
import { PeopleTable } from './PeopleTable.tsx';
import './people.css';

/** 人员与权限: accounts, and leases of administrator rights. */
export function PeopleScreen() {
  const t = useText();
  const words = t.people;
  const own = useSession((state) => state.status?.account);
  const [people, setPeople] = useState<Person[] | null>(null);
  const [leases, setLeases] = useState<Output<'lease.list'> | null>(null);
  const load = useCallback(async () => {
    const found = await call(bridge().people.list());
    if (found !== undefined) setPeople(found);
    const running = await call(bridge().lease.list());
    if (running !== undefined) setLeases(running);
  }, []);
  useEffect(() => {
    void load();
  }, [load]);
  if (people === null || leases === null || !own)
    return <p className="today-loading ink3">{t.common.loading}</p>;
  const table = <Action onClick={() => goTo({ screen: 'policy' })}>{words.table}</Action>;
  if (own.role === 'keeper')
    return (
      <div className="people scroll">
        <h1 className="screen-title">{words.title}</h1>
        <EmptyPlace title={words.single} actions={table}>
          {words.singleLead}
        </EmptyPlace>
      </div>
    );
  return (
    <div className="people scroll">
      <h1 className="screen-title">{words.title}</h1>
      <p className="ink2">{words.lead}</p>
      <PeopleTable people={people} own={own} onChanged={() => void load()} />
      {administrators.some((role) => role === own.role) && (
        <Leases found={leases} own={own.id} onChanged={() => void load()} />
      )}
      <p className="people-table-way">{table}</p>
    </div>
  );
}
