import { formatAmount } from '../../shared/money/fen.ts';
import type { CivilDate, Fen } from '../../shared/model/units.ts';
import { useText } from '../stores/language.ts';
import { stepPath } from './exposure-path.ts';

interface ExposureChartProps {
  name: string;
  points: readonly { date: CivilDate; atMost: number; incurred: number }[];
}

const size = { width: 720, height: 140, left: 110, bottom: 22, top: 10 } as const;

/**
 * How the exposure of one side grew: steps, because nothing lies between two days. What is at most owed is a line,
 * what is incurred a filled step below it; the table beside the picture has the figures.
 */
export function ExposureChart({ name, points }: ExposureChartProps) {
  const t = useText();
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return null;
  const top = Math.max(1, ...points.map(({ atMost }) => atMost));
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
      <line x1={size.left} y1={base} x2={size.width - 10} y2={base} className="exposure-axis" />
      <path d={path('incurred', true)} className="exposure-incurred" />
      <path d={path('atMost', false)} className="exposure-most" />
      <text x={size.left - 6} y={size.top + 10} textAnchor="end">
        {formatAmount(top as Fen)}
      </text>
      <text x={size.left - 6} y={base} textAnchor="end">
        0
      </text>
      <text x={size.left} y={size.height - 5}>
        {first.date}
      </text>
      <text x={size.width - 10} y={size.height - 5} textAnchor="end">
        {last.date}
      </text>
    </svg>
  );
}
