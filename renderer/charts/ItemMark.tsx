import type { CivilDate } from '../../shared/model/units.ts';
import { Mark } from './marks.tsx';
import { type Placed, perDay, type Scale, x } from './timeline-layout.ts';

interface ItemMarkProps {
  placed: Placed;
  y: number;
  scale: Scale;
  label: string;
  selected: boolean;
  onSelect: () => void;
}

/** One thing of a lane: period bar, event point, obligation with its days, payment block with its gates. */
export function ItemMark({ placed, y, scale, label, selected, onSelect }: ItemMarkProps) {
  const { item, left, right } = placed;
  const color = item.done ? 'var(--green)' : item.ours ? 'var(--teal)' : 'var(--ink2)';
  const words = `${item.done && item.lane !== 'period' ? '✓ ' : ''}${label}`;
  return (
    <g className={selected ? 'tl-item tl-selected' : 'tl-item'} onClick={onSelect}>
      <title>{`${item.from}${item.to === item.from ? '' : ` – ${item.to}`} ${item.title.zh}`}</title>
      {item.lane === 'period' && <Period placed={placed} y={y} scale={scale} />}
      {item.lane === 'event' && (
        <Mark
          kind={item.dashed ? 'planned' : 'event'}
          x={left + perDay(scale) / 2}
          y={y}
          color="var(--ink)"
        />
      )}
      {item.lane === 'obligation' && <Span placed={placed} y={y} scale={scale} color={color} />}
      {item.lane === 'payment' && <Payment placed={placed} y={y} color={color} />}
      {placed.label !== 'none' && (
        <text
          x={labelX(placed, left, right)}
          y={placed.label === 'over' ? y + 2 : y + 5}
          textAnchor={placed.label === 'left' ? 'end' : 'start'}
          className={item.done ? 'tl-label tl-done' : 'tl-label'}
        >
          {words}
        </text>
      )}
    </g>
  );
}

function labelX(placed: Placed, left: number, right: number): number {
  if (placed.label === 'over') return Math.max(0, left) + 5;
  return placed.label === 'right' ? Math.max(0, right) + 8 : left - 8;
}

function Period({ placed, y: middle, scale }: { placed: Placed; y: number; scale: Scale }) {
  // The label lies on its bar.
  const y = middle + 8;
  const { item } = placed;
  const from = Math.max(0, placed.left);
  const to = Math.min(scale.width, placed.right);
  return (
    <g>
      <rect
        x={from}
        y={y - 2}
        width={Math.max(2, to - from)}
        height={4}
        fill={item.ours ? 'var(--ink2)' : 'var(--edge)'}
      />
      <rect x={from} y={y - 5} width={2} height={10} fill={item.ours ? 'var(--ink2)' : 'var(--edge)'} />
    </g>
  );
}

function Span({ placed, y, scale, color }: { placed: Placed; y: number; scale: Scale; color: string }) {
  const { item } = placed;
  const { obligation } = item;
  if (!obligation) return null;
  const middle = (date: CivilDate) => x(scale, date) + perDay(scale) / 2;
  return (
    <g>
      <line
        x1={middle(item.from)}
        x2={middle(item.to)}
        y1={y}
        y2={y}
        stroke={color}
        strokeWidth={2}
        strokeDasharray={item.dashed ? '3 3' : undefined}
      />
      {obligation.safe !== null && <Mark kind="safe" x={middle(obligation.safe)} y={y} color={color} />}
      {obligation.statutory !== null && (
        <Mark kind="statutory" x={middle(obligation.statutory)} y={y} color={color} />
      )}
      {obligation.nominal !== null && obligation.nominal !== obligation.statutory && (
        <Mark kind="nominal" x={middle(obligation.nominal)} y={y} color={color} />
      )}
      {obligation.side === 'theirs' && obligation.escalate !== null && (
        <Mark kind="escalate" x={middle(obligation.escalate)} y={y} color={color} />
      )}
    </g>
  );
}

function Payment({ placed, y, color }: { placed: Placed; y: number; color: string }) {
  const { item, left, right } = placed;
  const gates = item.obligation?.gates ?? [];
  return (
    <g>
      <rect
        x={left}
        y={y - 8}
        width={Math.max(8, right - left)}
        height={16}
        fill={item.dashed ? 'var(--paper)' : 'var(--teal-t)'}
        stroke={color}
        strokeWidth={1.5}
        strokeDasharray={item.dashed ? '3 3' : undefined}
      />
      {gates.map((gate, i) => (
        <rect
          key={gate.key}
          x={left - 3}
          y={y - 8 + (16 / gates.length) * i}
          width={6}
          height={16 / gates.length - 1}
          fill={gate.met_on === null ? 'var(--paper)' : color}
          stroke={color}
        />
      ))}
    </g>
  );
}
