import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { capabilities, infoClasses } from '../../../shared/ipc/channel.ts';
import type { PolicyCell } from '../../../shared/ipc/contract/session.ts';
import { type Subject, subjects } from '../../../shared/model/policy.ts';
import { bridge, call } from '../../bridge.ts';
import { useText } from '../../stores/language.ts';
import { useSession } from '../../stores/session.ts';
import { CellReason } from './CellReason.tsx';
import './policy.css';

const columns = capabilities.filter((capability) => capability !== 'open');

interface PolicyScreenProps {
  /** A rule whose first cell is shown, where a refusal led here. */
  clause?: string | undefined;
}

/** 权限与条款: the table that main decides from, one role at a time; a cell opens its clauses. */
export function PolicyScreen({ clause }: PolicyScreenProps) {
  const t = useText();
  const words = t.policy;
  const own = useSession((state) => state.status?.account?.role);
  const [cells, setCells] = useState<readonly PolicyCell[] | null>(null);
  const [subject, setSubject] = useState<Subject>(subjects.find((one) => one === own) ?? 'project_lead');
  const [chosen, setChosen] = useState<PolicyCell | null>(null);
  useEffect(() => {
    void call(bridge().policy.view()).then((found) => {
      if (found === undefined) return;
      setCells(found);
      const cell = found.find(
        (one) => clause !== undefined && one.grant !== 'allow' && one.clauses[0] === clause,
      );
      if (cell === undefined) return;
      setSubject(cell.subject);
      setChosen(cell);
    });
  }, [clause]);
  if (cells === null) return <p className="today-loading ink3">{t.common.loading}</p>;
  const at = (capability: string, infoClass: string) =>
    cells.find(
      (one) => one.subject === subject && one.capability === capability && one.infoClass === infoClass,
    );
  const choose = (next: Subject) => {
    setSubject(next);
    setChosen((old) =>
      old === null
        ? null
        : (cells.find(
            (one) =>
              one.subject === next && one.capability === old.capability && one.infoClass === old.infoClass,
          ) ?? null),
    );
  };
  return (
    <div className="policy">
      <header>
        <h1 className="screen-title">{words.title}</h1>
        <p className="ink2">{words.lead}</p>
        <div className="policy-bar">
          <label htmlFor="policy-role">{words.role}</label>
          <Select
            id="policy-role"
            value={subject}
            onChange={choose}
            options={subjects.map((one) => ({ value: one, label: words.subjects[one] }))}
            className="policy-role"
          />
          <span className="ink3">{words.legend}</span>
        </div>
      </header>
      <div className="policy-split">
        <div className="policy-table scroll" role="region" aria-label={words.title} tabIndex={0}>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{words.subjects[subject]}</th>
                {columns.map((one) => (
                  <th key={one} scope="col" className="policy-cell">
                    {words.capabilities[one]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {infoClasses.map((infoClass) => (
                <tr key={infoClass}>
                  <th scope="row">{words.classes[infoClass]}</th>
                  {columns.map((capability) => {
                    const cell = at(capability, infoClass);
                    if (cell === undefined) return <td key={capability} />;
                    const same =
                      chosen !== null && chosen.capability === capability && chosen.infoClass === infoClass;
                    return (
                      <td key={capability} className="policy-cell">
                        <button
                          type="button"
                          className={`policy-mark policy-${cell.grant}`}
                          aria-pressed={same}
                          aria-label={`${words.classes[infoClass]} ${words.capabilities[capability]} ${words.grantWords[cell.grant]}`}
                          onClick={() => setChosen(cell)}
                        >
                          {words.grants[cell.grant]}
                          {cell.lease && cell.grant !== 'refuse' && <small>{words.leaseMark}</small>}
                        </button>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
          <p className="ink2 policy-note">{words.existence}</p>
        </div>
        <aside className="policy-reason scroll" aria-live="polite">
          {chosen === null ? <p className="ink3">{words.pick}</p> : <CellReason cell={chosen} all={cells} />}
        </aside>
      </div>
    </div>
  );
}
