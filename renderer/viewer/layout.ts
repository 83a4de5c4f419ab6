export interface PageSize {
  width: number;
  height: number;
}

export interface PagePlace extends PageSize {
  top: number;
}

/** Space between pages and around the first and last, in CSS pixels. */
export const pageGap = 12;

/**
 * Where each page lies at a scale, so that only those near the view are drawn. Sizes not yet known are taken
 * to be like the first page and put right when the page is there.
 */
export function layPages(
  sizes: readonly (PageSize | undefined)[],
  usual: PageSize,
  scale: number,
): { pages: PagePlace[]; height: number; width: number } {
  let top = pageGap;
  let widest = 0;
  const pages = sizes.map((known) => {
    const size = known ?? usual;
    const place = { top, width: Math.round(size.width * scale), height: Math.round(size.height * scale) };
    top += place.height + pageGap;
    widest = Math.max(widest, place.width);
    return place;
  });
  return { pages, height: top, width: widest };
}

/** The first and last page (0-based, inclusive) that touch the view widened by `margin` on both sides. */
export function pagesInView(
  pages: readonly PagePlace[],
  scrollTop: number,
  viewHeight: number,
  margin: number,
): [number, number] {
  if (pages.length === 0) return [0, -1];
  const first = firstEndingAfter(pages, scrollTop - margin);
  let last = first;
  while (last + 1 < pages.length && (pages[last + 1]?.top ?? Infinity) < scrollTop + viewHeight + margin)
    last += 1;
  return [first, last];
}

/** The page (0-based) that one is reading: the one that covers the upper third of the view. */
export function currentPage(pages: readonly PagePlace[], scrollTop: number, viewHeight: number): number {
  return pages.length === 0 ? 0 : firstEndingAfter(pages, scrollTop + viewHeight / 3);
}

function firstEndingAfter(pages: readonly PagePlace[], y: number): number {
  let low = 0;
  let high = pages.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const page = pages[middle];
    if (page !== undefined && page.top + page.height > y) high = middle;
    else low = middle + 1;
  }
  return low;
}

export const zoomSteps = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4] as const;

/** The next zoom step up or down from any scale. */
export function zoomFrom(scale: number, direction: 1 | -1): number {
  const steps = direction === 1 ? zoomSteps : zoomSteps.toReversed();
  return (
    steps.find((step) => (direction === 1 ? step > scale + 0.005 : step < scale - 0.005)) ??
    steps.at(-1) ??
    scale
  );
}
