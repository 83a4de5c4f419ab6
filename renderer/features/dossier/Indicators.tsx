import { Fragment, useMemo, useState } from 'react';
import { goalWords, indicatorView, plainNumber, type Standing } from '../../../shared/engine/indicators.ts';
import type { DossierView } from '../../../shared/ipc/contract/dossier.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { definitionOf } from '../../app/definitions.ts';
import { bridge, call } from '../../bridge.ts';
import { ReachedChart } from '../../charts/ReachedChart.tsx';
import { Action } from '../../components/Action.tsx';
import { ClauseRef } from '../../components/ClauseRef.tsx';
import { useSay, useText } from '../../stores/language.ts';
import { Compared } from './Compared.tsx';
import { firstNeeded } from './first-needed.ts';
import { RecordToward } from './RecordToward.tsx';
import './indicators.css';

const arrows = { more: '⬆', less: '⇩', exact: '＝' } as const;

/** 指标: every target with what counts, what lacks, what is counted elsewhere, and the time that has passed. */
export function Indicators({ view }: { view: DossierView }) {
  const t = useText();
  const say = useSay();
  const words = t.indicators;
  const definition = definitionOf(view.kind);
  const state = useMemo(
    () => (definition ? indicatorView(definition, view.record, { today: view.today }) : null),
    [definition, view.record, view.today],
  );
  const [open, setOpen] = useState<string | null>(null);
  const [told, setTold] = useState('');
  if (!definition || state === null) return null;
  const toDo = firstNeeded(state.standings, state.elapsed);
  const groups = Map.groupBy(state.standings, ({ target }) => target.group);
  const save = async () => {
    const written = await call(bridge().indicator.export({ dossier: view.id as DossierId }));
    if (written !== undefined) setTold(words.exported(written.name));
  };
  return (
    <>
      <Compared view={view} />
      <div className="indicators">
        <div className="indicators-list">
          <div className="row">
            <h3 className="panel-title">
              {words.reached(state.reached, state.standings.length)}
              {state.elapsed !== null && (
                <span className="ink2"> · {words.elapsed(Math.round(state.elapsed * 100))}</span>
              )}
            </h3>
            <span className="grow" />
            <Action onClick={() => void save()}>{words.exportTable}</Action>
          </div>
          {told !== '' && (
            <p role="status" className="green">
              ✓ {told}
            </p>
          )}
          {state.standings.length === 0 ? (
            <p className="ink2">{words.none}</p>
          ) : (
            <table className="plain-table indicators-table">
              <thead>
                <tr>
                  {(['mark', 'title', 'direction'] as const).map((key) => (
                    <th key={key} scope="col">
                      {words.columns[key]}
                    </th>
                  ))}
                  <th scope="col" className="right">
                    {words.columns.target}
                  </th>
                  <th scope="col" className="right">
                    {words.columns.value}
                  </th>
                  <th scope="col">{words.columns.progress}</th>
                  <th scope="col" className="right">
                    {words.columns.proofs}
                  </th>
                  <th scope="col">{words.columns.missing}</th>
                </tr>
              </thead>
              <tbody>
                {[...groups].map(([group, standings]) => (
                  <Fragment key={group.zh}>
                    <tr className="indicators-group">
                      <th scope="rowgroup" colSpan={8}>
                        {say(group)} <span className="ink3">{standings.length}</span>
                      </th>
                    </tr>
                    {standings.map((standing) => (
                      <Row
                        key={standing.target.key}
                        standing={standing}
                        elapsed={state.elapsed}
                        open={open === standing.target.key}
                        view={view}
                        onOpen={() => setOpen(open === standing.target.key ? null : standing.target.key)}
                      />
                    ))}
                  </Fragment>
                ))}
              </tbody>
            </table>
          )}
        </div>
        <aside className="indicators-side">
          <h3 className="panel-title">{words.chart}</h3>
          <ReachedChart view={state} today={view.today} />
          {toDo.length > 0 && (
            <h3 className="panel-title">
              {words.first} <span className="ink3 first-how">{words.firstHow}</span>
            </h3>
          )}
          <ol className="first-needed">
            {toDo.map(({ target, missing }) => (
              <li key={target.key}>
                <span className="ink2 num">{target.mark}</span>
                <div>
                  <button type="button" className="link" onClick={() => setOpen(target.key)}>
                    {say(target.title)}
                  </button>
                  <p className="ink2">{missing === null ? '' : say(missing)}</p>
                </div>
              </li>
            ))}
          </ol>
        </aside>
      </div>
    </>
  );
}

