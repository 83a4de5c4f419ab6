import { describe, expect, it } from 'vitest';
import { currentPage, layPages, pagesInView, zoomFrom } from './layout.ts';

const usual = { width: 600, height: 800 };

describe('the pages of a long document', () => {
  const { pages, height } = layPages(
    Array.from({ length: 200 }, () => undefined),
    usual,
    1,
  );

  it('lies one under another', () => {
    expect(pages[0]).toEqual({ top: 12, width: 600, height: 800 });
    expect(pages[199]?.top).toBe(12 + 199 * 812);
    expect(height).toBe(12 + 200 * 812);
  });

  it('draws only those near the view', () => {
    expect(pagesInView(pages, 0, 700, 0)).toEqual([0, 0]);
    expect(pagesInView(pages, 81_000, 700, 800)).toEqual([98, 101]);
    expect(pagesInView(pages, height, 700, 800)[1]).toBe(199);
    expect(pagesInView([], 0, 700, 0)).toEqual([0, -1]);
  });

  it('knows the page one is reading', () => {
    expect(currentPage(pages, 0, 700)).toBe(0);
    expect(currentPage(pages, 812 * 5, 700)).toBe(5);
    expect(currentPage(pages, height, 700)).toBe(199);
  });

  it('uses a page’s own size once known', () => {
    const mixed = layPages([undefined, { width: 800, height: 600 }], usual, 0.5);
    expect(mixed.pages[1]).toEqual({ top: 424, width: 400, height: 300 });
    expect(mixed.width).toBe(400);
  });
});

describe('zoom', () => {
  it('goes to the next step from any scale and stops at the ends', () => {
    expect(zoomFrom(1, 1)).toBe(1.1);
    expect(zoomFrom(0.97, 1)).toBe(1);
    expect(zoomFrom(0.97, -1)).toBe(0.9);
    expect(zoomFrom(4, 1)).toBe(4);
    expect(zoomFrom(0.25, -1)).toBe(0.25);
  });
});
