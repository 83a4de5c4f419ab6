import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp('2025-06-02');
  await test.setUp();
});
afterAll(() => test.close());

// Rulebook P, state machine B: what holds beside the way is told with the dossier and in the list.
it('tells what holds beside the way, and no longer once it has ended', async () => {
  const { id: dossier } = await test.ok('dossier.createSample', { kind: 'development-contract' });
  const record = (key: string, date: string) => test.ok('event.record', { dossier, key, date, evidence: [] });
  const side = async () => ({
    view: (await test.ok('dossier.view', { dossier })).state.side.map(({ title, since }) => [
      title.zh,
      since,
    ]),
    list: (await test.ok('dossier.list')).find(({ id }) => id === dossier)?.state.side.map(({ zh }) => zh),
  });
  const before = await side();
  await record('suspension_noticed', '2025-05-20');
  const suspended = await side();
  expect(suspended.view).toContainEqual(['乙方暂停', '2025-05-20']);
  expect(suspended.list).toContain('乙方暂停');
  await record('work_resumed', '2025-05-28');
  expect(await side()).toEqual(before);
  await record('termination_notice_received', '2025-06-01');
  expect((await side()).view).toContainEqual(['已解除', '2025-06-01']);
});
