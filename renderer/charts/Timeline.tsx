import { useEffect, useMemo, useState } from 'react';
import { toDayNumber } from '../../shared/calendar/civil.ts';
import type { DossierView } from '../../shared/ipc/contract/dossier.ts';
import { definitionOf } from '../app/definitions.ts';
import { levels as scopes, useShortcuts } from '../app/keyboard.ts';
import { useText } from '../stores/language.ts';
import { lifeOf, timelineItems } from './timeline-items.ts';
import { type Level, levels, windowOf } from './timeline-layout.ts';
import { Overview } from './Overview.tsx';
import { TimelineLegend } from './TimelineLegend.tsx';
import { namesWidth, TimelinePicture } from './TimelinePicture.tsx';
import { TimelineTable } from './TimelineTable.tsx';
import { TimelineWaiting } from './TimelineWaiting.tsx';
import { useWidth } from './use-width.ts';
import './timeline.css';

interface TimelineProps {
  view: DossierView;
  selected: string | null;
  onSelect: (id: string) => void;
  /** Another section needs the room: the whole life in one strip until it is opened again. */
  folded?: boolean;
}

/** The life of a dossier in one picture, from the whole to a week, with its table. */
export function Timeline({ view, selected, onSelect, folded = false }: TimelineProps) {
  const t = useText();
  const words = t.dossier.timeline;
  const { items, waiting } = useMemo(() => timelineItems(view, definitionOf(view.kind)), [view]);
  const life = useMemo(() => lifeOf(items, view.today), [items, view.today]);
  const [level, setLevel] = useState<Level>('all');
  const [center, setCenter] = useState(() => toDayNumber(view.today));
  const [asTable, setAsTable] = useState(false);
  const [fold, setFold] = useState(folded);
  useEffect(() => setFold(folded), [folded]);
  const [box, width] = useWidth();
  const scale = windowOf(level, center, life, Math.max(320, width - namesWidth));

  const zoom = (by: number) => {
    const next = levels[Math.min(levels.length - 1, Math.max(0, levels.indexOf(level) + by))];
    if (next !== undefined) setLevel(next);
  };
  const move = (share: number) => {
    const half = scale.days / 2;
    const [first, last] = [toDayNumber(life.from), toDayNumber(life.to)];
    setCenter(Math.min(last - half, Math.max(first + half, scale.from + half + scale.days * share)));
  };
  useShortcuts(
    [
      { keys: ['+', '=', 'Ctrl+='], cap: '+ −', label: words.hints.zoom, run: () => zoom(1) },
      { keys: ['-', 'Ctrl+-'], run: () => zoom(-1) },
      {
        keys: 'ArrowLeft',
        cap: '← →',
        label: level === 'all' ? undefined : words.hints.move,
        run: () => move(-0.25),
      },
      { keys: 'ArrowRight', run: () => move(0.25) },
      {
        keys: 't',
        cap: 'T',
        label: level === 'all' ? undefined : words.hints.today,
        run: () => setCenter(toDayNumber(view.today)),
      },
    ],
    { level: scopes.part },
  );
  const shown = items.filter(
    (item) => toDayNumber(item.to) >= scale.from && toDayNumber(item.from) < scale.from + scale.days,
  );
  return (
    <section className="timeline" aria-labelledby="timeline-title">
      <header className="timeline-head">
        <h2 id="timeline-title">{words.title}</h2>
        <div className="timeline-zoom" role="group" aria-label={words.zoom}>
          {levels.map((one) => (
            <button key={one} type="button" aria-pressed={level === one} onClick={() => setLevel(one)}>
              {words.levels[one]}
            </button>
          ))}
        </div>
        <button type="button" className="link" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? words.picture : words.table}
        </button>
        <button type="button" className="link" aria-expanded={!fold} onClick={() => setFold(!fold)}>
          {fold ? words.unfold : words.fold}
        </button>
        {!fold && <TimelineLegend />}
      </header>
      {asTable && !fold ? (
        <TimelineTable items={shown} waiting={waiting} onSelect={onSelect} />
      ) : (
        <div className={waiting.length > 0 && !fold ? 'timeline-body' : 'timeline-body timeline-full'}>
          <div
            ref={box}
            className="timeline-box"
            onWheel={(event) => {
              if (event.ctrlKey) zoom(event.deltaY < 0 ? 1 : -1);
              else if (event.deltaX !== 0) move(event.deltaX / 1000);
            }}
          >
            {width > 0 && (
              <>
                {(level !== 'all' || fold) && (
                  <Overview items={items} life={life} scale={scale} today={view.today} onMove={setCenter} />
                )}
                {!fold && (
                  <TimelinePicture
                    items={items}
                    count={shown.length}
                    scale={scale}
                    today={view.today}
                    selected={selected}
                    onSelect={onSelect}
                  />
                )}
              </>
            )}
          </div>
          {waiting.length > 0 && !fold && <TimelineWaiting waiting={waiting} onSelect={onSelect} />}
        </div>
      )}
    </section>
  );
}
