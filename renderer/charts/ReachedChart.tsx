import { daysBetween } from '../../shared/calendar/civil.ts';
import type { IndicatorView } from '../../shared/engine/indicators.ts';
import { reachedSteps } from '../../shared/engine/indicators.ts';
import type { CivilDate } from '../../shared/model/units.ts';
import { useText } from '../stores/language.ts';

const width = 276;
const height = 168;
const edge = { left: 26, right: 8, top: 18, bottom: 22 };

/** Reached targets over the time of the project against an even pace; the same numbers stand in a table under it. */
export function ReachedChart({ view, today }: { view: IndicatorView; today: CivilDate }) {
  const t = useText();
  const words = t.indicators;
  const { start, end } = view.period;
  const all = view.standings.length;
  if (start === null || end === null || start >= end || all === 0)
    return <p className="ink3">{words.noPeriod}</p>;
  const length = daysBetween(start, end);
  const x = (date: CivilDate) =>
    edge.left +
    Math.min(1, Math.max(0, daysBetween(start, date) / length)) * (width - edge.left - edge.right);
  const y = (count: number) => height - edge.bottom - (count / all) * (height - edge.top - edge.bottom);
  const steps = reachedSteps(view.standings).filter(({ date }) => date <= today);
  const last = today < end ? today : end;
  let line = `M${x(start)} ${y(0)}`;
  for (const { date, reached } of steps) line += `H${x(date)}V${y(reached)}`;
  line += `H${x(last)}`;
  // The words stand on the side where there is room.
  const out = x(last) < width * 0.6 ? 1 : -1;
  const roomLeft = x(last) > 100;
  const side = x(last) > width - 60 ? 'end' : x(last) < 60 ? 'start' : 'middle';
  const expected = Math.round((view.elapsed ?? 0) * all * 10) / 10;
  const gap = Math.round((expected - view.reached) * 10) / 10;
  return (
    <figure className="reached-chart">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="img"
        aria-label={`${words.chart}: ${words.reached(view.reached, all)}`}
      >
        <path d={`M${edge.left} ${edge.top}V${y(0)}H${width - edge.right}`} className="reached-axis" />
        <path d={`M${x(start)} ${y(0)}L${x(end)} ${y(all)}`} className="reached-even" />
        <path d={line} className="reached-line" />
        <path d={`M${x(last)} ${edge.top}V${y(0)}`} className="reached-today" />
        <text x={edge.left - 5} y={y(all) + 4} textAnchor="end">
          {all}
        </text>
        <text x={edge.left - 5} y={y(0) + 4} textAnchor="end">
          0
        </text>
        <text x={edge.left} y={height - 6}>
          {start.slice(0, 7)}
        </text>
        <text x={width - edge.right} y={height - 6} textAnchor="end">
          {end.slice(0, 7)}
        </text>
        <text x={x(last)} y={edge.top - 3} textAnchor={side} className="reached-now">
          {words.todayIs(today.slice(5))}
        </text>
        {gap > 0 && (
          <>
            <path
              d={`M${x(last) + out * 5} ${y(expected)}V${y(view.reached)}`}
              className="reached-gap-line"
            />
            <text
              x={x(last) + out * 10}
              y={(y(expected) + y(view.reached)) / 2 + 4}
              textAnchor={out > 0 ? 'start' : 'end'}
              className="reached-gap"
            >
              {words.gap(gap)}
            </text>
          </>
        )}
        <text
          x={roomLeft ? x(last) - 6 : x(last) + 6}
          // A line that has come far leaves room below.
          y={out < 0 && view.reached > all / 2 ? y(0) - 6 : y(view.reached) + (out < 0 ? 15 : -5)}
          textAnchor={roomLeft ? 'end' : 'start'}
          className="reached-now"
        >
          {view.reached}
          <tspan className="reached-should"> · {words.should(expected)}</tspan>
        </text>
      </svg>
      <figcaption className="ink3">
        {words.reached(view.reached, all)} · {words.elapsed(Math.round((view.elapsed ?? 0) * 100))} · ┄{' '}
        {words.even}
      </figcaption>
      <details>
        <summary>{words.chartTable}</summary>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{words.day}</th>
              <th scope="col" className="right">
                {words.count}
              </th>
            </tr>
          </thead>
          <tbody>
            {steps.map(({ date, reached }) => (
              <tr key={date}>
                <td className="num">{date}</td>
                <td className="right num">{reached}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
