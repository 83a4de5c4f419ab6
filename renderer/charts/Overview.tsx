import { toDayNumber } from '../../shared/calendar/civil.ts';
import type { CivilDate } from '../../shared/model/units.ts';
import { useText } from '../stores/language.ts';
import type { Item } from './timeline-items.ts';
import { type Scale, ticks, windowOf, x } from './timeline-layout.ts';

const height = 36;

interface OverviewProps {
  items: readonly Item[];
  life: { from: CivilDate; to: CivilDate };
  scale: Scale;
  today: CivilDate;
  onMove: (center: number) => void;
}

/** The whole life above the part that is seen; the window can be dragged. */
export function Overview({ items, life, scale, today, onMove }: OverviewProps) {
  const t = useText();
  const whole = windowOf('all', 0, life, scale.width);
  const at = (day: number) => ((day - whole.from) / whole.days) * whole.width;
  const to = (clientX: number, box: DOMRect) =>
    onMove(whole.from + ((clientX - box.left) / box.width) * whole.days);
  return (
    <svg
      className="timeline-overview"
      width={scale.width}
      height={height}
      role="img"
      aria-label={t.dossier.timeline.overview}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        to(event.clientX, event.currentTarget.getBoundingClientRect());
      }}
      onPointerMove={(event) => {
        if (event.buttons === 1) to(event.clientX, event.currentTarget.getBoundingClientRect());
      }}
    >
      <line x1={0} x2={scale.width} y1={27} y2={27} stroke="var(--rule)" strokeWidth={2} />
      {ticks({ ...whole, width: whole.width / 2 }, t.dossier.timeline.month)
        .filter((tick) => tick.strong)
        .map((tick) => (
          <text key={tick.date} x={x(whole, tick.date)} y={18} className="tick">
            {tick.label}
          </text>
        ))}
      {items
        .filter((item) => item.lane !== 'period')
        .map((item) => (
          <rect
            key={item.id}
            x={x(whole, item.to)}
            y={item.lane === 'event' ? 23 : 25}
            width={2}
            height={item.lane === 'event' ? 8 : 4}
            fill="var(--edge)"
          />
        ))}
      <line
        x1={x(whole, today)}
        x2={x(whole, today)}
        y1={2}
        y2={height}
        stroke="var(--ink)"
        strokeWidth={1.5}
      />
      <rect
        x={at(scale.from)}
        y={2}
        width={Math.max(6, (scale.days / whole.days) * whole.width)}
        height={height - 4}
        fill="var(--teal)"
        fillOpacity={0.1}
        stroke="var(--teal)"
        strokeWidth={1.5}
      />
      <title>{`${life.from} – ${life.to} (${toDayNumber(life.to) - toDayNumber(life.from)})`}</title>
    </svg>
  );
}
