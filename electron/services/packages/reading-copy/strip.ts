import {
  concatTransformationMatrix,
  type PDFPage,
  popGraphicsState,
  PDFName,
  pushGraphicsState,
  rgb,
} from '@cantoo/pdf-lib';
import type { TypeSetter } from '../../papers/type-setter.ts';

const ink = rgb(0.118, 0.11, 0.098);
const line = rgb(0.55, 0.52, 0.48);
const white = rgb(1, 1, 1);

interface StripWords {
  /** 阅览件, in bold at the left. */
  mark: string;
  /** What of which original the page is; cut in its middle where there is no room. */
  about: string;
  number: string;
}

/**
 * Makes a page longer by a strip under its foot that says that it is a copy, of what, and its number. The strip lies
 * outside what the original shows, so that nothing of it is covered, however the page is turned.
 */
export function addStrip(page: PDFPage, setter: TypeSetter, words: StripWords): void {
  const box = visibleBox(page);
  const turn = (((page.getRotation().angle % 360) + 360) % 360) as 0 | 90 | 180 | 270;
  const lying = turn === 90 || turn === 270;
  const width = lying ? box.height : box.width;
  const unit = Math.min(3, Math.max(0.4, width / 595));
  const high = 22 * unit;
  const { matrix, grown } = grow(box, turn, high);
  for (const key of ['BleedBox', 'TrimBox', 'ArtBox']) page.node.delete(PDFName.of(key));
  page.setMediaBox(...grown);
  page.setCropBox(...grown);
  const size = 8 * unit;
  const pad = 14 * unit;
  page.pushOperators(pushGraphicsState(), concatTransformationMatrix(...matrix));
  page.drawRectangle({ x: 0, y: 0, width, height: high, color: white });
  page.drawLine({
    start: { x: pad, y: high - 3 * unit },
    end: { x: width - pad, y: high - 3 * unit },
    thickness: 0.5 * unit,
    color: line,
  });
  const baseline = 7 * unit;
  const numberWidth = setter.measure(words.number, size);
  setter.draw(page, words.number, { x: width - pad - numberWidth, y: baseline, size, color: ink });
  setter.draw(page, words.mark, { x: pad, y: baseline, size, color: ink, face: 'bold' });
  const from = pad + setter.measure(words.mark, size, 'bold') + size;
  const room = width - pad - numberWidth - size - from;
  setter.draw(
    page,
    fit(words.about, room, (text) => setter.measure(text, size)),
    {
      x: from,
      y: baseline,
      size,
      color: ink,
    },
  );
  page.pushOperators(popGraphicsState());
}

type Six = readonly [number, number, number, number, number, number];
type Four = readonly [number, number, number, number];

/** Where the strip's own axes lie, and the box of the page with it: under that edge which is shown as its foot. */
function grow(
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  turn: 0 | 90 | 180 | 270,
  high: number,
): { matrix: Six; grown: Four } {
  const [right, top] = [x + width, y + height];
  switch (turn) {
    case 0:
      return { matrix: [1, 0, 0, 1, x, y - high], grown: [x, y - high, width, height + high] };
    case 90:
      return { matrix: [0, 1, -1, 0, right + high, y], grown: [x, y, width + high, height] };
    case 180:
      return { matrix: [-1, 0, 0, -1, right, top + high], grown: [x, y, width, height + high] };
    case 270:
      return { matrix: [0, -1, 1, 0, x - high, top], grown: [x - high, y, width + high, height] };
  }
}

/** The part of the page that is shown: its crop box as far as it lies on the medium. */
function visibleBox(page: PDFPage): { x: number; y: number; width: number; height: number } {
  const [media, crop] = [page.getMediaBox(), page.getCropBox()];
  const x = Math.max(media.x, crop.x);
  const y = Math.max(media.y, crop.y);
  const width = Math.min(media.x + media.width, crop.x + crop.width) - x;
  const height = Math.min(media.y + media.height, crop.y + crop.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : media;
}

/** Text with its middle left out where it is too wide: beginning and end say the most. */
export function fit(text: string, room: number, measure: (text: string) => number): string {
  if (measure(text) <= room) return text;
  const letters = [...text];
  for (let keep = letters.length - 1; keep > 0; keep -= 1) {
    const head = Math.ceil(keep / 2);
    const tail = keep - head;
    const shorter = `${letters.slice(0, head).join('')}…${tail === 0 ? '' : letters.slice(-tail).join('')}`;
    if (measure(shorter) <= room) return shorter;
  }
  return '';
}
