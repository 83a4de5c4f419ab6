import { useEffect } from 'react';
import { fromDayNumber, parts } from '../../shared/calendar/civil.ts';
import type { CivilDate } from '../../shared/model/units.ts';
import { useCalendar } from '../stores/calendar.ts';
import { useSay, useText } from '../stores/language.ts';
import { ItemMark } from './ItemMark.tsx';
import type { Item, Lane } from './timeline-items.ts';
import { type Placed, perDay, placeLane, type Scale, textWidth, ticks, x } from './timeline-layout.ts';

/** Room for the names of the lanes, left of day 0. */
export const namesWidth = 60;
const ruler = 46;
const rowHeight = 22;
const labelWidth = 226;
const lanePad = 7;
const tall: Record<Lane, number> = { period: 4, event: 4, obligation: 7, payment: 3 };
const low: Record<Lane, number> = { period: 2, event: 3, obligation: 4, payment: 2 };
const lanes = ['period', 'event', 'obligation', 'payment'] as const;

interface PictureProps {
  items: readonly Item[];
  count: number;
  scale: Scale;
  today: CivilDate;
  selected: string | null;
  onSelect: (id: string) => void;
}

/** Lanes over days: rest days, months, today, and in each lane its things. */
export function TimelinePicture({ items, count, scale, today, selected, onSelect }: PictureProps) {
  const t = useText();
  const say = useSay();
  const words = t.dossier.timeline;
  const label = (item: Item) => labelOf(item, say(item.title), words.gates);
  const most = window.innerHeight < 900 ? low : tall;
  let top = ruler;
  const drawn = lanes
    .map((lane) => {
      const own = items.filter((item) => item.lane === lane);
      const placed = placeLane(own, scale, most[lane], (item) => textWidth(label(item)) + 20);
      const rows = Math.max(1, ...placed.map((one) => one.row + 1));
      const height = rows * rowHeight + lanePad * 2;
      const at = top;
      if (own.length > 0) top += height;
      return { lane, placed, top: at, height, empty: own.length === 0 };
    })
    .filter((lane) => !lane.empty);
  const from = fromDayNumber(scale.from);
  const to = fromDayNumber(scale.from + scale.days - 1);
  return (
    <svg
      className="timeline-picture"
      width={scale.width + namesWidth}
      height={top}
      viewBox={`${-namesWidth} 0 ${scale.width + namesWidth} ${top}`}
      role="img"
      aria-label={`${words.title}${t.common.colon}${words.description(from, to, count)}`}
    >
      <RestDays scale={scale} height={top} />
      {ticks(scale, words.month).map((tick) => (
        <g key={tick.date}>
          {tick.strong && (
            <line x1={x(scale, tick.date)} x2={x(scale, tick.date)} y1={20} y2={top} stroke="var(--rule)" />
          )}
          <text
            x={x(scale, tick.date) + (tick.strong ? 4 : 2)}
            y={15}
            className={tick.strong ? 'tick tick-strong' : 'tick'}
          >
            {tick.label}
          </text>
        </g>
      ))}
      <line x1={-namesWidth} x2={scale.width} y1={ruler - 4} y2={ruler - 4} stroke="var(--rule)" />
      {drawn.map((lane) => (
        <g key={lane.lane}>
          <line
            x1={-namesWidth}
            x2={scale.width}
            y1={lane.top + lane.height}
            y2={lane.top + lane.height}
            stroke="var(--hair)"
          />
          <text x={-namesWidth} y={lane.top + lanePad + rowHeight / 2 + 5} className="lane-name">
            {words.lanes[lane.lane]}
          </text>
        </g>
      ))}
      <Today scale={scale} today={today} height={top} />
      <svg x={0} y={0} width={scale.width} height={top}>
        {drawn.map((lane) =>
          lane.placed.map((placed: Placed) => (
            <ItemMark
              key={placed.item.id}
              placed={placed}
              y={lane.top + lanePad + placed.row * rowHeight + rowHeight / 2}
              scale={scale}
              label={label(placed.item)}
              selected={selected === placed.item.id}
              onSelect={() => onSelect(placed.item.id)}
            />
          )),
        )}
      </svg>
    </svg>
  );
}

function labelOf(item: Item, title: string, gates: (met: number, all: number) => string): string {
  const { obligation } = item;
  if (item.lane === 'payment' && obligation && obligation.gates.length > 0) {
    const met = obligation.gates.filter((gate) => gate.met_on !== null).length;
    return `${short(title)} ${gates(met, obligation.gates.length)}`;
  }
  return short(title);
}

/** A long title gives way to its beginning; the table has it whole. */
function short(title: string): string {
  const plain = title.replace(/\s*[（(].*$/, '') || title;
  if (textWidth(plain) <= labelWidth) return plain;
  let cut = '';
  for (const character of plain) {
    if (textWidth(cut + character) > labelWidth - 14) break;
    cut += character;
  }
  return `${cut.trimEnd()}…`;
}

function Today({ scale, today, height }: { scale: Scale; today: CivilDate; height: number }) {
  const t = useText();
  const at = x(scale, today) + perDay(scale) / 2;
  if (at < 0 || at > scale.width) return null;
  const text = t.dossier.timeline.today(today.slice(5));
  const wide = textWidth(text) + 10;
  const left = Math.min(Math.max(0, at - wide / 2), scale.width - wide);
  return (
    <g>
      <line x1={at} x2={at} y1={20} y2={height} stroke="var(--ink)" strokeWidth={1.5} />
      <rect x={left} y={20} width={wide} height={20} fill="var(--ink)" />
      <text x={left + wide / 2} y={35} textAnchor="middle" className="today-flag">
        {text}
      </text>
    </g>
  );
}

/** Bands of the days of rest, once a day is wide enough to be seen; 班 where the calendar surprises. */
function RestDays({ scale, height }: { scale: Scale; height: number }) {
  const t = useText();
  const days = useCalendar((state) => state.days);
  const ensure = useCalendar((state) => state.ensure);
  const each = perDay(scale);
  const firstYear = parts(fromDayNumber(scale.from)).year;
  const lastYear = parts(fromDayNumber(scale.from + scale.days - 1)).year;
  useEffect(() => {
    if (each < 2) return;
    for (let year = firstYear; year <= lastYear; year += 1) ensure(year);
  }, [each, firstYear, lastYear, ensure]);
  if (each < 2) return null;
  return (
    <g>
      {Array.from({ length: scale.days }, (_, i) => {
        const date = fromDayNumber(scale.from + i);
        const day = days[date];
        if (day === undefined || day.kind === 'workday') return null;
        if (day.kind === 'makeup_workday')
          return each < 14 ? null : (
            <text key={date} x={i * each + each / 2} y={35} textAnchor="middle" className="tick">
              {t.common.makeup}
            </text>
          );
        return (
          <rect
            key={date}
            x={i * each}
            y={20}
            width={each}
            height={height - 20}
            fill={day.kind === 'holiday' ? 'var(--hair)' : 'var(--bench)'}
            opacity={day.kind === 'holiday' ? 0.7 : 1}
          />
        );
      })}
    </g>
  );
}
