import { PDFDocument, type PDFPage } from '@cantoo/pdf-lib';
import { setPaper } from '../../papers/pdf.ts';
import { TypeSetter } from '../../papers/type-setter.ts';
import { copyWords, frontPaper, type Laid, notePaper } from './front.ts';
import { type Bookmark, writeOutline } from './outline.ts';
import type { CopyJob, CopyPart, Untaken } from './parts.ts';
import { addStrip } from './strip.ts';
import { pageOfImage, pagesOfPdf, reasonOf } from './take-pages.ts';

interface Taken {
  part: CopyPart;
  pages: PDFPage[] | null;
  why: Untaken | null;
}

/**
 * Merges originals into one PDF to read: cover, contents, bookmarks, a strip under each page that says that it is a
 * copy and of what. `bytesOf` is asked for one part after the other; what cannot be merged gets a page that says so.
 */
export async function mergeCopy(
  { head, parts }: CopyJob,
  bytesOf: (index: number) => Promise<Uint8Array>,
): Promise<{ bytes: Uint8Array; pages: number; untaken: number }> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const taken: Taken[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.take !== 'pdf' && part.take !== 'image') {
      taken.push({ part, pages: null, why: part.take });
      continue;
    }
    const bytes = await bytesOf(index);
    try {
      const take = part.take === 'pdf' ? pagesOfPdf : pageOfImage;
      taken.push({ part, pages: await take(document, bytes), why: null });
    } catch (error) {
      taken.push({ part, pages: null, why: reasonOf(error) });
    }
  }
  const untaken = taken.flatMap(({ part, why }) => (why === null ? [] : [{ part, why }]));
  const notes = untaken.length === 0 ? [] : await pagesOf(document, await setPaper(notePaper(head, untaken)));
  if (notes.length !== untaken.length) throw new RangeError('a note of two pages');
  const body = taken.map(({ part, pages, why }) => ({
    part,
    why,
    pages: pages ?? notes.splice(0, 1),
  }));

  // The contents name pages behind themselves: set until their own length no longer moves.
  const count = body.reduce((sum, { pages }) => sum + pages.length, 0);
  let front: PDFPage[] = [];
  let laid: Laid[] = [];
  let length = 1;
  for (let turn = 0; turn < 4 && front.length !== length; turn += 1) {
    length = Math.max(1, front.length);
    let from = length + 1;
    laid = body.map(({ part, pages, why }) => {
      const one = { part, from, pages: pages.length, untaken: why };
      from += pages.length;
      return one;
    });
    front = await pagesOf(document, await setPaper(frontPaper(head, laid, length + count)));
  }
  const words = copyWords[head.language];
  const mark = [words.mark, head.watermark ?? ''].filter((part) => part !== '').join('　');
  const setter = await TypeSetter.of(document, JSON.stringify([head, parts, words]));
  const whole = front.length + count;
  const put = (page: PDFPage, about: string) => {
    document.addPage(page);
    const number = words.number(document.getPageCount(), whole);
    addStrip(page, setter, { mark, about: setter.clean(about), number });
  };
  for (const page of front) put(page, words.cover);
  for (const { part, pages, why } of body) {
    for (const [index, page] of pages.entries())
      put(page, `${part.path}　${why === null ? words.page(index + 1, pages.length) : words.note}`);
  }
  writeOutline(document, bookmarksOf(words.cover, laid));
  document.setTitle(words.title(head.title), { showInWindowTitleBar: true });
  document.setAuthor(head.author);
  document.setSubject(mark);
  document.setProducer('Juanzong');
  document.setLanguage(head.language === 'zh' ? 'zh-CN' : 'en');
  const date = new Date(`${head.date}T00:00:00Z`);
  document.setCreationDate(date);
  document.setModificationDate(date);
  return { bytes: await document.save(), pages: whole, untaken: untaken.length };
}

async function pagesOf(into: PDFDocument, bytes: Uint8Array): Promise<PDFPage[]> {
  const source = await PDFDocument.load(bytes, { updateMetadata: false });
  return into.copyPages(source, source.getPageIndices());
}

/** The pieces with their files; a piece of one file is one bookmark. */
function bookmarksOf(cover: string, laid: readonly Laid[]): Bookmark[] {
  const groups = [...Map.groupBy(laid, ({ part }) => part.group)];
  const pieces = groups.map(([group, files]): Bookmark => {
    const [first] = files;
    const under =
      files.length < 2
        ? []
        : files.map(({ part, from }) => ({ title: part.title, page: from - 1, under: [] }));
    return { title: group, page: (first?.from ?? 1) - 1, under };
  });
  return [{ title: cover, page: 0, under: [] }, ...pieces];
}
