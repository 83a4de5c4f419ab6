import { useEffect, useRef, useState } from 'react';
import { daysBetween } from '../../../shared/calendar/civil.ts';
import type { DossierView } from '../../../shared/ipc/contract/dossier.ts';
import type { Obligation } from '../../../shared/model/derived.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import type { Texts } from '../../../shared/text/text.ts';
import { definitionOf, partyTitle } from '../../app/definitions.ts';
import { levels, useShortcuts } from '../../app/keyboard.ts';
import { ClauseRef } from '../../components/ClauseRef.tsx';
import { DateText } from '../../components/DateText.tsx';
import { MoneyText } from '../../components/MoneyText.tsx';
import { useLanguage, useSay, useText } from '../../stores/language.ts';
import { PaperDialog } from '../paper/PaperDialog.tsx';
import { usePapers } from '../paper/use-papers.ts';
import { type NextStep, nextStep } from '../reason/next-step.ts';

interface ObligationsProps {
  view: DossierView;
  selected: string | null;
  onSelect: (id: string) => void;
  onWhy: (id: string) => void;
  onStep: (step: NextStep) => void;
}

const finished: readonly string[] = ['met', 'met_late', 'not_applicable'];

/** 义务: who owes what, until when, how it stands; Enter asks why. */
export function Obligations({ view, selected, onSelect, onWhy, onStep }: ObligationsProps) {
  const t = useText();
  const say = useSay();
  const language = useLanguage((state) => state.language);
  const words = t.dossier.obligations;
  const definition = definitionOf(view.kind);
  const [all, setAll] = useState(false);
  const { papers, again } = usePapers(view.id);
  const [writing, setWriting] = useState<string | null>(null);
  const papersFor = (id: string) => papers.filter(({ obligations }) => obligations.includes(id));
  const table = useRef<HTMLTableElement>(null);
  const wanted = view.obligations.find((one) => one.id === selected);
  const hideDone = !all && !(wanted && finished.includes(wanted.status));
  const rows = (
    hideDone ? view.obligations.filter((one) => !finished.includes(one.status)) : view.obligations
  ).toSorted((a, b) => sortKey(a).localeCompare(sortKey(b)));
  const at = Math.max(
    0,
    rows.findIndex((one) => one.id === selected),
  );
  const current = rows[at];
  const hidden = view.obligations.length - rows.length;
  const move = (by: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next === undefined) return;
    onSelect(next.id);
    requestAnimationFrame(() =>
      table.current?.querySelector<HTMLElement>('tr.current .row-subject')?.focus(),
    );
  };
  const step = current ? nextStep(definition, current) : null;
  useShortcuts(
    [
      { keys: 'ArrowDown', cap: '↑ ↓', label: t.today.hints.move, run: () => move(1) },
      { keys: 'ArrowUp', run: () => move(-1) },
      { keys: 'Enter', label: t.dossier.hints.why, run: () => current && onWhy(current.id) },
      {
        keys: 'Space',
        cap: t.today.space,
        label: step ? t.dossier.hints.next : undefined,
        run: () => step && onStep(step),
      },
    ],
    { level: levels.part },
  );
  useEffect(() => {
    if (selected !== null) table.current?.querySelector('tr.current')?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const party = (key: string) => partyTitle(definition, key, language, t.common);
  return (
    <>
      <p className="panel-note ink2">
        {words.shown(rows.length)}
        {hidden > 0 && `${t.common.comma}${words.hidden(hidden)}`}{' '}
        <button type="button" className="link" onClick={() => setAll(!all)}>
          {hideDone ? words.showAll : words.hideDone}
        </button>
      </p>
      <table className="plain-table obligations" ref={table}>
        <thead>
          <tr>
            <th scope="col">{words.columns.what}</th>
            <th scope="col">{words.columns.who}</th>
            <th scope="col">{words.columns.last}</th>
            <th scope="col">{words.columns.write}</th>
            <th scope="col">{words.columns.state}</th>
            <th scope="col">{words.columns.clause}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr
              key={one.id}
              className={one === current ? 'current' : undefined}
              onMouseDown={() => onSelect(one.id)}
            >
              <td>
                <button
                  type="button"
                  className="row-subject"
                  data-keys="through"
                  onFocus={() => onSelect(one.id)}
                  onClick={() => onWhy(one.id)}
                >
                  {say(one.title)}
                </button>{' '}
                {one.amount !== null && (
                  <span className="ink2">
                    <MoneyText fen={one.amount} />
                  </span>
                )}{' '}
                {one.internal && <span className="ink3">{t.common.internal}</span>}
              </td>
              <td className="ink2 num">
                {party(one.obligor)}→{party(one.obligee)}
              </td>
              <td>
                {one.statutory === null && one.nominal === null ? (
                  <span className="ink3">
                    {one.status === 'standing' ? t.reason.status.standing : t.common.notBegun}
                  </span>
                ) : (
                  <DateText date={one.statutory ?? one.nominal} provisional={one.provisional} />
                )}
              </td>
              <td>
                {one.side === 'theirs' && one.escalate !== null ? <DateText date={one.escalate} /> : null}
              </td>
              <td>
                <State obligation={one} today={view.today} t={t} say={say} />{' '}
                {papersFor(one.id).length > 0 && !finished.includes(one.status) && (
                  <button
                    type="button"
                    className="link"
                    aria-label={t.paper.writeNamed(say(one.title))}
                    tabIndex={one === current ? 0 : -1}
                    onClick={() => setWriting(one.id)}
                  >
                    {t.paper.write}
                  </button>
                )}
              </td>
              <td>
                <ClauseRef
                  clause={one.clause}
                  onOpen={() => onWhy(one.id)}
                  tabIndex={one === current ? 0 : -1}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="ink2 panel-note">{words.empty}</p>}
      {writing !== null && (
        <PaperDialog
          dossier={view.id}
          papers={papersFor(writing)}
          obligation={writing}
          onClose={() => setWriting(null)}
          onTemplate={again}
        />
      )}
    </>
  );
}

