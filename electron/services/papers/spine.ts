import type { PDFPage, rgb } from '@cantoo/pdf-lib';
import { mm, spineHeight, spineWidths } from './forms.ts';
import type { PaperBlock } from './paper.ts';
import type { TypeSetter } from './type-setter.ts';

/** What stands on a spine, from above: label and value of each line. */
export function spineLines(blocks: readonly PaperBlock[]): (readonly [string, string])[] {
  return blocks.flatMap((block) => (block.kind === 'facts' ? [...block.rows] : []));
}

/** The spines of one volume side by side, one for each thickness, to be cut out: the text runs downwards. */
export function drawSpines(
  page: PDFPage,
  setter: TypeSetter,
  blocks: readonly PaperBlock[],
  color: ReturnType<typeof rgb>,
): void {
  const lines = spineLines(blocks);
  const top = page.getHeight() - 26 * mm;
  let x = 22 * mm;
  for (const width of spineWidths) {
    page.drawRectangle({
      x,
      y: top - spineHeight * mm,
      width: width * mm,
      height: spineHeight * mm,
      borderColor: color,
      borderWidth: 0.5,
    });
    setter.draw(page, `${width} mm`, { x, y: top + 4, size: 9, color });
    column(page, setter, lines, { x, top, width: width * mm, color });
    x += (width + 12) * mm;
  }
}

/** Upright characters one below the other; where they would not fit, smaller. */
function column(
  page: PDFPage,
  setter: TypeSetter,
  lines: readonly (readonly [string, string])[],
  at: { x: number; top: number; width: number; color: ReturnType<typeof rgb> },
): void {
  const height = spineHeight * mm;
  const texts = lines.map(([, value]) => [...setter.clean(value)]);
  const letters = texts.reduce((sum, text) => sum + text.length, 0) + texts.length * 2;
  const size = Math.min(at.width * 0.62, 22, (height - 12 * mm) / Math.max(1, letters) / 1.12);
  let y = at.top - 6 * mm;
  for (const text of texts) {
    for (const letter of text) {
      y -= size * 1.12;
      const width = setter.measure(letter, size);
      setter.draw(page, letter, {
        x: at.x + (at.width - width) / 2,
        y: y + size * 0.2,
        size,
        color: at.color,
      });
    }
    y -= size * 2;
  }
}
