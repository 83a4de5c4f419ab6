import { formatAmount } from '../../shared/money/fen.ts';
import type { CivilDate, Fen } from '../../shared/model/units.ts';
import { useText } from '../stores/language.ts';
import { isSteady, scaleOf, stepPath } from './exposure-path.ts';

interface ExposureChartProps {
  name: string;
  points: readonly { date: CivilDate; atMost: number; incurred: number }[];
}

const size = { width: 720, height: 140, left: 110, bottom: 22, top: 10 } as const;

/**
 * How the exposure of one side grew: steps, because nothing lies between two days. What is at most owed is a line,
 * what is incurred a filled step below it; the table beside the picture has the figures. Where nothing changes it is a
 * sentence.
 */
export function ExposureChart({ name, points }: ExposureChartProps) {
  const t = useText();
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return null;
  if (isSteady(points))
    return (
      <p className="exposure-steady ink2">
        {t.exposure.steady(
          name,
          first.date,
          last.date,
          formatAmount(last.atMost as Fen),
          formatAmount(last.incurred as Fen),
        )}
      </p>
    );
  const { top, ceiling } = scaleOf(points);
  const inner = { width: size.width - size.left - 10, height: size.height - size.top - size.bottom };
  const path = (key: 'atMost' | 'incurred', closed: boolean) =>
    stepPath(
      points.map((point) => ({ date: point.date, value: point[key] })),
      { x: size.left, y: size.top, ...inner },
      top,
      closed,
    );
  const base = size.top + inner.height;
  return (
    <svg
      className="exposure-chart"
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="img"
      aria-label={t.exposure.chart(name, first.date, last.date)}
    >
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <line
            x1={size.left}
            y1={base - share * inner.height}
            x2={size.width - 10}
            y2={base - share * inner.height}
            className={share === 0 ? 'exposure-axis' : 'exposure-grid'}
          />
          <text x={size.left - 6} y={base - share * inner.height + 4} textAnchor="end">
            {share === 0 ? '0' : formatAmount(Math.round(top * share) as Fen)}
          </text>
        </g>
      ))}
      <path d={path('incurred', true)} className="exposure-incurred" />
      {ceiling === null ? (
        <path d={path('atMost', false)} className="exposure-most" />
      ) : (
        <text x={size.width - 10} y={size.top + 12} textAnchor="end">
          {t.exposure.ceiling(formatAmount(ceiling as Fen))}
        </text>
      )}
      <text x={size.left} y={size.height - 5}>
        {first.date}
      </text>
      <text x={size.width - 10} y={size.height - 5} textAnchor="end">
        {last.date}
      </text>
    </svg>
  );
}