interface StateProps {
  obligation: Obligation;
  today: CivilDate;
  t: Texts;
  say: (text: { zh: string; en: string }) => string;
}

/** How it stands, in words: late, days left, what it waits for, done. */
function State({ obligation, today, t, say }: StateProps) {
  const words = t.dossier.obligations;
  const last = obligation.statutory ?? obligation.nominal;
  const { status } = obligation;
  if (status === 'met' || status === 'met_late')
    return (
      <span className={status === 'met' ? 'green' : 'amber'}>
        ✓ {obligation.met_on} {t.reason.status[status]}
      </span>
    );
  if (status === 'waiting_gate') {
    const shut = obligation.gates.filter((gate) => gate.met_on === null).map((gate) => say(gate.title));
    return <span>{t.today.waitsFor(shut.join(t.common.list))}</span>;
  }
  if (last === null || status === 'standing' || status === 'pending_trigger')
    return <span className="ink2">{t.reason.status[status]}</span>;
  const late = daysBetween(last, today);
  if (late > 0) return <span className="amber ob-urgent">{words.late(late)}</span>;
  if (late === 0) return <span className="amber ob-urgent">{t.reason.status.due_today}</span>;
  if (obligation.safe !== null && obligation.safe < last && -late <= 30)
    return <span>{words.safeFirst(obligation.safe)}</span>;
  return <span>{words.left(-late)}</span>;
}

function sortKey(obligation: Obligation): string {
  const dated = obligation.statutory ?? obligation.nominal;
  const done = finished.includes(obligation.status)
    ? '3'
    : obligation.status === 'standing'
      ? '2'
      : dated === null
        ? '1'
        : '0';
  const date = dated ?? '9999-12-31';
  return `${done}${date}${obligation.rule}`;
}
