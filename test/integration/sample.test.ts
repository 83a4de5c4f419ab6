import { describe, expect, it } from 'vitest';
import { createTestApp } from '../support/app.ts';
import { kind } from '../support/path.ts';

describe('a sample dossier', () => {
  it('lives like a real one, stands on evidence, and can be thrown away whole', async () => {
    const test = await createTestApp('2024-10-14');
    try {
      await test.setUp();
      const { id: dossier } = await test.ok('dossier.createSample', { kind });
      const view = await test.ok('dossier.view', { dossier });
      expect(view.phase).toBe('sample');
      expect(view.title).not.toBe('');
      expect(view.state.steps.filter((step) => step.reached_on !== null).length).toBeGreaterThan(2);
      expect(view.findings.filter((finding) => finding.severity === 'block')).toEqual([]);
      const object = view.evidence[0]?.object ?? '';
      expect(await test.app.session.open?.vault.list()).toContain(object);
      await test.ok('dossier.discard', { dossier });
      expect(await test.ok('dossier.list')).toEqual([]);
      expect(await test.app.session.open?.vault.list()).toEqual([]);
      expect((await test.refused('dossier.view', { dossier })).code).toBe('not_found');
    } finally {
      await test.close();
    }
  });
});
