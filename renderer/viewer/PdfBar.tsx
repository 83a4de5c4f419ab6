import { useEffect, useState } from 'react';
import { useText } from '../stores/language.ts';
import type { PdfSearch } from './use-pdf-search.ts';

interface PdfBarProps {
  /** 0-based. */
  page: number;
  pages: number;
  scale: number;
  fitted: boolean;
  search: PdfSearch;
  onPage(page: number): void;
  onZoom(direction: 1 | -1): void;
  onFit(): void;
}

/** Page, zoom, search. */
export function PdfBar({ page, pages, scale, fitted, search, onPage, onZoom, onFit }: PdfBarProps) {
  const words = useText().evidence.viewer;
  const [typed, setTyped] = useState<string | null>(null);
  // Another page forgets what was typed
  useEffect(() => setTyped(null), [page]);
  return (
    <div className="vw-bar">
      <form
        className="vw-pager"
        onSubmit={(event) => {
          event.preventDefault();
          const wanted = Number((typed ?? '').normalize('NFKC').trim());
          if (Number.isInteger(wanted) && wanted >= 1) onPage(Math.min(wanted, pages) - 1);
          setTyped(null);
        }}
      >
        <input
          className="vw-page-no"
          aria-label={words.goto}
          inputMode="numeric"
          value={typed ?? String(page + 1)}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => setTyped(null)}
        />
        <span className="ink2">{words.total(pages)}</span>
      </form>
      <div className="vw-zoom">
        <button
          type="button"
          className="vw-key"
          aria-label={words.zoomOut}
          title={words.zoomOut}
          onClick={() => onZoom(-1)}
        >
          −
        </button>
        <span className="ink2 num">{words.zoom(Math.round(scale * 100))}</span>
        <button
          type="button"
          className="vw-key"
          aria-label={words.zoomIn}
          title={words.zoomIn}
          onClick={() => onZoom(1)}
        >
          +
        </button>
        <button type="button" className="link" aria-pressed={fitted} onClick={onFit}>
          {words.fit}
        </button>
      </div>
      <div className="vw-find" role="search">
        <input
          ref={search.input}
          type="search"
          aria-label={words.find}
          placeholder={words.find}
          value={search.query}
          onChange={(event) => search.setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'Enter') {
              event.preventDefault();
              search.move(event.shiftKey ? -1 : 1);
            } else if (event.key === 'Escape' && search.query !== '') {
              event.preventDefault();
              event.stopPropagation();
              search.setQuery('');
            }
          }}
        />
        <span className="vw-count ink2 num" role="status">
          {stateOf()}
        </span>
        <button
          type="button"
          className="vw-key"
          aria-label={words.previous}
          title={words.previous}
          disabled={search.found.length === 0}
          onClick={() => search.move(-1)}
        >
          ↑
        </button>
        <button
          type="button"
          className="vw-key"
          aria-label={words.next}
          title={words.next}
          disabled={search.found.length === 0}
          onClick={() => search.move(1)}
        >
          ↓
        </button>
      </div>
    </div>
  );

  function stateOf(): string {
    if (search.query.trim() === '') return '';
    if (search.found.length > 0) return words.found(search.at + 1, search.found.length);
    if (search.searched !== null) return words.searching(search.searched, pages);
    return search.noText ? words.noText : words.notFound;
  }
}
