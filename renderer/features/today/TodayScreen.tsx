import { useEffect, useMemo, useRef, useState } from 'react';
import type { TodayRow } from '../../../shared/ipc/contract/work.ts';
import { instantText } from '../../app/civil-words.ts';
import { useShortcuts } from '../../app/keyboard.ts';
import { useWide } from '../../app/use-wide.ts';
import { AmountsOf } from '../../components/amounts-of.ts';
import { EventDialog } from '../../components/EventDialog.tsx';
import { Strong } from '../../components/Strong.tsx';
import { useLanguage, useSay, useText } from '../../stores/language.ts';
import { goTo, useNavigation } from '../../stores/navigation.ts';
import { useToday } from '../../stores/today.ts';
import { definitionOf } from '../../app/definitions.ts';
import { type NextStep, nextStep } from '../reason/next-step.ts';
import { ReasonPane } from '../reason/ReasonPane.tsx';
import { FilterBar } from './FilterBar.tsx';
import { groupsOf, rowId, sentence } from './groups.ts';
import { ReturnsDue } from '../approvals/ReturnsDue.tsx';
import { Month } from './Month.tsx';
import { ObligationRow } from './ObligationRow.tsx';
import { TodayEmpty } from './TodayEmpty.tsx';
import './today.css';

/** 今日: one sentence, five groups, a month at the side. */
export function TodayScreen() {
  const t = useText();
  const say = useSay();
  const zh = useLanguage((state) => state.language === 'zh');
  const { view, load, filter, setFilter, showMore } = useToday();
  const target = useNavigation((state) => state.place.target);
  const wide = useWide();
  const [current, setCurrent] = useState<string | null>(target ?? null);
  const [reasonOf, setReasonOf] = useState<string | null>(null);
  const [recording, setRecording] = useState<{ row: TodayRow; step: NextStep } | null>(null);
  const [month, setMonth] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    void load();
  }, [load]);
  const groups = useMemo(() => (view === null ? [] : groupsOf(view)), [view]);
  const rows = groups.flatMap((group) => group.rows);
  const at = Math.max(
    0,
    rows.findIndex((row) => rowId(row) === current),
  );
  const row = rows[at];
  const shown = rows.find((one) => rowId(one) === reasonOf);

  const move = (by: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next === undefined) return;
    setCurrent(rowId(next));
    if (reasonOf !== null) setReasonOf(rowId(next));
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-row="${rowId(next)}"] .row-subject`)?.focus(),
    );
  };
  /** A day far ahead may be one of 以后, whose rows come when they are asked for. */
  const pick = (picked: string) => {
    setCurrent(picked);
    if (view?.later.length === 0 && !rows.some((one) => rowId(one) === picked)) showMore('later');
  };
  const stepOf = (of: TodayRow) => nextStep(definitionOf(of.kind), of.obligation);
  const take = () => {
    const step = row && stepOf(row);
    if (row && step) setRecording({ row, step });
  };
  useShortcuts([
    {
      keys: 'ArrowDown',
      cap: '↑ ↓',
      label: rows.length > 0 ? t.today.hints.move : undefined,
      run: () => move(1),
    },
    { keys: 'ArrowUp', run: () => move(-1) },
    {
      keys: 'Enter',
      label: rows.length > 0 ? t.today.hints.why : undefined,
      run: () => row && setReasonOf(reasonOf === rowId(row) ? null : rowId(row)),
    },
    {
      keys: 'Space',
      cap: t.today.space,
      label: row && stepOf(row) ? t.today.hints.next : undefined,
      run: take,
    },
    { keys: 'n', cap: 'N', label: t.today.hints.create, run: () => goTo({ screen: 'wizard' }) },
    {
      keys: 'm',
      cap: 'M',
      label: wide ? undefined : t.today.hints.month,
      right: true,
      run: () => setMonth(!month),
    },
  ]);

  if (view === null) return <p className="today-loading ink3">{t.common.loading}</p>;
  const side =
    shown !== undefined ? (
      <AmountsOf.Provider value={{ id: shown.dossier, kind: shown.kind }}>
        <ReasonPane
          kind={shown.kind}
          obligation={shown.obligation}
          today={view.today}
          dossierTitle={shown.dossier_title}
          dossier={shown.dossier}
          onClose={() => setReasonOf(null)}
          onStep={(step) => setRecording({ row: shown, step })}
        />
      </AmountsOf.Provider>
    ) : wide || month ? (
      <Month view={view} onPick={pick} />
    ) : null;
  return (
    <div className={side === null ? 'today' : shown ? 'today today-reason' : 'today today-month'}>
      <div className="today-list scroll" ref={list} tabIndex={-1}>
        <h1 className="today-sentence serif">
          <Strong text={sentence(t, view)} />
        </h1>
        {view.clock_behind !== null && (
          <p className="today-clock amber" role="alert">
            {t.today.clockBehind(instantText(view.clock_behind))}
          </p>
        )}
        {view.dossiers > 0 && <FilterBar choices={view.choices} filter={filter} onFilter={setFilter} />}
        {rows.length === 0 && Object.keys(filter).length > 0 && view.counts.later === 0 ? (
          <p className="ink2 today-none">{t.leaving.noneLeft}</p>
        ) : (
          rows.length === 0 && <TodayEmpty dossiers={view.dossiers} later={view.counts.later} />
        )}
        <ReturnsDue />
        {groups.map((group) => (
          <section key={group.key} aria-label={t.today.groups[group.key]}>
            <h2 className="section-line today-group">
              {t.today.groups[group.key]} <span className="ink2">{group.count}</span>
              <span className="today-note ink2">{t.today.notes[group.key]}</span>
            </h2>
            <ul>
              {group.rows.map((one) => (
                <AmountsOf.Provider key={rowId(one)} value={{ id: one.dossier, kind: one.kind }}>
                  <ObligationRow
                    row={one}
                    group={group.key}
                    today={view.today}
                    current={row === one}
                    step={stepOf(one)}
                    onSelect={() => setCurrent(rowId(one))}
                    onWhy={() => {
                      setCurrent(rowId(one));
                      setReasonOf(rowId(one));
                    }}
                    onStep={(step) => setRecording({ row: one, step })}
                  />
                </AmountsOf.Provider>
              ))}
            </ul>
            {group.count > group.rows.length && (
              <button type="button" className="link today-later" onClick={() => showMore(group.key)}>
                {t.today.showMore(group.count - group.rows.length)}
              </button>
            )}
          </section>
        ))}
        {view.later.length === 0 && view.counts.later > 0 && (
          <button type="button" className="link today-later" onClick={() => showMore('later')}>
            {t.today.showLater(view.counts.later)}
          </button>
        )}
      </div>
      {side}
      {recording !== null && (
        <EventDialog
          dossier={recording.row.dossier}
          kind={recording.row.kind}
          event={recording.step.event.key}
          installment={recording.step.installment}
          onClose={() => setRecording(null)}
          onRecorded={() => void load()}
        />
      )}
      <span className="sr" aria-live="polite">
        {zh && row ? say(row.obligation.title) : ''}
      </span>
    </div>
  );
}
