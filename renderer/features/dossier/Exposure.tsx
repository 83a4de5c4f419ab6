import { useEffect, useState } from 'react';
import { addDays, daysBetween, parseCivil } from '../../../shared/calendar/civil.ts';
import type { DossierView } from '../../../shared/ipc/contract/dossier.ts';
import type { Exposure as Exposed } from '../../../shared/model/exposure.ts';
import { asFen } from '../../../shared/money/fen.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { definitionOf, partyTitle } from '../../app/definitions.ts';
import { bridge, call } from '../../bridge.ts';
import { ExposureChart } from '../../charts/ExposureChart.tsx';
import { useAmountsShown, useMasked } from '../../components/amounts-of.ts';
import { DateField } from '../../components/DateField.tsx';
import { MoneyText } from '../../components/MoneyText.tsx';
import { useLanguage, useSay, useText } from '../../stores/language.ts';

/** As many days as the picture has points. */
const points = 60;

/** Days spread over the life of a dossier up to a day, the last one always there. */
function daysUpTo(view: DossierView, on: CivilDate): CivilDate[] {
  const first = view.record.events.map(({ date }) => date).toSorted()[0] ?? on;
  const from = first < on ? first : addDays(on, -1);
  const step = Math.max(1, Math.ceil(daysBetween(from, on) / points));
  const days: CivilDate[] = [];
  for (let date = from; date < on; date = addDays(date, step)) days.push(date);
  return [...days, on];
}

/** 风险敞口: what each side would owe on a day, as a table, and how it came to that, as a picture. */
export function Exposure({ view }: { view: DossierView }) {
  const t = useText();
  const say = useSay();
  const language = useLanguage((state) => state.language);
  const shown = useAmountsShown();
  const words = t.exposure;
  const definition = definitionOf(view.kind);
  const [on, setOn] = useState<CivilDate>(view.today);
  const [series, setSeries] = useState<readonly Exposed[]>([]);
  const has = (definition?.penalties ?? []).length > 0;
  useEffect(() => {
    if (!has) return undefined;
    let current = true;
    void call(bridge().dossier.exposure({ dossier: view.id, days: daysUpTo(view, on) })).then((answer) => {
      if (current && answer !== undefined) setSeries(answer);
    });
    return () => {
      current = false;
    };
  }, [has, view, on]);
  if (!has) return null;
  const last = series.at(-1);
  const party = (key: string) => partyTitle(definition, key, language, t.common);
  return (
    <section aria-label={words.title}>
      <h3 className="panel-title">{words.title}</h3>
      <p className="ink2">{words.lead}</p>
      <label className="exposure-day" htmlFor="exposure-day">
        {words.on}{' '}
        <DateField id="exposure-day" value={on} onChange={(value) => setOn(parseCivil(value) ?? on)} />
      </label>
      {last !== undefined && (
        <>
          {last.totals.map((total) => (
            <p key={total.party}>
              <b>{party(total.party)}</b> {words.incurred} <MoneyText fen={total.incurred} />
              {t.common.comma}
              {words.atMost} <MoneyText fen={total.at_most} strong />
              {total.open_ended > 0 && (
                <span className="ink2">
                  {t.common.comma}
                  {words.openEnded(total.open_ended)}
                </span>
              )}
            </p>
          ))}
          {shown && last.totals.every(({ at_most }) => at_most !== 'withheld') ? (
            last.totals.map((total) => (
              <ExposureChart
                key={total.party}
                name={party(total.party)}
                points={series.map(({ date, totals }) => ({
                  date,
                  atMost: asFen(totals.find((one) => one.party === total.party)?.at_most) ?? 0,
                  incurred: asFen(totals.find((one) => one.party === total.party)?.incurred) ?? 0,
                }))}
              />
            ))
          ) : (
            <p className="ink3">{words.hidden}</p>
          )}
          {last.rows.length === 0 ? (
            <p className="ink2">{words.none}</p>
          ) : (
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">{words.rule}</th>
                  <th scope="col">{words.what}</th>
                  <th scope="col">{words.who}</th>
                  <th scope="col">{words.state}</th>
                  <th scope="col" className="right">
                    {words.amount}
                  </th>
                  <th scope="col" className="right">
                    {words.otherwise}
                  </th>
                  <th scope="col">{words.formula}</th>
                </tr>
              </thead>
              <tbody>
                {last.rows.map((row) => (
                  <Row key={row.id} row={row} who={party(row.by)} say={say} />
                ))}
              </tbody>
            </table>
          )}
        </>
      )}
    </section>
  );
}

interface RowProps {
  row: Exposed['rows'][number];
  who: string;
  say: (text: { zh: string; en: string }) => string;
}

function Row({ row, who, say }: RowProps) {
  const t = useText();
  const masked = useMasked();
  const words = t.exposure;
  return (
    <tr>
      <td className="ink2 exposure-id">{row.id}</td>
      <td>{say(row.title)}</td>
      <td>{who}</td>
      <td>
        {words.states[row.state]}
        {!row.counted && <span className="ink3"> {words.notCounted}</span>}
      </td>
      <td className="right">{row.amount === null ? '—' : <MoneyText fen={row.amount} />}</td>
      <td className="right">{row.otherwise === null ? '—' : <MoneyText fen={row.otherwise} />}</td>
      <td className="ink2">{masked(say(row.formula))}</td>
    </tr>
  );
}
