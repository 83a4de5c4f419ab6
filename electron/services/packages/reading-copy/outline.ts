import { PDFDict, type PDFDocument, PDFHexString, PDFName, PDFNull, type PDFRef } from '@cantoo/pdf-lib';

/** A bookmark: its words, the page it opens (0-based), and those under it. */
export interface Bookmark {
  title: string;
  page: number;
  under: readonly Bookmark[];
}

/** Writes bookmarks (ISO 32000 12.3.3) and asks readers to show them. */
export function writeOutline(document: PDFDocument, bookmarks: readonly Bookmark[]): void {
  if (bookmarks.length === 0) return;
  const { context } = document;
  const pages = document.getPages().map((page) => page.ref);
  const write = (
    items: readonly Bookmark[],
    parent: PDFRef,
  ): { first: PDFRef; last: PDFRef; count: number } => {
    const refs = items.map(() => context.nextRef());
    let count = items.length;
    for (const [index, item] of items.entries()) {
      const dict = PDFDict.withContext(context);
      dict.set(PDFName.of('Title'), PDFHexString.fromText(item.title));
      dict.set(PDFName.of('Parent'), parent);
      const page = pages[item.page];
      if (page !== undefined) {
        const top = [page, PDFName.of('XYZ'), PDFNull, PDFNull, PDFNull];
        dict.set(PDFName.of('Dest'), context.obj(top));
      }
      const [before, after] = [refs[index - 1], refs[index + 1]];
      if (before !== undefined) dict.set(PDFName.of('Prev'), before);
      if (after !== undefined) dict.set(PDFName.of('Next'), after);
      const own = refs[index];
      if (own === undefined) continue;
      if (item.under.length > 0) {
        const below = write(item.under, own);
        dict.set(PDFName.of('First'), below.first);
        dict.set(PDFName.of('Last'), below.last);
        dict.set(PDFName.of('Count'), context.obj(below.count));
        count += below.count;
      }
      context.assign(own, dict);
    }
    const [first, last] = [refs[0], refs.at(-1)];
    if (first === undefined || last === undefined) throw new RangeError('no bookmarks');
    return { first, last, count };
  };
  const root = context.nextRef();
  const { first, last, count } = write(bookmarks, root);
  const dict = PDFDict.withContext(context);
  dict.set(PDFName.of('Type'), PDFName.of('Outlines'));
  dict.set(PDFName.of('First'), first);
  dict.set(PDFName.of('Last'), last);
  dict.set(PDFName.of('Count'), context.obj(count));
  context.assign(root, dict);
  document.catalog.set(PDFName.of('Outlines'), root);
  document.catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'));
}
