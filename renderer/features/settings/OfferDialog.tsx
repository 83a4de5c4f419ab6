import { useState } from 'react';
import type { CalendarOffer, CalendarState } from '../../../shared/ipc/contract/calendar.ts';
import { weekday } from '../../../shared/calendar/civil.ts';
import { weekdayName } from '../../app/civil-words.ts';
import { bridge, call } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useText } from '../../stores/language.ts';
import { MovesTable } from './MovesTable.tsx';

interface OfferDialogProps {
  offer: CalendarOffer;
  onClose: () => void;
  onAccepted: (state: CalendarState) => void;
}

/** A new official year before it is accepted: the notice, the surprising days, and what would move. */
export function OfferDialog({ offer, onClose, onAccepted }: OfferDialogProps) {
  const t = useText();
  const words = t.calendar;
  const { facts, surprises, balance } = offer;
  const [busy, setBusy] = useState(false);
  const accept = async () => {
    setBusy(true);
    const state = await call(bridge().calendar.accept({ offer: offer.offer }));
    setBusy(false);
    if (state !== undefined) onAccepted(state);
  };
  return (
    <Dialog
      title={words.offerTitle(facts.year)}
      lead={words.offerLead(offer.name)}
      width={880}
      onClose={onClose}
      footer={
        <>
          <Action kind="primary" busy={busy} onClick={() => void accept()}>
            {words.accept}
          </Action>
          <Action kind="text" cap="Esc" onClick={onClose}>
            {t.common.cancel}
          </Action>
        </>
      }
    >
      <dl className="offer-facts">
        <div>
          <dt>{words.notice}</dt>
          <dd>
            {facts.notice.title}（{facts.notice.number}）{' '}
            <span className="ink2 num">{facts.notice.date}</span>
            <p className="ink2">{words.counts(facts.rest_days, facts.working_weekends)}</p>
            {!balance.usual && <p className="amber">{words.unusual(balance.days)}</p>}
          </dd>
        </div>
        <div>
          <dt>{words.surprises}</dt>
          <dd>
            {surprises.length === 0 ? (
              words.noSurprise
            ) : (
              <ul className="offer-days">
                {surprises.map(({ date, name, work }) => (
                  <li key={date} className="num">
                    <span className={work ? 'day-mark day-mark-work' : 'day-mark'}>
                      {work ? words.work : words.rest}
                    </span>{' '}
                    {date.slice(5)} {weekdayName(t, weekday(date))} <span className="ink2">{name}</span>
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </div>
        <div>
          <dt>{words.affected}</dt>
          <dd>
            <MovesTable dossiers={offer.dossiers} />
          </dd>
        </div>
      </dl>
    </Dialog>
  );
}
