import { greyRings } from './grey-rings.ts';
import { overlaps, type PageImage, placeOf, round, type SealMark, sectors } from './seal-mark.ts';

export type { PageImage, SealMark } from './seal-mark.ts';

/** A coloured mark cut by the page’s edge, as a seal across pages leaves one. */
export interface EdgeMark {
  side: 'left' | 'right';
  /** Middle and height in shares of the page. */
  y: number;
  height: number;
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
  pixels: number;
}

/** Seals of units measure 38–45 mm, those of persons from 16 mm; a scan shrinks or widens them a little. */
const least = 13;
const most = 68;
/** Between the arcs of one seal at the edge lies less than its diameter. */
const gap = 30;
const cell = 3;

/** Looks for what may be seals on a page, best first. */
export function findSeals(image: PageImage): SealMark[] {
  const coloured = (['red', 'blue'] as const).flatMap((colour) => colouredSeals(image, colour));
  const grey = coloured.some(({ verdict }) => verdict === 'found') ? [] : greyRings(image);
  const apart = grey.filter((one) => !coloured.some((other) => overlaps(one, other)));
  return [...coloured, ...apart].toSorted((a, b) => rank(b) - rank(a)).slice(0, 8);
}

/** Coloured marks that the left or right edge cuts. */
export function findEdgeMarks(image: PageImage): EdgeMark[] {
  const mmOf = image.dpi / 25.4;
  const cut = componentsOf(image, maskOf(image, 'red')).flatMap((box): EdgeBox[] => {
    const [width, height] = [(box.right - box.left) / mmOf, (box.bottom - box.top) / mmOf];
    if (height < 7 || height > most || width < 1 || width > 40 || height < width * 0.7) return [];
    const side = box.right >= image.width - mmOf * 2.5 ? 'right' : box.left <= mmOf * 2.5 ? 'left' : null;
    return side === null ? [] : [{ side, top: box.top, bottom: box.bottom }];
  });
  return joined(cut, mmOf).map(({ side, top, bottom }) => ({
    side,
    y: (top + bottom) / 2 / image.height,
    height: (bottom - top) / image.height,
  }));
}

interface EdgeBox {
  side: EdgeMark['side'];
  top: number;
  bottom: number;
}

/** A ring that the edge cuts leaves an arc above and one below: what may be parts of one seal is told as one. */
function joined(boxes: readonly EdgeBox[], mmOf: number): EdgeBox[] {
  const marks: EdgeBox[] = [];
  for (const box of boxes.toSorted((a, b) => a.side.localeCompare(b.side) || a.top - b.top)) {
    const last = marks.at(-1);
    const bottom = Math.max(last?.bottom ?? 0, box.bottom);
    const near = last?.side === box.side && box.top - last.bottom < gap * mmOf;
    if (last !== undefined && near && bottom - last.top < most * mmOf) last.bottom = bottom;
    else marks.push({ ...box });
  }
  return marks;
}

function rank(mark: SealMark): number {
  return (mark.verdict === 'found' ? 2 : 0) + mark.score;
}

/** Pixels of a colour, and how far each is from grey. The paper’s own tint is taken off first. */
function maskOf({ data, width, height }: PageImage, colour: 'red' | 'blue'): Uint8Array {
  const mask = new Uint8Array(width * height);
  const paper = paperTint(data);
  for (let at = 0, pixel = 0; at < mask.length; at += 1, pixel += 4) {
    const [r, g, b] = [
      (data[pixel] ?? 255) + paper.r,
      (data[pixel + 1] ?? 255) + paper.g,
      (data[pixel + 2] ?? 255) + paper.b,
    ];
    const apart = colour === 'red' ? r - Math.max(g, b) : b - Math.max(r, g * 0.92);
    // A faint seal is pale; what counts is that it leans to its colour, against how bright it is.
    if (
      apart > 20 &&
      apart > (colour === 'red' ? r : b) * 0.11 &&
      (colour === 'red' ? Math.abs(g - b) < apart * 0.85 + 12 : true)
    )
      mask[at] = Math.min(255, apart);
  }
  return mask;
}

/** What has to be added to each channel so that the paper is white: the median of its brighter pixels. */
function paperTint(data: PageImage['data']): { r: number; g: number; b: number } {
  const channels: number[][] = [[], [], []];
  const step = Math.max(4, Math.floor(data.length / 4 / 4000) * 4);
  for (let at = 0; at + 2 < data.length; at += step)
    for (const [index, list] of channels.entries()) list.push(data[at + index] ?? 255);
  const [r = 255, g = 255, b = 255] = channels.map(
    (list) => list.sort((x, y) => x - y)[Math.floor(list.length * 0.7)],
  );
  const white = Math.max(r, g, b);
  return { r: white - r, g: white - g, b: white - b };
}

