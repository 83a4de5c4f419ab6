import { describe, expect, it } from 'vitest';
import { definitions } from '../agreements/index.generated.ts';
import { clientClasses, infoClasses } from '../ipc/channel.ts';
import { lowers, type Marking, reviewOn, usualMarking } from './marking.ts';

const good = { kind: 'perpetual' } as const;
const of = (infoClass: Marking['infoClass'], retention: Marking['retention'] = good): Marking => ({
  infoClass,
  retention,
});

describe('E-13: class and term of a paper', () => {
  it('is usual for the kind: a trade secret for good, internal where the rules have no clause of secrecy (D-S01)', () => {
    const classes = Object.fromEntries(definitions.map((one) => [one.id, usualMarking(one)]));
    expect(classes['cooperation-agreement']).toEqual(of('trade_secret'));
    expect(classes['development-contract']).toEqual(of('trade_secret'));
    for (const definition of definitions)
      expect(usualMarking(definition).infoClass).toBe(
        definition.confidentiality.length === 0 ? 'internal' : 'trade_secret',
      );
  });

  it('is lowered by a class that is kept less or by a shorter term, and by nothing else', () => {
    expect(lowers(of('trade_secret'), of('public'))).toBe(true);
    expect(lowers(of('client_told'), of('trade_secret'))).toBe(true);
    expect(lowers(of('trade_secret'), of('client_told'))).toBe(false);
    for (const one of clientClasses) expect(lowers(of('client_design'), of(one))).toBe(false);
    for (const one of infoClasses) expect(lowers(of(one), of(one))).toBe(false);
    const terms = [
      { kind: 'years', years: 1 },
      { kind: 'years', years: 5 },
      { kind: 'until_public' },
      good,
    ] as const;
    for (const [at, from] of terms.entries())
      for (const [then, to] of terms.entries())
        expect(lowers(of('internal', from), of('internal', to)), `${at} ${then}`).toBe(then < at);
  });

  it('is reviewed after its years, never lowered by them; a leap day ends with its month (G-002)', () => {
    const years = (n: number) => of('trade_secret', { kind: 'years', years: n });
    expect(reviewOn(years(5), '2024-10-14' as never)).toBe('2029-10-14');
    expect(reviewOn(years(1), '2024-02-29' as never)).toBe('2025-02-28');
    expect(reviewOn(years(4), '2024-02-29' as never)).toBe('2028-02-29');
    expect(reviewOn(of('trade_secret'), '2024-10-14' as never)).toBeNull();
    expect(reviewOn(of('public', { kind: 'until_public' }), '2024-10-14' as never)).toBeNull();
  });
});
