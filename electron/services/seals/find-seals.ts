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
  strength: number;
}

/** Seals of units measure 38–45 mm, those of persons from 16 mm; a scan shrinks or widens them a little. */
const least = 13;
const most = 68;
const cell = 3;
const sectors = 72;

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
  return componentsOf(image, maskOf(image, 'red')).flatMap((box): EdgeMark[] => {
    const [width, height] = [(box.right - box.left) / mmOf, (box.bottom - box.top) / mmOf];
    if (height < 7 || height > most || width < 1 || width > 40 || height < width * 0.7) return [];
    const side = box.right >= image.width - mmOf * 2.5 ? 'right' : box.left <= mmOf * 2.5 ? 'left' : null;
    if (side === null) return [];
    return [
      {
        side,
        y: (box.top + box.bottom) / 2 / image.height,
        height: (box.bottom - box.top) / image.height,
      },
    ];
  });
}

function rank(mark: SealMark): number {
  return (mark.verdict === 'found' ? 2 : 0) + mark.score;
}

function overlaps(a: SealMark, b: SealMark): boolean {
  const x = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const y = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return x > 0 && y > 0 && x * y > 0.3 * Math.min(a.width * a.height, b.width * b.height);
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
    if (apart > 20 && apart > (colour === 'red' ? r : b) * 0.11 && (colour === 'red' ? Math.abs(g - b) < apart * 0.85 + 12 : true))
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
  const [r = 255, g = 255, b = 255] = channels.map((list) => list.sort((x, y) => x - y)[Math.floor(list.length * 0.7)]);
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
    const box: Box = { left: width, top: height, right: 0, bottom: 0, pixels: 0, strength: 0 };
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
        box.left >= one.left - cell && box.right <= one.right + cell && box.top >= one.top - cell && box.bottom <= one.bottom + cell,
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

function placeOf(image: PageImage, box: Pick<Box, 'left' | 'top' | 'right' | 'bottom'>) {
  return {
    x: round(box.left / image.width),
    y: round(box.top / image.height),
    width: round((box.right - box.left) / image.width),
    height: round((box.bottom - box.top) / image.height),
  };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
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
  ].filter(([x = 0, y = 0]) => near(width, mask, x + Math.sign(cx - x) * rx * 0.12, y + Math.sign(cy - y) * ry * 0.12)).length;
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

/** A ring without colour, as a copy in grey shows it: never more than unsure. */
function greyRings(image: PageImage): SealMark[] {
  const small = halved(image);
  const mmOf = small.dpi / 25.4;
  const [width, height] = [small.width, small.height];
  const dark = small.dark;
  const points: number[] = [];
  for (let at = 0; at < dark.length; at += 1) if (dark[at] === 1) points.push(at);

  if (points.length < 200 || points.length > dark.length * 0.3) return [];
  const marks: SealMark[] = [];
  for (let size = 18; size <= 23; size += 1) {
    const radius = size * mmOf;
    const votes = new Uint16Array(width * height);
    const turns = Array.from({ length: 32 }, (_, turn) => {
      const angle = (turn / 32) * 2 * Math.PI;
      return [Math.round(Math.cos(angle) * radius), Math.round(Math.sin(angle) * radius)] as const;
    });
    for (const at of points) {
      const x = at % width;
      const y = (at - x) / width;
      for (const [dx, dy] of turns) {
        const cx = x + dx;
        const cy = y + dy;
        if (cx < 0 || cy < 0 || cx >= width || cy >= height) continue;
        const place = cy * width + cx;
        votes[place] = (votes[place] ?? 0) + 1;
      }
    }
    const best = topOf(votes, 12);
    for (const place of best) {
      const [cx, cy] = [place % width, Math.floor(place / width)];
      // The true radius lies within half a millimetre.
      const score = Math.max(
        ...[-0.5, 0, 0.5].map((by) => contrast(dark, width, height, cx, cy, radius + by * mmOf, mmOf)),
      );
      if (score < 0.6) continue;
      const box = { left: cx - radius, top: cy - radius, right: cx + radius, bottom: cy + radius };
      marks.push({ colour: 'grey', verdict: 'unsure', score: round(score), ...placeOf({ ...image, width, height }, box) });
    }
  }
  const kept: SealMark[] = [];
  for (const mark of marks.toSorted((a, b) => b.score - a.score))
    if (!kept.some((one) => overlaps(one, mark))) kept.push(mark);
  return kept.slice(0, 4);
}

/** Half the size; what is clearly darker than the paper around counts as dark. */
function halved({ data, width, height, dpi }: PageImage) {
  const [w, h] = [Math.floor(width / 2), Math.floor(height / 2)];
  const light = new Uint8Array(w * h);
  for (let y = 0; y < h; y += 1)
    for (let x = 0; x < w; x += 1) {
      let darkest = 255;
      for (const [dx, dy] of [
        [0, 0],
        [1, 0],
        [0, 1],
        [1, 1],
      ] as const) {
        const at = ((y * 2 + dy) * width + x * 2 + dx) * 4;
        const seen = ((data[at] ?? 255) * 3 + (data[at + 1] ?? 255) * 6 + (data[at + 2] ?? 255)) / 10;
        darkest = Math.min(darkest, seen);
      }
      light[y * w + x] = darkest;
    }
  const dark = darkerThanAround(light, w, h);
  return { dark, width: w, height: h, dpi: dpi / 2 };
}

/** Darker than the paper of its own part of the page: the side in the shade of a photograph is paper too. */
function darkerThanAround(light: Uint8Array, width: number, height: number): Uint8Array {
  const dark = new Uint8Array(light.length);
  const tile = 40;
  for (let top = 0; top < height; top += tile)
    for (let left = 0; left < width; left += tile) {
      const levels = new Uint32Array(256);
      const [right, bottom] = [Math.min(width, left + tile), Math.min(height, top + tile)];
      for (let y = top; y < bottom; y += 1)
        for (let x = left; x < right; x += 1) {
          const level = light[y * width + x] ?? 255;
          levels[level] = (levels[level] ?? 0) + 1;
        }
      // The brightest eighth of a part is paper, even under dense print.
      let [paper, count] = [255, 0];
      for (; paper > 0 && count < ((right - left) * (bottom - top)) / 8; paper -= 1) count += levels[paper] ?? 0;
      for (let y = top; y < bottom; y += 1)
        for (let x = left; x < right; x += 1)
          if ((light[y * width + x] ?? 255) < paper - 28) dark[y * width + x] = 1;
    }
  return dark;
}

function topOf(votes: Uint16Array, count: number): number[] {
  const best: number[] = [];
  let floor = 0;
  for (let at = 0; at < votes.length; at += 1) {
    const value = votes[at] ?? 0;
    if (value <= floor) continue;
    best.push(at);
    if (best.length > count * 4) {
      best.sort((a, b) => (votes[b] ?? 0) - (votes[a] ?? 0));
      best.length = count;
      floor = votes[best[count - 1] ?? 0] ?? 0;
    }
  }
  return best.sort((a, b) => (votes[b] ?? 0) - (votes[a] ?? 0)).slice(0, count);
}

/**
 * The share of directions in which a thin line stands at the radius with less beside it: in dense print everything is
 * dark, and a ring only where it is darker than what is around it.
 */
function contrast(
  dark: Uint8Array,
  width: number,
  height: number,
  cx: number,
  cy: number,
  radius: number,
  mmOf: number,
): number {
  const at = (r: number, angle: number): number => {
    const [x, y] = [Math.round(cx + Math.cos(angle) * r), Math.round(cy + Math.sin(angle) * r)];
    return x < 0 || y < 0 || x >= width || y >= height ? 0 : (dark[y * width + x] ?? 0);
  };
  let good = 0;
  for (let sector = 0; sector < sectors; sector += 1) {
    let [on, off] = [0, 0];
    const parts = 5;
    for (let part = 0; part < parts; part += 1) {
      const angle = ((sector + part / parts) / sectors) * 2 * Math.PI;
      let line = 0;
      for (let r = radius - mmOf * 0.8; r <= radius + mmOf * 0.8; r += 0.5) line = Math.max(line, at(r, angle));
      on += line;
      // Outside: from two to three and a half millimetres beyond the line.
      let beyond = 0;
      let looked = 0;
      for (let r = radius + mmOf * 2; r <= radius + mmOf * 3.5; r += 0.7) {
        beyond += at(r, angle);
        looked += 1;
      }
      off += looked === 0 ? 0 : beyond / looked;
    }
    if (on / parts >= 0.8 && off / parts < 0.45) good += 1;
  }
  return good / sectors;
}
