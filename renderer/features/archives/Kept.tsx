import { useEffect, useState } from 'react';
import type { RetentionView } from '../../../shared/model/retention.ts';
import { definitionOf } from '../../app/definitions.ts';
import { bridge, call } from '../../bridge.ts';
import { DateText } from '../../components/DateText.tsx';
import { EmptyPlace } from '../../components/EmptyPlace.tsx';
import { useSay, useText } from '../../stores/language.ts';
import { goTo } from '../../stores/navigation.ts';
import { useSession } from '../../stores/session.ts';
import { HoldDialog } from './HoldDialog.tsx';
import { LiftDialog } from './LiftDialog.tsx';
import { PeriodDialog } from './PeriodDialog.tsx';
import { RequestDialog } from './RequestDialog.tsx';

type Form = 'period' | 'hold' | 'lift' | 'request';

/** 保管: every dossier with its period, the day it ends, what is due for appraisal and what is held. */
export function Kept({ onSaid }: { onSaid: (said: string) => void }) {
  const t = useText();
  const say = useSay();
  const words = t.retention;
  const [rows, setRows] = useState<readonly RetentionView[] | null>(null);
  const [onlyDue, setOnlyDue] = useState(false);
  const [form, setForm] = useState<{ kind: Form; row: RetentionView } | null>(null);
  const alone = useSession((state) => state.status?.account?.role === 'keeper');
  const load = async () => {
    const found = await call(bridge().retention.list());
    if (found !== undefined) setRows(found);
  };
  useEffect(() => {
    void load();
    return bridge().onChanged(() => void load());
  }, []);
  if (rows === null) return <p className="ink3">{t.common.loading}</p>;
  if (rows.length === 0) return <EmptyPlace title={words.none}>{words.noneLead}</EmptyPlace>;
  const due = rows.filter(({ state }) => state === 'due').length;
  const held = rows.filter((row) => row.held.length > 0).length;
  const shown = onlyDue ? rows.filter(({ state }) => state === 'due' || state === 'last_year') : rows;
  const done = (said?: string) => {
    setForm(null);
    if (said !== undefined) onSaid(said);
    void load();
  };
  return (
    <>
      <p className="archives-bar">
        <span className="ink2 num">{words.counts(rows.length, due, held)}</span>
        <span className="timeline-zoom">
          <button type="button" aria-pressed={onlyDue} onClick={() => setOnlyDue(!onlyDue)}>
            {words.onlyDue}
          </button>
        </span>
      </p>
      {alone && <p className="ink2">{words.register.twoPersons}</p>}
      <table className="plain-table" aria-label={words.tabs.kept}>
        <thead>
          <tr>
            <th scope="col">{words.columns.name}</th>
            <th scope="col">{words.columns.period}</th>
            <th scope="col">{words.columns.secrecy}</th>
            <th scope="col" className="right">
              {words.columns.closed}
            </th>
            <th scope="col">{words.columns.ends}</th>
            <th scope="col">{words.columns.state}</th>
            <th scope="col">
              <span className="sr">{t.people.actionsFor}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.dossier}>
              <td>
                <button
                  type="button"
                  className="row-subject"
                  onClick={() => goTo({ screen: 'dossier', dossier: row.dossier })}
                >
                  {row.title}
                </button>
                <div className="ink3">
                  {row.reference || row.number || say(definitionOf(row.kind)?.title ?? { zh: '', en: '' })}
                </div>
              </td>
              <td>
                {t.archive.profile.retentions[row.period]}
                <div className="ink3">{words.by[row.by]}</div>
              </td>
              <td>
                {row.secrecy === '' ? (
                  <span className="ink3">{words.noSecrecy}</span>
                ) : (
                  t.retention.secrecies[row.secrecy]
                )}
              </td>
              <td className="right num">{row.own.closed ?? ''}</td>
              <td>{row.ends !== null && <DateText date={row.ends} />}</td>
              <td>
                <span className={row.state === 'due' ? 'amber ob-urgent' : undefined}>
                  {words.states[row.state]}
                </span>
                {row.held.map((hold) => (
                  <div key={hold.number} className="seal">
                    {words.held} <span className="ink2">{hold.who}</span>{' '}
                    <span className="ink3">{words.holdForm.from(hold.from, hold.until ?? '')}</span>
                  </div>
                ))}
                {row.asked !== null && <div className="amber">{words.asked}</div>}
              </td>
              <td className="right people-acts">
                {row.may ? (
                  <Acts row={row} alone={alone} onOpen={(kind) => setForm({ kind, row })} />
                ) : (
                  <span className="ink3">{words.byArchivist}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {form?.kind === 'period' && <PeriodDialog row={form.row} onClose={() => setForm(null)} onDone={done} />}
      {form?.kind === 'hold' && <HoldDialog row={form.row} onClose={() => setForm(null)} onDone={done} />}
      {form?.kind === 'lift' && <LiftDialog row={form.row} onClose={() => setForm(null)} onDone={done} />}
      {form?.kind === 'request' && (
        <RequestDialog row={form.row} onClose={() => setForm(null)} onDone={done} />
      )}
    </>
  );
}

function Acts({ row, alone, onOpen }: { row: RetentionView; alone: boolean; onOpen: (kind: Form) => void }) {
  const words = useText().retention;
  const acts: Form[] = ['period', 'hold'];
  if (row.held.length > 0) acts.push('lift');
  if (row.state === 'due' && row.held.length === 0 && row.asked === null && !alone) acts.push('request');
  const labels = { period: words.change, hold: words.hold, lift: words.lift, request: words.request };
  return acts.map((kind) => (
    <button
      key={kind}
      type="button"
      className="link"
      aria-label={`${labels[kind]} ${row.title}`}
      onClick={() => onOpen(kind)}
    >
      {labels[kind]}
    </button>
  ));
}
