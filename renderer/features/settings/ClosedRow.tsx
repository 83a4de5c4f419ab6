import { useState } from 'react';
import type { CalendarState } from '../../../shared/ipc/contract/calendar.ts';
import { Action } from '../../components/Action.tsx';
import { DateText } from '../../components/DateText.tsx';
import { useText } from '../../stores/language.ts';
import { ClosedDialog } from './ClosedDialog.tsx';

interface ClosedRowProps {
  state: CalendarState;
  onState: (state: CalendarState) => void;
}

/** 本单位休: the days on which we are closed; they move our careful day and nothing else (G-009). */
export function ClosedRow({ state, onState }: ClosedRowProps) {
  const t = useText();
  const words = t.calendar;
  const [editing, setEditing] = useState(false);
  return (
    <div>
      <dt>{words.closedTitle}</dt>
      <dd>
        {state.closed.length === 0 ? (
          <p className="ink3">{words.closedNone}</p>
        ) : (
          <ul className="calendar-years">
            {state.closed.map(({ date, reason, by }) => (
              <li key={date}>
                <DateText date={date} /> {reason} <span className="ink3">{by}</span>
              </li>
            ))}
          </ul>
        )}
        <Action small onClick={() => setEditing(true)}>
          {words.edit}
        </Action>
        <p className="ink3">{words.closedNote}</p>
        {editing && (
          <ClosedDialog
            state={state}
            onClose={() => setEditing(false)}
            onSaved={(next) => {
              setEditing(false);
              onState(next);
            }}
          />
        )}
      </dd>
    </div>
  );
}
