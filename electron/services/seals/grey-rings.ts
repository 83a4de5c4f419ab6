import { overlaps, type PageImage, placeOf, round, type SealMark, sectors } from './seal-mark.ts';

/** A ring without colour, as a copy in grey shows it: never more than unsure. */
export function greyRings(image: PageImage): SealMark[] {
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
      marks.push({
        colour: 'grey',
        verdict: 'unsure',
        score: round(score),
        ...placeOf({ ...image, width, height }, box),
      });
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
      for (; paper > 0 && count < ((right - left) * (bottom - top)) / 8; paper -= 1)
        count += levels[paper] ?? 0;
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
      for (let r = radius - mmOf * 0.8; r <= radius + mmOf * 0.8; r += 0.5)
        line = Math.max(line, at(r, angle));
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
