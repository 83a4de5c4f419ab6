import type { TodayRow } from '../../../shared/ipc/contract/work.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { daysBetween } from '../../../shared/calendar/civil.ts';
import { definitionOf, partyShort } from '../../app/definitions.ts';
import { Action } from '../../components/Action.tsx';
import { ClauseRef } from '../../components/ClauseRef.tsx';
import { DateText } from '../../components/DateText.tsx';
import { MoneyText } from '../../components/MoneyText.tsx';
import type { Texts } from '../../../shared/text/text.ts';
import { useLanguage, useSay, useText } from '../../stores/language.ts';
import { goTo } from '../../stores/navigation.ts';
import { Reply } from '../reason/Reply.tsx';
import { type NextStep, triggerTitle } from '../reason/next-step.ts';
import { Countdown } from './Countdown.tsx';
import { dayToHeed, type GroupKey, rowId, rowNote } from './groups.ts';

interface ObligationRowProps {
  row: TodayRow;
  group: GroupKey;
  today: CivilDate;
  current: boolean;
  step: NextStep | null;
  onSelect: () => void;
  onWhy: () => void;
  onStep: (step: NextStep) => void;
}

/** A row: date, what is owed and why now, who owes whom, the dossier, the clause; the current one grows. */
export function ObligationRow(props: ObligationRowProps) {
  const { row, today, current, step } = props;
  const t = useText();
  const say = useSay();
  const language = useLanguage((state) => state.language);
  const { obligation } = row;
  const definition = definitionOf(row.kind);
  const date = dayToHeed(obligation, today);
  const note = rowNote(t, obligation, today, say, triggerTitle(definition, obligation.trigger));
  const party = (key: string) => partyShort(definition, key, language, t.common);
  const deemed = props.group === 'deemed';
  const last = obligation.statutory ?? obligation.nominal;
  return (
    <li
      className={current ? 'ob-row ob-current' : 'ob-row'}
      data-alarm={deemed ? obligation.silence?.alarm : undefined}
      data-row={rowId(row)}
      onMouseDown={props.onSelect}
      onDoubleClick={props.onWhy}
    >
      <span className="ob-date">
        {date === null ? (
          <span className="ink3">
            <span className="gate-empty" aria-hidden="true" /> {t.common.notBegun}
          </span>
        ) : (
          <DateText date={date} provisional={obligation.provisional} />
        )}
      </span>
      <span className="ob-what">
        <button
          type="button"
          className="row-subject"
          data-keys="through"
          aria-expanded={current}
          onFocus={props.onSelect}
          onClick={props.onWhy}
        >
          {say(obligation.title)}
        </button>
        {obligation.amount !== null && (
          <span className="ink2">
            <MoneyText fen={obligation.amount} />
          </span>
        )}
        {(!deemed || obligation.side === 'theirs') && (
          <span className={note.urgent ? 'amber ob-urgent' : 'ink3'}>{note.text}</span>
        )}
        {obligation.internal && <span className="ink3">{t.common.internal}</span>}
      </span>
      <span className="ob-who ink2 ellipsis">
        {party(obligation.obligor)}→{party(obligation.obligee)}
      </span>
      <button
        type="button"
        className="ob-dossier ellipsis"
        tabIndex={current ? 0 : -1}
        title={row.dossier_title}
        onClick={() => goTo({ screen: 'dossier', dossier: row.dossier, target: obligation.id })}
      >
        {row.dossier_title}
      </button>
      <span className="ob-clause">
        <ClauseRef clause={obligation.clause} onOpen={props.onWhy} tabIndex={current ? 0 : -1} />
      </span>
      {deemed && last !== null && obligation.triggered_on !== null && (
        <>
          <span className="ob-left amber ob-urgent">{leftWords(t, daysBetween(today, last))}</span>
          <span className="ob-more ob-deemed">
            <Countdown from={obligation.triggered_on} to={last} today={today} />
            <span className="ink3 grow">{t.today.received(obligation.triggered_on.slice(5))}</span>
            <Reply
              definition={definition}
              dossier={row.dossier}
              obligation={obligation}
              small
              cap={current && step?.kind === 'done' ? t.today.space : undefined}
              onStep={props.onStep}
            />
          </span>
        </>
      )}
      {current && !deemed && (
        <span className="ob-more">
          {step && (
            <Action kind="primary" small cap={t.today.space} onClick={() => props.onStep(step)}>
              {step.kind === 'done' ? t.today.record : t.today.recordOf(say(step.event.title))}
            </Action>
          )}
          <Action
            small
            onClick={() => goTo({ screen: 'dossier', dossier: row.dossier, target: obligation.id })}
          >
            {t.today.openDossier}
          </Action>
          <Action small kind="text" onClick={props.onWhy}>
            {date === null ? t.today.whyWaiting : t.today.whyDate}
          </Action>
        </span>
      )}
    </li>
  );
}

/** How long silence may still be broken; nothing once it has decided. */
function leftWords(t: Texts, left: number): string {
  return left < 0 ? t.reason.status.deemed : t.today.leftDays(left);
}
