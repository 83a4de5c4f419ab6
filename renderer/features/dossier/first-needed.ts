import type { Standing } from '../../../shared/engine/indicators.ts';

/**
 * What to do first: targets that are not met, the one furthest behind an even pace first; one that only waits for its
 * proof or a person's word comes after those that lack the thing itself.
 */
export function firstNeeded(standings: readonly Standing[], elapsed: number | null): Standing[] {
  const behind = ({ progress }: Standing) => (elapsed ?? 1) - progress;
  const onlyProof = ({ verdict }: Standing) => (verdict === 'fail' ? 0 : 1);
  return standings
    .filter(({ verdict, missing }) => verdict !== 'pass' && missing !== null)
    .toSorted((a, b) => onlyProof(a) - onlyProof(b) || behind(b) - behind(a));
}
