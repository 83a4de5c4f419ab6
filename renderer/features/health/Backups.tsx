import { useState } from 'react';
import type { BackupNote, DrillReport } from '../../../shared/ipc/contract/safety.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { bytesText, instantText } from '../../app/civil-words.ts';
import { bridge, call } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { useText } from '../../stores/language.ts';
import { Findings } from './Findings.tsx';

interface BackupsProps {
  notes: readonly BackupNote[];
  busy: boolean;
  perform(label: string, what: (job: string) => Promise<unknown>): Promise<void>;
}

/** Taking a backup, proving one, and those that were taken. */
export function Backups({ notes, busy, perform }: BackupsProps) {
  const words = useText().health;
  const [made, setMade] = useState<Output<'backup.run'> | null>(null);
  const [drilled, setDrilled] = useState<DrillReport | null>(null);
  const clear = () => {
    setMade(null);
    setDrilled(null);
  };
  const backUp = () =>
    perform(words.backingUp, async (job) => {
      clear();
      setMade((await call(bridge().backup.run({}, { job }))) ?? null);
    });
  const drill = () =>
    perform(words.drilling, async (job) => {
      clear();
      setDrilled((await call(bridge().backup.drill({}, { job }))) ?? null);
    });
  return (
    <section aria-labelledby="health-backups">
      <h2 id="health-backups">{words.backups}</h2>
      <p className="ink2">{words.backupsLead}</p>
      <div className="health-tools">
        <Action kind="primary" disabled={busy} onClick={() => void backUp()}>
          {words.backUp}
        </Action>
        <Action disabled={busy} onClick={() => void drill()}>
          {words.drill}
        </Action>
        <span className="ink3">{words.drillWhy}</span>
      </div>
      <div role="status">
        {made !== null && (
          <>
            <p className="green">{words.done(made.objects, made.fresh, bytesText(made.bytes))}</p>
            {made.lacking.length > 0 && <p className="amber">{words.lacking(made.lacking.length)}</p>}
          </>
        )}
        {drilled !== null && <Drilled report={drilled} />}
      </div>
      {notes.length === 0 ? (
        <p className="ink2">{words.noBackups}</p>
      ) : (
        <table className="plain-table health-table">
          <thead>
            <tr>
              <th scope="col">{words.taken}</th>
              <th scope="col">{words.where}</th>
              <th scope="col" className="right">
                {words.size}
              </th>
              <th scope="col">{words.state}</th>
            </tr>
          </thead>
          <tbody>
            {notes.slice(0, 10).map((note) => (
              <tr key={note.snapshot}>
                <td className="num">{instantText(note.at)}</td>
                <td>{note.name}</td>
                <td className="right num">{note.objects}</td>
                <td className={note.proven_at === null ? 'ink3' : 'green num'}>
                  {note.proven_at === null
                    ? words.notProven
                    : words.provenOn(instantText(note.proven_at).slice(0, 10))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {notes.length > 1 && <p className="ink3">{words.recalled}</p>}
    </section>
  );
}

function Drilled({ report }: { report: DrillReport }) {
  const words = useText().health;
  const when = instantText(report.taken_at).slice(0, 16);
  const faults = report.findings.filter(({ severity }) => severity === 'block').length;
  return (
    <>
      {faults === 0 ? (
        <p className="green">{words.proved(report.dossiers, report.proven, when)}</p>
      ) : (
        <p className="seal">
          <b>{words.failed(faults, when)}</b>
        </p>
      )}
      <Findings findings={report.findings} />
    </>
  );
}
