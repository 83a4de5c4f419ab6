/** An image as it was drawn: four bytes a pixel, from the top left; `dpi` of an A4 page drawn to this size. */
export interface PageImage {
  data: Uint8ClampedArray | Uint8Array;
  width: number;
  height: number;
  dpi: number;
}

/** A mark that looks like a seal; its place in shares of the page. */
export interface SealMark {
  colour: 'red' | 'blue' | 'grey';
  /** `found`: a coloured ring or frame, closed enough; `unsure`: faint, broken, or without colour. Always a hint. */
  verdict: 'found' | 'unsure';
  /** How much of the ring or frame is there, 0–1. */
  score: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** How many directions a ring is looked at in. */
export const sectors = 72;

/** Whether two marks are the same one seen twice. */
export function overlaps(a: SealMark, b: SealMark): boolean {
  const x = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const y = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return x > 0 && y > 0 && x * y > 0.3 * Math.min(a.width * a.height, b.width * b.height);
}

/** A box in shares of the page. */
export function placeOf(image: PageImage, box: { left: number; top: number; right: number; bottom: number }) {
  return {
    x: round(box.left / image.width),
    y: round(box.top / image.height),
    width: round((box.right - box.left) / image.width),
    height: round((box.bottom - box.top) / image.height),
  };
}

/** To three places. */
export function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
