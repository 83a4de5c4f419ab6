import { Input, type InputRef } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { DossierSummary } from '../../../shared/ipc/contract/dossier.ts';
import { instantText } from '../../app/civil-words.ts';
import { definitionOf } from '../../app/definitions.ts';
import { useShortcuts } from '../../app/keyboard.ts';
import { bridge, call } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { DateText } from '../../components/DateText.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { EmptyPlace } from '../../components/EmptyPlace.tsx';
import { useDossiers } from '../../stores/dossiers.ts';
import { useSay, useText } from '../../stores/language.ts';
import { goTo, useNavigation } from '../../stores/navigation.ts';
import { openSample } from '../today/TodayEmpty.tsx';
import { useReceive } from '../transfer/use-receive.tsx';
import { useImportArchive } from './ImportArchive.tsx';
import { type Phase, matching, phases } from './filter.ts';
import { openDossier } from './open-dossier.ts';
import './dossiers.css';

/** 卷宗: the list, filtered as one types. */
export function DossiersScreen() {
  const t = useText();
  const say = useSay();
  const words = t.dossier.list;
  const { list, said, load } = useDossiers();
  const [text, setText] = useState('');
  const [phase, setPhase] = useState<Phase>('all');
  const [current, setCurrent] = useState<string | null>(null);
  const [discarding, setDiscarding] = useState<DossierSummary | null>(null);
  const importing = useImportArchive();
  const receiving = useReceive();
  const filter = useRef<InputRef>(null);
  const table = useRef<HTMLTableElement>(null);
  useEffect(() => {
    void load();
  }, [load]);
  const rows = useMemo(() => matching(list ?? [], text, phase), [list, text, phase]);
  const at = Math.max(
    0,
    rows.findIndex((one) => one.id === current),
  );
  const row = rows[at];
  const move = (by: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next === undefined) return;
    setCurrent(next.id);
    requestAnimationFrame(() =>
      table.current?.querySelector<HTMLElement>('tr.current .row-subject')?.focus(),
    );
  };
  useShortcuts([
    {
      keys: 'ArrowDown',
      cap: '↑ ↓',
      label: rows.length > 0 ? t.today.hints.move : undefined,
      inText: true,
      run: () => move(1),
    },
    { keys: 'ArrowUp', inText: true, run: () => move(-1) },
    {
      keys: 'Enter',
      label: rows.length > 0 ? words.hints.open : undefined,
      inText: true,
      run: () => row && openDossier(row),
    },
    { keys: 'n', cap: 'N', label: words.create, run: () => goTo({ screen: 'wizard' }) },
    { keys: '/', label: words.hints.filter, run: () => filter.current?.focus() },
  ]);
  const discard = async (one: DossierSummary) => {
    setDiscarding(null);
    const done = await call(bridge().dossier.discard({ dossier: one.id }));
    if (done === undefined) return;
    useNavigation.getState().forget(one.id);
    await load();
  };
  if (list === null) return <p className="today-loading ink3">{t.common.loading}</p>;
  return (
    <div className="dossiers scroll">
      <header className="dossiers-head">
        <h1 className="screen-title">{words.title}</h1>
        <span className="ink2 num">{words.count(list.length)}</span>
        <span className="grow" />
        <Action kind="primary" cap="N" onClick={() => goTo({ screen: 'wizard' })}>
          {words.create}
        </Action>
        <Action onClick={() => void openSample()}>{words.sample}</Action>
        {importing.action}
        {receiving.action}
      </header>
      {importing.line}
      {receiving.line}
      {said !== null && (
        <p className="green" role="status">
          ✓ {said}
        </p>
      )}
      {list.length === 0 ? (
        <EmptyPlace title={words.emptyTitle}>{words.empty}</EmptyPlace>
      ) : (
        <>
          <div className="dossiers-filter">
            <Input
              ref={filter}
              value={text}
              variant="underlined"
              placeholder={words.filter}
              aria-label={words.filter}
              allowClear
              onChange={(event) => setText(event.target.value)}
            />
            <div className="timeline-zoom" role="group" aria-label={words.filter}>
              {phases.map((one) => (
                <button key={one} type="button" aria-pressed={phase === one} onClick={() => setPhase(one)}>
                  {words[one]}
                </button>
              ))}
            </div>
          </div>
          {rows.length === 0 && <p className="ink2">{words.noneFound}</p>}
          {rows.length > 0 && (
            <table className="plain-table dossiers-table" ref={table}>
              <thead>
                <tr>
                  <th scope="col">{words.columns.title}</th>
                  <th scope="col">{words.columns.number}</th>
                  <th scope="col">{words.columns.state}</th>
                  <th scope="col">{words.columns.next}</th>
                  <th scope="col" className="right">
                    {words.columns.open}
                  </th>
                  <th scope="col">{words.columns.saved}</th>
                  <th scope="col">
                    <span className="sr">{words.discard}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((one) => (
                  <tr
                    key={one.id}
                    className={one === row ? 'current' : undefined}
                    onMouseDown={() => setCurrent(one.id)}
                  >
                    <td>
                      <button
                        type="button"
                        className="row-subject"
                        onFocus={() => setCurrent(one.id)}
                        onClick={() => openDossier(one)}
                      >
                        {one.title || words.untitled}
                      </button>
                      <div className="ink3">
                        {say(definitionOf(one.kind)?.title ?? { zh: one.kind, en: one.kind })}
                        {one.phase !== 'active' && (
                          <span className="amber">
                            {' '}
                            · {one.phase === 'draft' ? words.draft : words.sampleMark}
                          </span>
                        )}
                      </div>
                    </td>
                    <td className="num ink2">{one.number}</td>
                    <td>
                      {say(one.state.title)}
                      {one.state.side.map((title) => (
                        <div key={title.zh} className="amber">
                          {say(title)}
                        </div>
                      ))}
                    </td>
                    <td>
                      {one.next && (
                        <>
                          <DateText date={one.next.date} />
                          <div className="ink2">{say(one.next.title)}</div>
                        </>
                      )}
                    </td>
                    <td className="right num">
                      {one.open > 0 && words.openCount(one.open)}
                      {one.overdue > 0 && <div className="amber ob-urgent">{words.overdue(one.overdue)}</div>}
                    </td>
                    <td className="num ink2">{instantText(one.saved_at).slice(0, 16)}</td>
                    <td className="right">
                      {one.phase !== 'active' && (
                        <button type="button" className="link" onClick={() => setDiscarding(one)}>
                          {words.discard}
                        </button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </>
      )}
      {discarding !== null && (
        <Dialog
          title={words.discardTitle}
          lead={words.discardLead(discarding.title || words.untitled)}
          width={560}
          onClose={() => setDiscarding(null)}
          footer={
            <>
              <Action kind="danger" onClick={() => void discard(discarding)}>
                {words.discardGo}
              </Action>
              <Action kind="text" cap="Esc" autoFocus onClick={() => setDiscarding(null)}>
                {t.common.cancel}
              </Action>
            </>
          }
        />
      )}
    </div>
  );
}
