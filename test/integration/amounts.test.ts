import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.ts';

describe('the amounts of a contract are a trade secret (B-Q16, E-09)', () => {
  let test: TestApp;
  let dossier: string;
  beforeAll(async () => {
    test = await createTestApp('2022-05-12');
    await test.setUp();
    ({ id: dossier } = await test.ok('dossier.createSample', { kind: 'development-contract' }));
  }, 60_000);
  afterAll(() => test.close());

  it('asking to see them leaves the asking and its answer in the log', async () => {
    await test.ok('dossier.unmask', { dossier });
    const { rows } = await test.ok('audit.list', { limit: 2 });
    expect(rows.map((row) => [row.channel, row.stage])).toEqual([
      ['dossier.unmask', 'result'],
      ['dossier.unmask', 'intent'],
    ]);
  });

  it('search does not find the amount in words, and finds the title', async () => {
    const found = async (text: string) =>
      (await test.ok('search.find', { text }))
        .filter((hit) => hit.kind === 'dossier')
        .map((hit) => hit.target);
    expect(await found('玖拾陆万元整')).toEqual([]);
    expect(await found('用途管制辅助审查系统')).toEqual([dossier]);
  });

  it('answers the exposure day by day, each side with its sum (B-P)', async () => {
    const days = ['2022-05-12', '2023-01-31'];
    const answer = await test.ok('dossier.exposure', { dossier, days });
    expect(answer.map(({ date }) => date)).toEqual(days);
    for (const { rows, totals } of answer) {
      expect(rows.length).toBeGreaterThan(0);
      for (const total of totals) expect(total.incurred).toBeLessThanOrEqual(total.at_most);
    }
  });
});
