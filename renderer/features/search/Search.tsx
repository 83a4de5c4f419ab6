import { Input } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useShortcuts } from '../../app/keyboard.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { useText } from '../../stores/language.ts';
import { useOverlay } from '../../stores/overlay.ts';
import { groups, type Hit, useHits } from './hits.ts';
import './search.css';

/** Ctrl K: any dossier, obligation, clause, material or action; pinyin initials work. */
export function Search() {
  const t = useText();
  const words = t.places.search;
  const show = useOverlay((state) => state.show);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const hits = useHits(text);
  const ordered = useMemo(() => groups.flatMap((group) => hits.filter((hit) => hit.group === group)), [hits]);
  useEffect(() => setAt(0), [text]);
  const current = ordered[Math.min(at, ordered.length - 1)];
  const open = (hit: Hit | undefined) => {
    if (hit === undefined) return;
    show(null);
    hit.run();
  };
  const move = (by: number) => {
    const next = Math.min(ordered.length - 1, Math.max(0, at + by));
    setAt(next);
    document.getElementById(`hit-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <Dialog title={words.title} onClose={() => show(null)} width={680}>
      <Keys onMove={move} onOpen={() => open(current)} />
      <Input
        autoFocus
        value={text}
        size="large"
        placeholder={words.placeholder}
        aria-label={words.title}
        role="combobox"
        aria-expanded={ordered.length > 0}
        aria-controls="search-hits"
        aria-activedescendant={current ? `hit-${ordered.indexOf(current)}` : undefined}
        onChange={(event) => setText(event.target.value)}
      />
      <ul id="search-hits" className="search-hits" role="listbox" aria-label={words.title}>
        {ordered.map((hit, i) => (
          <li
            key={hit.id}
            id={`hit-${i}`}
            role="option"
            aria-selected={hit === current}
            onMouseMove={() => setAt(i)}
            onClick={() => open(hit)}
          >
            <span className="search-group ink3">
              {i === 0 || ordered[i - 1]?.group !== hit.group ? words.groups[hit.group] : ''}
            </span>
            <span className="ellipsis grow">{hit.title}</span>
            <span className="ink3 ellipsis search-where">{hit.where}</span>
          </li>
        ))}
      </ul>
      {ordered.length === 0 && (
        <p className="ink2 search-none">{text.trim() === '' ? words.begin : words.none}</p>
      )}
    </Dialog>
  );
}

/** Mounted inside the dialog, so that its keys are asked before the dialog's own. */
function Keys({ onMove, onOpen }: { onMove: (by: number) => void; onOpen: () => void }) {
  const t = useText();
  const words = t.places.search.hints;
  useShortcuts(
    [
      { keys: 'ArrowDown', cap: '↑ ↓', label: words.choose, inText: true, run: () => onMove(1) },
      { keys: 'ArrowUp', inText: true, run: () => onMove(-1) },
      { keys: 'Enter', label: words.open, inText: true, run: onOpen },
    ],
    { level: 10 },
  );
  return null;
}
