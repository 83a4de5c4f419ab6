import { type UIEvent, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ErrorCode } from '../../shared/model/errors.ts';
import { useText } from '../stores/language.ts';
import { currentPage, layPages, type PageSize, pageGap, pagesInView, zoomFrom } from './layout.ts';
import { PdfBar } from './PdfBar.tsx';
import { PdfPage } from './PdfPage.tsx';
import { openPdf, type Pdf, PdfError } from './pdf-engine.ts';
import { keepScrollKeys } from './scroll-keys.ts';
import type { Source } from './source.ts';
import { usePdfSearch } from './use-pdf-search.ts';
import { ViewFailure } from './ViewFailure.tsx';
import { useShortcuts, levels } from '../app/keyboard.ts';

const margin = 600;
const slowMs = 1_000;
/** On a wide screen a page as wide as the view is larger than one reads. */
const comfortable = 1.5;

/** A step, the width of the view, or that width up to a comfortable size. */
type Zoom = number | 'fit' | 'auto';

function scaleOf(zoom: Zoom, fitted: number): number {
  if (zoom === 'fit') return fitted;
  return zoom === 'auto' ? Math.min(fitted, comfortable) : zoom;
}

/** Words to be shown where they stand, or none for a page alone; `at` tells one wish from the next. */
export interface Sought {
  text: string;
  /** 1-based. */
  page: number;
  at: number;
}

/** A PDF: pages one under another, only those near the view drawn; page, zoom, search, text layer. */
export function PdfView({ source, sought }: { source: Source; sought?: Sought | undefined }) {
  const [pdf, setPdf] = useState<Pdf | null>(null);
  const [usual, setUsual] = useState<PageSize | null>(null);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    let close: (() => void) | null = null;
    setPdf(null);
    setFailure(null);
    openPdf(source, stop.signal)
      .then(async (opened) => {
        close = opened.close;
        if (stop.signal.aborted) return opened.close();
        const first = await opened.pdf.getPage(1);
        const { width, height } = first.getViewport({ scale: 1 });
        if (stop.signal.aborted) return;
        setUsual({ width, height });
        setPdf(opened.pdf);
      })
      .catch((error: unknown) => {
        if (!stop.signal.aborted) setFailure(error instanceof PdfError ? error.code : 'file_damaged');
      });
    return () => {
      stop.abort();
      close?.();
    };
  }, [source]);
  if (failure !== null) return <ViewFailure code={failure} />;
  if (pdf === null || usual === null) return <Opening name={source.opened.name} />;
  return <Pages pdf={pdf} usual={usual} sought={sought} />;
}

function Opening({ name }: { name: string }) {
  const words = useText().evidence.viewer;
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowMs * 4);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="vw-opening" role="status">
      {slow ? words.slow : words.opening(name)}
    </div>
  );
}

function Pages({ pdf, usual, sought }: { pdf: Pdf; usual: PageSize; sought?: Sought | undefined }) {
  const words = useText().evidence.viewer;
  const box = useRef<HTMLDivElement>(null);
  const [sizes, setSizes] = useState<(PageSize | undefined)[]>(() =>
    Array.from({ length: pdf.numPages }, () => undefined),
  );
  const [zoom, setZoom] = useState<Zoom>('auto');
  const [view, setView] = useState({ top: 0, width: 0, height: 0 });
  const fitted = view.width > 0 ? Math.max(0.1, (view.width - 2 * pageGap - 12) / usual.width) : 1;
  const scale = scaleOf(zoom, fitted);
  const { pages, height, width } = useMemo(() => layPages(sizes, usual, scale), [sizes, usual, scale]);
  const [first, last] = pagesInView(pages, view.top, view.height, margin);
  const current = currentPage(pages, view.top, view.height);
  const search = usePdfSearch(pdf, box);

  useLayoutEffect(() => {
    const node = box.current;
    if (node === null) return;
    const measure = () =>
      setView({ top: node.scrollTop, width: node.clientWidth, height: node.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => observer.disconnect();
  }, []);

  const goTo = useCallback(
    (page: number, within = 0) => {
      const place = pages[Math.min(Math.max(page, 0), pages.length - 1)];
      box.current?.scrollTo({ top: place === undefined ? 0 : Math.max(0, place.top - pageGap + within) });
    },
    [pages],
  );

  // Zooming keeps the place that one reads.
  const held = useRef({ page: 0, share: 0 });
  useEffect(() => {
    const place = pages[current];
    held.current = {
      page: current,
      share: place === undefined ? 0 : (view.top - place.top) / place.height,
    };
  });
  function zoomTo(next: Zoom): void {
    const { page, share } = held.current;
    setZoom(next);
    const laid = layPages(sizes, usual, scaleOf(next, fitted)).pages[page];
    requestAnimationFrame(() => {
      if (laid !== undefined) box.current?.scrollTo({ top: laid.top + share * laid.height });
    });
  }

  const learn = useCallback((page: number, size: PageSize) => {
    setSizes((known) => {
      const old = known[page];
      if (old?.width === size.width && old.height === size.height) return known;
      const next = [...known];
      next[page] = size;
      return next;
    });
  }, []);

  // A found place on a page that is not drawn yet: go to its page; the highlight scrolls there once it is.
  const target = search.current?.page ?? null;
  useEffect(() => {
    if (target !== null && (target < first || target > last)) goTo(target);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- when the search moves on, not when pages are laid anew
  }, [search.at, target]);

  useEffect(() => {
    if (sought === undefined) return;
    search.setQuery(sought.text);
    goTo(sought.page - 1);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each wish, not when pages are laid anew
  }, [sought]);

  useShortcuts(
    [
      { keys: 'Ctrl+f', cap: 'Ctrl F', label: words.findKey, inText: true, run: () => search.focus() },
      { keys: ['+', '=', 'Ctrl++', 'Ctrl+='], run: () => zoomTo(zoomFrom(scale, 1)) },
      { keys: ['-', 'Ctrl+-'], run: () => zoomTo(zoomFrom(scale, -1)) },
      { keys: ['0', 'Ctrl+0'], run: () => zoomTo('fit') },
      { keys: '[', run: () => search.move(-1) },
      { keys: ']', run: () => search.move(1) },
    ],
    { level: levels.part },
  );

  return (
    <>
      <PdfBar
        page={current}
        pages={pdf.numPages}
        scale={scale}
        fitted={zoom === 'fit'}
        search={search}
        onPage={(page) => goTo(page)}
        onZoom={(direction) => zoomTo(zoomFrom(scale, direction))}
        onFit={() => zoomTo('fit')}
      />
      {/* A region that scrolls has to take the focus */}
      <div
        className="vw-pages"
        ref={box}
        tabIndex={0}
        role="region"
        onKeyDown={keepScrollKeys}
        aria-label={words.pageOf(current + 1, pdf.numPages)}
        onScroll={(event: UIEvent<HTMLDivElement>) => {
          const { scrollTop: top, clientWidth, clientHeight } = event.currentTarget;
          setView({ top, width: clientWidth, height: clientHeight });
        }}
      >
        <div className="vw-paper" style={{ height, width: Math.max(width + 2 * pageGap, 1) }}>
          {pages.slice(first, last + 1).map((place, index) => (
            <PdfPage
              key={first + index}
              pdf={pdf}
              page={first + index}
              place={place}
              scale={scale}
              onSize={learn}
              onText={search.painted}
            />
          ))}
        </div>
      </div>
    </>
  );
}
