import { daysBetween } from '../../../shared/calendar/civil.ts';
import type { Obligation } from '../../../shared/model/derived.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { definitionOf, partyTitle, withWords } from '../../app/definitions.ts';
import { levels, useShortcuts } from '../../app/keyboard.ts';
import { Action } from '../../components/Action.tsx';
import { DateText } from '../../components/DateText.tsx';
import { MoneyText } from '../../components/MoneyText.tsx';
import { useLanguage, useSay, useText } from '../../stores/language.ts';
import { DayCount } from './DayCount.tsx';
import { naiveEnd } from './day-count.ts';
import { nextStep, triggerTitle, type NextStep } from './next-step.ts';
import { hasReply, Reply } from './Reply.tsx';
import { ReadingFacts } from './ReadingFacts.tsx';
import './reason.css';

interface ReasonPaneProps {
  kind: string;
  obligation: Obligation;
  today: CivilDate;
  onClose: () => void;
  onStep: (step: NextStep) => void;
  dossierTitle?: string;
  /** Where another reading may be chosen. */
  dossier?: string;
}

/** 为什么: the clause, the count of days, conditions, reading and consequence of one obligation. */
export function ReasonPane(props: ReasonPaneProps) {
  const { kind, obligation, today, onClose, onStep, dossierTitle, dossier } = props;
  const t = useText();
  const say = useSay();
  const language = useLanguage((state) => state.language);
  const definition = definitionOf(kind);
  const step = nextStep(definition, obligation);
  const clause = withWords(definition, obligation.clause);
  useShortcuts([{ keys: 'Escape', cap: 'Esc', label: t.reason.close, run: onClose }], { level: levels.part });
  const day = obligation.statutory ?? obligation.nominal;
  const title =
    day !== null
      ? t.reason.title(day)
      : obligation.status === 'standing'
        ? t.reason.titleStanding
        : t.reason.titleWaiting;
  const trigger = triggerTitle(definition, obligation.trigger);
  const party = (key: string) => partyTitle(definition, key, language, t.common);
  return (
    <aside className="reason scroll" aria-label={t.common.why} tabIndex={0}>
      <header className="reason-head">
        <div className="grow">
          <h2 className="serif">{title}</h2>
          <p className="ink2">
            {say(obligation.title)} · {party(obligation.obligor)}→{party(obligation.obligee)}
            {dossierTitle ? ` · ${dossierTitle}` : ''}
          </p>
        </div>
        <Action small onClick={onClose} cap="Esc">
          {t.reason.close}
        </Action>
      </header>
      <blockquote className="reason-clause" lang="zh-CN">
        <span className="reason-line">{clause.line === undefined ? '' : t.common.line(clause.line)}</span>
        <div>
          <p className="ink3">
            {clause.article} · {obligation.rule}
          </p>
          {clause.text && <p className="serif">{clause.text}</p>}
        </div>
      </blockquote>
      <div className="reason-proof">
        {obligation.steps.length > 0 && <DayCount obligation={obligation} />}
        {(day !== null || obligation.safe !== null) && <FourDates obligation={obligation} today={today} />}
      </div>
      <dl className="reason-facts">
        <div>
          <dt>{t.reason.trigger}</dt>
          <dd>
            {obligation.triggered_on === null ? (
              t.reason.notTriggered(trigger ? say(trigger) : obligation.trigger)
            ) : (
              <>
                <DateText date={obligation.triggered_on} /> {trigger ? say(trigger) : ''}
              </>
            )}
          </dd>
        </div>
        {obligation.gates.length > 0 && (
          <div>
            <dt>{t.reason.gates}</dt>
            <dd>
              <ul>
                {obligation.gates.map((gate) => (
                  <li key={gate.key}>
                    {say(gate.title)}{' '}
                    {gate.met_on === null ? (
                      <span className="amber">{t.reason.gateShut}</span>
                    ) : (
                      <span className="green">{t.reason.gateMet(gate.met_on)}</span>
                    )}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        )}
        {obligation.amount !== null && (
          <div>
            <dt>{t.reason.amount}</dt>
            <dd>
              <MoneyText fen={obligation.amount} words />
            </dd>
          </div>
        )}
        {obligation.reading !== null && (
          <div>
            <dt>{t.reason.reading}</dt>
            <dd>
              <ReadingFacts
                key={`${dossier ?? ''}${obligation.id}`}
                reading={obligation.reading}
                ask={obligation.confidence === 'ask'}
                dossier={dossier}
              />
            </dd>
          </div>
        )}
        <div>
          <dt>{t.reason.onMiss}</dt>
          <dd>{say(obligation.on_miss)}</dd>
        </div>
      </dl>
      {obligation.internal && (
        <p className="ink2">
          {t.common.internal} {t.reason.internal}
        </p>
      )}
      {obligation.provisional && <p className="date-provisional reason-note">{t.reason.provisional}</p>}
      {dossier !== undefined && (
        <Reply
          definition={definition}
          dossier={dossier}
          obligation={obligation}
          cap={t.today.space}
          onStep={onStep}
        />
      )}
      {step !== null && !(dossier !== undefined && hasReply(definition, obligation)) && (
        <div className="reason-actions">
          <Action kind="primary" cap={t.today.space} onClick={() => onStep(step)}>
            {step.kind === 'done' ? t.today.record : t.today.recordOf(say(step.event.title))}
          </Action>
        </div>
      )}
    </aside>
  );
}

function FourDates({ obligation, today }: { obligation: Obligation; today: CivilDate }) {
  const t = useText();
  const naive = naiveEnd(obligation);
  const last = obligation.statutory ?? obligation.nominal;
  const lateBy = last === null ? 0 : daysBetween(last, today);
  const rows = [
    ['nominal', obligation.nominal],
    ['statutory', obligation.statutory],
    ['safe', obligation.safe],
    ['escalate', obligation.escalate],
  ] as const;
  return (
    <div className="four-dates">
      <dl>
        {rows.map(([key, date]) =>
          date === null ? null : (
            <div key={key} title={t.reason[`${key}Why`]}>
              <dt>{t.reason[key]}</dt>
              <dd>
                <DateText date={date} provisional={obligation.provisional} strong={key === 'statutory'} />
              </dd>
            </div>
          ),
        )}
      </dl>
      {obligation.met_on !== null ? (
        <p className="green">
          ✓{' '}
          {obligation.status === 'met_late'
            ? t.reason.metLate(obligation.met_on)
            : t.reason.metOn(obligation.met_on)}
        </p>
      ) : lateBy > 0 ? (
        <p className="amber">{t.reason.overdueOn(lateBy)}</p>
      ) : last !== null ? (
        <p className="ink2">{t.reason.left(-lateBy)}</p>
      ) : null}
      {naive !== null && <p className="ink2">{t.reason.naive(naive)}</p>}
    </div>
  );
}
