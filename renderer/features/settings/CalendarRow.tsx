import { useState } from 'react';
import type { CalendarOffer, CalendarState } from '../../../shared/ipc/contract/calendar.ts';
import { instantText } from '../../app/civil-words.ts';
import { bridge, call } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { useText } from '../../stores/language.ts';
import { OfferDialog } from './OfferDialog.tsx';
import { WithdrawYear } from './WithdrawYear.tsx';

interface CalendarRowProps {
  state: CalendarState;
  onState: (state: CalendarState) => void;
}

/** 放假安排: the years built in, those that came in, and the way in for a new one (G-008). */
export function CalendarRow({ state, onState }: CalendarRowProps) {
  const t = useText();
  const words = t.calendar;
  const [offer, setOffer] = useState<CalendarOffer | null>(null);
  const [withdrawing, setWithdrawing] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const choose = async () => {
    setBusy(true);
    const found = await call(bridge().calendar.offer());
    setBusy(false);
    if (found) setOffer(found);
  };
  return (
    <div>
      <dt>{words.title}</dt>
      <dd>
        <p>{words.builtIn(state.built_in.from, state.built_in.to)}</p>
        <ul className="calendar-years">
          {state.years.map((year) => (
            <li key={year.year}>
              <b>{words.imported(year.year)}</b> {year.notice.title}（{year.notice.number}）
              <span className="ink2"> {words.counts(year.rest_days, year.working_weekends)}</span>
              <span className="ink3"> {words.acceptedBy(year.by, instantText(year.at))}</span>{' '}
              <button type="button" className="link" onClick={() => setWithdrawing(year.year)}>
                {words.withdraw}
              </button>
            </li>
          ))}
        </ul>
        <Action small busy={busy} onClick={() => void choose()}>
          {words.importYear}
        </Action>
        <p className="ink3">{words.importNote}</p>
        {offer !== null && (
          <OfferDialog
            offer={offer}
            onClose={() => setOffer(null)}
            onAccepted={(next) => {
              setOffer(null);
              onState(next);
            }}
          />
        )}
        {withdrawing !== null && (
          <WithdrawYear
            year={withdrawing}
            onClose={() => setWithdrawing(null)}
            onDone={(next) => {
              setWithdrawing(null);
              onState(next);
            }}
          />
        )}
      </dd>
    </div>
  );
}