/** Touching pixels of a mask as boxes, cells of three pixels and their neighbours joined. */
function componentsOf({ width, height }: PageImage, mask: Uint8Array): Box[] {
  const columns = Math.ceil(width / cell);
  const rows = Math.ceil(height / cell);
  const count = new Uint8Array(columns * rows);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if ((mask[y * width + x] ?? 0) > 0) {
        const at = Math.floor(y / cell) * columns + Math.floor(x / cell);
        count[at] = (count[at] ?? 0) + 1;
      }
  const seen = new Uint8Array(columns * rows);
  const boxes: Box[] = [];
  for (let start = 0; start < count.length; start += 1) {
    // One stray pixel in a cell is noise of a scan.
    if ((count[start] ?? 0) < 2 || seen[start] === 1) continue;
    const queue = [start];
    seen[start] = 1;
    const box: Box = { left: width, top: height, right: 0, bottom: 0, pixels: 0 };
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      const [cx, cy] = [at % columns, Math.floor(at / columns)];
      box.left = Math.min(box.left, cx * cell);
      box.top = Math.min(box.top, cy * cell);
      box.right = Math.max(box.right, Math.min(width, (cx + 1) * cell));
      box.bottom = Math.max(box.bottom, Math.min(height, (cy + 1) * cell));
      box.pixels += count[at] ?? 0;
      for (let dy = -2; dy <= 2; dy += 1)
        for (let dx = -2; dx <= 2; dx += 1) {
          const [nx, ny] = [cx + dx, cy + dy];
          if (nx < 0 || ny < 0 || nx >= columns || ny >= rows) continue;
          const next = ny * columns + nx;
          if (seen[next] === 1 || (count[next] ?? 0) < 2) continue;
          seen[next] = 1;
          queue.push(next);
        }
    }
    boxes.push(box);
  }
  return withoutInner(boxes);
}

/** The star and the letters within a ring belong to it. */
function withoutInner(boxes: readonly Box[]): Box[] {
  const big = boxes.filter(({ pixels }) => pixels > 20).toSorted((a, b) => area(b) - area(a));
  const kept: Box[] = [];
  for (const box of big) {
    const around = kept.find(
      (one) =>
        box.left >= one.left - cell &&
        box.right <= one.right + cell &&
        box.top >= one.top - cell &&
        box.bottom <= one.bottom + cell,
    );
    if (around === undefined) kept.push({ ...box });
    else around.pixels += box.pixels;
  }
  return kept;
}

function area(box: Box): number {
  return (box.right - box.left) * (box.bottom - box.top);
}

function colouredSeals(image: PageImage, colour: 'red' | 'blue'): SealMark[] {
  const mask = maskOf(image, colour);
  const mmOf = image.dpi / 25.4;
  return componentsOf(image, mask).flatMap((box): SealMark[] => {
    const [width, height] = [(box.right - box.left) / mmOf, (box.bottom - box.top) / mmOf];
    if (Math.min(width, height) < least || Math.max(width, height) > most) return [];
    if (width > height * 1.7 || height > width * 1.7) return [];
    const fill = box.pixels / area(box);
    const ring = Math.max(ringShare(image.width, mask, box), frameShare(image.width, mask, box));
    // A picture or a block of colour is full; what is hardly there is a smear.
    if (fill > 0.72 || fill < 0.015 || ring < 0.4) return [];
    // Handwriting in blue makes no ring; a blue seal has to be nearly whole.
    if (colour === 'blue' && ring < 0.8) return [];
    const found = ring >= 0.72 && fill <= 0.6 && (colour === 'red' || ring >= 0.9);
    return [{ colour, verdict: found ? 'found' : 'unsure', score: round(ring), ...placeOf(image, box) }];
  });
}

/** The share of directions from the middle in which the ellipse of a box has colour at its rim. */
function ringShare(width: number, mask: Uint8Array, box: Box): number {
  const [cx, cy] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const [rx, ry] = [(box.right - box.left) / 2, (box.bottom - box.top) / 2];
  let hit = 0;
  for (let sector = 0; sector < sectors; sector += 1) {
    const angle = (sector / sectors) * 2 * Math.PI;
    let on = false;
    for (let radius = 0.86; radius <= 1 && !on; radius += 0.5 / Math.max(rx, ry)) {
      const x = Math.round(cx + Math.cos(angle) * rx * radius);
      const y = Math.round(cy + Math.sin(angle) * ry * radius);
      on = (mask[y * width + x] ?? 0) > 0;
    }
    if (on) hit += 1;
  }
  // A full disc and a square have colour there too; both reach into the corners.
  const corner = [
    [box.left, box.top],
    [box.right, box.top],
    [box.left, box.bottom],
    [box.right, box.bottom],
  ].filter(([x = 0, y = 0]) =>
    near(width, mask, x + Math.sign(cx - x) * rx * 0.12, y + Math.sign(cy - y) * ry * 0.12),
  ).length;
  return corner >= 3 ? 0 : hit / sectors;
}

function near(width: number, mask: Uint8Array, x: number, y: number): boolean {
  for (let dy = -2; dy <= 2; dy += 1)
    for (let dx = -2; dx <= 2; dx += 1)
      if ((mask[Math.round(y + dy) * width + Math.round(x + dx)] ?? 0) > 0) return true;
  return false;
}

/** The share of a square frame that is there: the seal of a person. */
function frameShare(width: number, mask: Uint8Array, box: Box): number {
  const [w, h] = [box.right - box.left, box.bottom - box.top];
  if (w > h * 1.25 || h > w * 1.25) return 0;
  let hit = 0;
  const steps = 40;
  const depth = Math.max(3, Math.round(w * 0.1));
  for (let step = 0; step < steps; step += 1) {
    const along = (step + 0.5) / steps;
    const sides: [number, number, number, number][] = [
      [box.left + along * w, box.top, 0, 1],
      [box.left + along * w, box.bottom - 1, 0, -1],
      [box.left, box.top + along * h, 1, 0],
      [box.right - 1, box.top + along * h, -1, 0],
    ];
    for (const [x, y, dx, dy] of sides) {
      for (let into = 0; into < depth; into += 1)
        if ((mask[Math.round(y + dy * into) * width + Math.round(x + dx * into)] ?? 0) > 0) {
          hit += 1;
          break;
        }
    }
  }
  return hit / (steps * 4);
}