interface RowProps {
  standing: Standing;
  elapsed: number | null;
  open: boolean;
  view: DossierView;
  onOpen: () => void;
}

function Row({ standing, elapsed, open, view, onOpen }: RowProps) {
  const t = useText();
  const say = useSay();
  const words = t.indicators;
  const { target, value, verdict, proofs, missing, doubled } = standing;
  return (
    <>
      <tr data-indicator={target.key} data-verdict={verdict}>
        <td className="num">{target.mark}</td>
        <td>
          <button type="button" className="link" aria-expanded={open} onClick={onOpen}>
            {say(target.title)}
          </button>
        </td>
        <td className="nowrap">
          <span aria-hidden="true">{arrows[target.direction]}</span> {words.directions[target.direction]}
        </td>
        <td className="right num nowrap">
          <Powers text={say(goalWords(target))} />
        </td>
        <td className="right num nowrap">
          <strong>
            <Powers text={value === null ? '0' : plainNumber(value)} />
          </strong>
          <RecordToward view={view} target={target} />
        </td>
        <td>
          <Bar standing={standing} elapsed={elapsed} />
        </td>
        <td className="right num">
          {proofs.has} / {Math.max(proofs.wants, proofs.has)}
        </td>
        <td className={verdict === 'warn' ? 'amber' : undefined}>
          {missing === null ? '—' : say(missing)}
          {doubled.length > 0 && (
            <div className="amber">
              {words.doubled} {doubled.length}
            </div>
          )}
        </td>
      </tr>
      {open && <Why standing={standing} />}
    </>
  );
}

/** A number with its power of ten set as one writes it. */
function Powers({ text }: { text: string }) {
  return text.split(/\^(\d+)/u).map((part, at) => (at % 2 === 1 ? <sup key={at}>{part}</sup> : part));
}

/** How far; hatched where it is behind an even pace. A bar alone never says that it is met: the word does. */
function Bar({
  standing: { progress, verdict, target },
  elapsed,
}: {
  standing: Standing;
  elapsed: number | null;
}) {
  const words = useText().indicators;
  const pct = (share: number) => `${Math.round(share * 100)}%`;
  const late = verdict === 'fail' && elapsed !== null && elapsed > progress;
  const label = verdict === 'pass' ? words.met : late ? words.behind : pct(progress);
  return (
    <span className="indicator-bar" data-direction={target.direction}>
      <span className="indicator-track" aria-hidden="true">
        {late && <span className="indicator-late" style={{ width: pct(elapsed) }} />}
        <span className="indicator-done" style={{ width: pct(progress) }} />
        {elapsed !== null && <span className="indicator-now" style={{ left: pct(elapsed) }} />}
      </span>
      <span className={verdict === 'pass' ? 'green' : verdict === 'warn' ? 'amber' : 'ink2'}>
        {verdict === 'pass' ? '✓' : verdict === 'warn' ? words.verdicts.warn : pct(progress)}
      </span>
      <span className="sr">{label}</span>
    </span>
  );
}

/** Why: the verdict, the reading taken, and each row that counts, counts elsewhere, or does not count. */
function Why({ standing: { target, why, counted, doubled, refused } }: { standing: Standing }) {
  const t = useText();
  const say = useSay();
  const words = t.indicators;
  return (
    <tr className="indicator-why">
      <td />
      <td colSpan={7}>
        <p>
          {say(why)} <ClauseRef clause={target.clause} rule={target.rule} />
        </p>
        {target.clause.text && (
          <blockquote className="serif" lang="zh-CN">
            {target.clause.text}
          </blockquote>
        )}
        {target.reading && (
          <p className="ink2">
            {target.reading.rule} {say(target.reading.text)}
          </p>
        )}
        <ul>
          {counted.map((row) => (
            <li key={`c${row.path}${row.label}`}>
              {row.proven ? '✓' : '○'} {row.label} · {plainNumber(row.amount)}
              {row.date === null ? '' : ` · ${row.date}`}
              {!row.proven && <span className="amber"> {words.unproven}</span>}
            </li>
          ))}
          {doubled.map((row) => (
            <li key={`d${row.path}`} className="amber">
              {row.label} · {words.doubled}
              {t.common.colon}
              {row.double ? say(row.double) : ''}
            </li>
          ))}
          {refused.map((row) => (
            <li key={`r${row.path}${row.label}`} className="ink2">
              {row.label} · {words.refused}
              {t.common.colon}
              {row.refused ? say(row.refused) : ''}
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}
