import { expect, it } from 'vitest';
import type { Standing } from '../../../shared/engine/indicators.ts';
import { firstNeeded } from './first-needed.ts';

const standing = (key: string, verdict: Standing['verdict'], progress: number, lacks = true): Standing =>
  ({
    target: { key },
    verdict,
    progress,
    missing: lacks ? { zh: '缺', en: 'lacks' } : null,
  }) as unknown as Standing;

it('what lacks most comes first, what only waits for its proof last, what is met not at all', () => {
  const list = [
    standing('met', 'pass', 1, false),
    standing('proof', 'warn', 0.1),
    standing('near', 'fail', 0.7),
    standing('nothing', 'fail', 0),
  ];
  for (const elapsed of [0.5, null])
    expect(firstNeeded(list, elapsed).map(({ target }) => target.key)).toEqual(['nothing', 'near', 'proof']);
});
