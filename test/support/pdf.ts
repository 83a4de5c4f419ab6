import { PDFDocument, rgb, StandardFonts } from '@cantoo/pdf-lib';

/** A PDF of some pages with a line of text and, where asked for, a red ring like a seal on the last page. */
export async function makePdf(text: string, pages = 1, seal = true): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (let number = 1; number <= pages; number += 1) {
    const page = document.addPage([595, 842]);
    page.drawText(`${text} / ${number} of ${pages}`, { x: 60, y: 760, size: 14, font });
    if (seal && number === pages) {
      page.drawCircle({ x: 420, y: 200, size: 60, borderColor: rgb(0.8, 0.1, 0.1), borderWidth: 4 });
    }
  }
  return document.save();
}
