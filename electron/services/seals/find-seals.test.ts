import { describe, expect, it } from 'vitest';
import { sealPage, type SealPage } from '../../../test/support/seal-pages.ts';
import { findEdgeMarks, findSeals, type SealMark } from './find-seals.ts';

const each = 30;

function hits(page: SealPage, marks: readonly SealMark[]): SealMark | undefined {
  const { seal } = page;
  if (seal === null) return undefined;
  const [cx, cy] = [seal.x + seal.width / 2, seal.y + seal.height / 2];
  return marks.find(
    (mark) =>
      Math.abs(mark.x + mark.width / 2 - cx) < seal.width / 2 &&
      Math.abs(mark.y + mark.height / 2 - cy) < seal.height / 2,
  );
}

async function measure(kind: 'seal' | 'grey' | 'none', from: number) {
  const counts = { found: 0, unsure: 0, none: 0, elsewhere: 0 };
  const wrong: string[] = [];
  for (let seed = from; seed < from + each; seed += 1) {
    const page = await sealPage(kind, seed);
    const marks = findSeals(page.image);
    const hit = kind === 'none' ? marks[0] : hits(page, marks);
    if (hit === undefined) counts.none += 1;
    else counts[hit.verdict] += 1;
    if (kind !== 'none' && marks.some((mark) => mark !== hit && mark.verdict === 'found'))
      counts.elsewhere += 1;
    if ((kind === 'none') === (hit !== undefined))
      wrong.push(`${seed} ${page.what} ${hit?.colour ?? ''} ${hit?.score ?? ''}`);
  }
  return { counts, wrong };
}

describe('seals on pages as scanners and cameras give them', () => {
  it('are seen where they are, and seldom where they are not', async () => {
    const seal = await measure('seal', 1);
    const grey = await measure('grey', 1001);
    const none = await measure('none', 2001);
    const rates = { seal: seal.counts, grey: grey.counts, none: none.counts };
    process.stderr.write(
      `${JSON.stringify(rates)}\n${[...seal.wrong, ...grey.wrong, ...none.wrong].join('\n')}\n`,
    );
    // Of coloured seals at most one in twenty is overlooked; a false “found” at most one page in thirty.
    expect(seal.counts.none).toBeLessThanOrEqual(each / 20);
    expect(none.counts.found).toBeLessThanOrEqual(each / 30);
    expect(none.counts.unsure).toBeLessThanOrEqual(each / 6);
    // A copy in grey is never sure.
    expect(grey.counts.found).toBe(0);
    expect(grey.counts.none).toBeLessThanOrEqual(each / 4);
  }, 240_000);

  it('that the edge cuts are told with their height', () => {
    const [width, height, dpi] = [827, 1169, 100];
    const data = new Uint8ClampedArray(width * height * 4).fill(255);
    for (let y = 500; y < 660; y += 1)
      for (let x = width - 26; x < width; x += 1)
        if (Math.abs(Math.hypot(x - width - 40, y - 580) - 80) < 6 || (y % 20 < 6 && x % 9 < 5))
          data.set([200, 30, 30, 255], (y * width + x) * 4);
    expect(findEdgeMarks({ data, width, height, dpi })).toMatchObject([{ side: 'right' }]);
    const [mark] = findEdgeMarks({ data, width, height, dpi });
    expect(mark?.y).toBeCloseTo(580 / height, 2);
    expect(findEdgeMarks({ data: data.map(() => 255), width, height, dpi })).toEqual([]);
  });
});
