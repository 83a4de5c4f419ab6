import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { findAll, type Match, type SearchText, searchable } from './find.ts';
import type { Pdf } from './pdf-engine.ts';

export interface Found {
  page: number;
  match: Match;
}

export interface PdfSearch {
  query: string;
  setQuery(query: string): void;
  found: readonly Found[];
  at: number;
  current: Found | null;
  /** Pages searched so far while it runs, else null. */
  searched: number | null;
  /** No page has any text: a scan. */
  noText: boolean;
  move(by: 1 | -1): void;
  focus(): void;
  input: RefObject<HTMLInputElement | null>;
  /** A text layer has been painted: the marks go on it. */
  painted(): void;
}

/** A search word common enough to fill a book's pages is cut here. */
const most = 5_000;

/**
 * Searches the whole document page by page, and marks what is in sight with the CSS Highlight API: the text
 * layer's elements stay as they are (no markup is written, which Trusted Types would refuse).
 */
export function usePdfSearch(pdf: Pdf, box: RefObject<HTMLElement | null>): PdfSearch {
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<readonly Found[]>([]);
  const [at, setAt] = useState(0);
  const [searched, setSearched] = useState<number | null>(null);
  const [noText, setNoText] = useState(false);
  const [paints, setPaints] = useState(0);
  const texts = useRef(new Map<number, Promise<SearchText>>());
  const input = useRef<HTMLInputElement>(null);
  const current = found[at] ?? null;

  const textOf = useCallback(
    (page: number) => {
      const known = texts.current.get(page);
      if (known !== undefined) return known;
      const made = pdf
        .getPage(page + 1)
        .then((proxy) => proxy.getTextContent())
        .then((content) =>
          searchable(content.items.flatMap((item) => ('str' in item && item.str !== '' ? [item.str] : []))),
        )
        .catch(() => searchable([]));
      texts.current.set(page, made);
      return made;
    },
    [pdf],
  );

  useEffect(() => {
    setFound([]);
    setAt(0);
    setSearched(null);
    setNoText(false);
    if (query.trim() === '') return;
    let live = true;
    const timer = setTimeout(() => void run(), 200);
    async function run(): Promise<void> {
      const all: Found[] = [];
      let letters = 0;
      for (let page = 0; page < pdf.numPages && live && all.length < most; page += 1) {
        const text = await textOf(page);
        letters += text.text.length;
        const here = findAll(text, query).map((match) => ({ page, match }));
        all.push(...here);
        if (live && (here.length > 0 || page % 20 === 0)) {
          setFound([...all]);
          setSearched(page + 1);
        }
      }
      if (!live) return;
      setFound(all);
      setSearched(null);
      setNoText(letters === 0);
    }
    return () => {
      live = false;
      clearTimeout(timer);
    };
  }, [pdf, query, textOf]);

  useEffect(() => {
    void paints;
    return mark(box.current, found, current);
  }, [box, found, current, paints]);

  return {
    query,
    setQuery,
    found,
    at,
    current,
    searched,
    noText,
    move: (by) => {
      if (found.length > 0) setAt((at + by + found.length) % found.length);
    },
    focus: () => {
      input.current?.focus();
      input.current?.select();
    },
    input,
    painted: useCallback(() => setPaints((count) => count + 1), []),
  };
}

const allName = 'pdf-found';
const currentName = 'pdf-current';

/** Puts the marks on the pages that are drawn; answers how to take them off. */
function mark(box: HTMLElement | null, found: readonly Found[], current: Found | null): () => void {
  if (box === null || !('highlights' in CSS)) return () => undefined;
  const all = new Highlight();
  const one = new Highlight();
  for (const layer of box.querySelectorAll<HTMLElement>('.vw-page')) {
    const page = Number(layer.dataset.page);
    // One span an item, in the order of the text content; line ends are elements of their own.
    const spans = [...layer.querySelectorAll<HTMLElement>('.textLayer span[role="presentation"]')];
    const here = found.filter((entry) => entry.page === page);
    for (const entry of here) {
      const range = rangeOf(spans, entry.match);
      if (range === null) continue;
      (entry === current ? one : all).add(range);
      if (entry === current) bringIntoView(box, range);
    }
  }
  CSS.highlights.set(allName, all);
  CSS.highlights.set(currentName, one);
  return () => {
    CSS.highlights.delete(allName);
    CSS.highlights.delete(currentName);
  };
}

function rangeOf(spans: readonly HTMLElement[], match: Match): Range | null {
  const from = textNode(spans, match.from.item);
  const to = textNode(spans, match.to.item);
  if (from === null || to === null) return null;
  const range = new Range();
  range.setStart(from, Math.min(match.from.offset, from.length));
  range.setEnd(to, Math.min(match.to.offset, to.length));
  return range;
}

function textNode(spans: readonly HTMLElement[], item: number): Text | null {
  const node = spans[item]?.firstChild;
  return node instanceof Text ? node : null;
}

function bringIntoView(box: HTMLElement, range: Range): void {
  const place = range.getBoundingClientRect();
  const frame = box.getBoundingClientRect();
  if (place.top >= frame.top + 24 && place.bottom <= frame.bottom - 24) return;
  box.scrollBy({ top: place.top - frame.top - frame.height / 3 });
}
