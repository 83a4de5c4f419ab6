import { useEffect, useState } from 'react';
import type { HandOver, Person } from '../../../shared/ipc/contract/people.ts';
import { definitionOf } from '../../app/definitions.ts';
import { bridge, call } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useConfirmed } from '../../components/use-confirmed.tsx';
import { useSay, useText } from '../../stores/language.ts';

interface LeaveDialogProps {
  person: Person;
  onClose: () => void;
  onLeft: () => void;
}

/** The hand-over list of a person, and the end of the account once everything is handed over. */
export function LeaveDialog({ person, onClose, onLeft }: LeaveDialogProps) {
  const t = useText();
  const say = useSay();
  const words = t.people.leaving;
  const [held, setHeld] = useState<HandOver[] | null>(null);
  const { run, asking } = useConfirmed();
  useEffect(() => {
    void call(bridge().people.handOver({ account: person.id })).then((found) =>
      found === undefined ? onClose() : setHeld(found),
    );
  }, [person.id, onClose]);
  if (held === null) return null;
  const blocked = held.some(({ blocks }) => blocks);
  const close = async () => {
    if (await run(() => bridge().people.leave({ account: person.id }))) onLeft();
  };
  return (
    <Dialog
      title={words.title(person.display_name)}
      lead={words.lead}
      width={820}
      onClose={onClose}
      footer={
        <>
          <Action kind="danger" disabled={blocked} onClick={() => void close()}>
            {words.go}
          </Action>
          <Action kind="text" cap="Esc" onClick={onClose} autoFocus>
            {t.common.cancel}
          </Action>
          {blocked && <span className="amber">{words.blocked}</span>}
        </>
      }
    >
      {held.length === 0 ? (
        <p className="ink2">{words.none}</p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{words.dossier}</th>
              <th scope="col" className="right">
                {words.others}
              </th>
              <th scope="col">{words.state}</th>
            </tr>
          </thead>
          <tbody>
            {held.map((each) => {
              const definition = definitionOf(each.kind);
              return (
                <tr key={each.dossier}>
                  <td>
                    {each.title ?? words.hidden(each.dossier.slice(0, 8))}{' '}
                    <span className="ink3">
                      {definition && say(definition.title)}
                      {each.role && ` · ${t.policy.subjects[each.role]}`}
                    </span>
                  </td>
                  <td className="right">{each.others}</td>
                  <td className={each.blocks ? 'amber' : 'green'}>
                    {each.blocks ? words.blocks : words.ready}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {asking}
    </Dialog>
  );
}
