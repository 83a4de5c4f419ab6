import { Input } from 'antd';
import { useState } from 'react';
import type { CalendarState, DossierMoves } from '../../../shared/ipc/contract/calendar.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { bridge, call } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { DateField } from '../../components/DateField.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useLeaving } from '../../components/use-leaving.tsx';
import { useText } from '../../stores/language.ts';
import { MovesTable } from './MovesTable.tsx';

interface ClosedDialogProps {
  state: CalendarState;
  onClose: () => void;
  onSaved: (state: CalendarState) => void;
}

interface Row {
  id: number;
  date: CivilDate | null;
  reason: string;
}

/** The list of closed days: typed with reasons, shown what it moves, then kept. */
export function ClosedDialog({ state, onClose, onSaved }: ClosedDialogProps) {
  const t = useText();
  const words = t.calendar;
  const [rows, setRows] = useState<Row[]>(() => {
    const known: Row[] = state.closed.map(({ date, reason }, id) => ({ id, date, reason }));
    return known.length > 0 ? known : [{ id: 0, date: null, reason: '' }];
  });
  const [moves, setMoves] = useState<DossierMoves[] | null>(null);
  const [tried, setTried] = useState(false);
  const [touched, setTouched] = useState(false);
  const leaving = useLeaving(touched, onClose);
  const change = (next: Row[]) => {
    setRows(next);
    setMoves(null);
    setTouched(true);
  };
  const edit = (id: number, part: Partial<Row>) =>
    change(rows.map((row) => (row.id === id ? { ...row, ...part } : row)));
  const closed = complete(rows);
  const preview = async () => {
    setTried(true);
    if (closed === null) return;
    const found = await call(bridge().calendar.previewClosed({ closed }));
    if (found !== undefined) setMoves(found);
  };
  const save = async () => {
    if (closed === null) return;
    const next = await call(bridge().calendar.setClosed({ closed }));
    if (next !== undefined) onSaved(next);
  };
  return (
    <Dialog
      title={words.closedDialog}
      lead={words.closedLead}
      width={880}
      onClose={leaving.close}
      footer={
        leaving.question ?? (
          <>
            {moves === null ? (
              <Action kind="primary" onClick={() => void preview()}>
                {words.preview}
              </Action>
            ) : (
              <Action kind="primary" autoFocus onClick={() => void save()}>
                {words.save}
              </Action>
            )}
            <Action kind="text" cap="Esc" onClick={leaving.close}>
              {t.common.cancel}
            </Action>
            {tried && closed === null && (
              <span className="seal" role="alert">
                {words.incomplete}
              </span>
            )}
          </>
        )
      }
    >
      <table className="plain-table closed-days">
        <thead>
          <tr>
            <th scope="col">{words.date}</th>
            <th scope="col">{words.reason}</th>
            <th scope="col">
              <span className="sr">{words.remove}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.id}>
              <td aria-label={words.date}>
                <label className="sr" htmlFor={`closed-date-${row.id}`}>{`${words.date} ${at + 1}`}</label>
                <DateField
                  id={`closed-date-${row.id}`}
                  value={row.date}
                  required
                  onChange={(date) => edit(row.id, { date })}
                />
              </td>
              <td>
                <Input
                  aria-label={`${words.reason} ${at + 1}`}
                  value={row.reason}
                  maxLength={200}
                  placeholder={words.reasonHint}
                  onChange={(event) => edit(row.id, { reason: event.target.value })}
                />
              </td>
              <td className="right">
                <button
                  type="button"
                  className="link"
                  aria-label={`${words.remove} ${row.date ?? at + 1}`}
                  onClick={() => change(rows.filter(({ id }) => id !== row.id))}
                >
                  {words.remove}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <button
          type="button"
          className="link"
          onClick={() =>
            change([...rows, { id: Math.max(-1, ...rows.map(({ id }) => id)) + 1, date: null, reason: '' }])
          }
        >
          {words.add}
        </button>
      </p>
      {moves !== null && (
        <>
          <h3 className="panel-title">{words.affected}</h3>
          <MovesTable dossiers={moves} />
        </>
      )}
    </Dialog>
  );
}

/** The rows that say something, or null while one is half said or a day stands there twice. */
function complete(rows: readonly Row[]): { date: CivilDate; reason: string }[] | null {
  const said = rows.filter((row) => row.date !== null || row.reason.trim() !== '');
  const days = said.flatMap(({ date, reason }) =>
    date === null || reason.trim() === '' ? [] : [{ date, reason: reason.trim() }],
  );
  const whole = days.length === said.length && new Set(days.map(({ date }) => date)).size === days.length;
  return whole ? days : null;
}
