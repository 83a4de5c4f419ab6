import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.ts';
import { kind } from '../support/path.ts';

describe('our side (rulebook 0: 我方每个卷宗必填)', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp('2024-10-14');
    await test.setUp();
  }, 60_000);
  afterAll(() => test.close());

  it('no dossier is finished before it is chosen, and the draft stays as it is', async () => {
    const { id: dossier } = await test.ok('dossier.create', { kind });
    await test.ok('dossier.saveDraft', { dossier, fields: { project_title: '某课题' } });
    expect(await test.refused('dossier.finish', { dossier })).toMatchObject({
      code: 'our_side_missing',
      params: { path: 'our_side' },
    });
    const draft = await test.ok('dossier.draft', { dossier });
    expect(draft).toMatchObject({ our_side: null, fields: { project_title: '某课题' } });
    // Chosen, it is no longer what keeps the draft from ending.
    await test.ok('dossier.saveDraft', { dossier, our_side: 'party_a' });
    expect((await test.refused('dossier.finish', { dossier })).code).toBe('blocked_by_findings');
    // And one can take it back only while it is a draft.
    await test.ok('dossier.saveDraft', { dossier, our_side: null });
    expect((await test.refused('dossier.finish', { dossier })).code).toBe('our_side_missing');
  });

  it('no amendment takes it away', async () => {
    const { id: dossier } = await test.ok('dossier.createSample', { kind });
    const { version, record } = await test.ok('dossier.view', { dossier });
    const side = record.our_side;
    expect(side).toMatch(/^party_/);
    const taken = { dossier, version, our_side: null, fields: {}, reason: '改' };
    expect(await test.refused('dossier.amend', taken)).toMatchObject({ code: 'our_side_missing' });
    expect((await test.ok('dossier.view', { dossier })).record.our_side).toBe(side);
    const other = side === 'party_a' ? 'party_b' : 'party_a';
    await test.ok('dossier.amend', { ...taken, our_side: other });
    expect((await test.ok('dossier.view', { dossier })).record.our_side).toBe(other);
  });
});
