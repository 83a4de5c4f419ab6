import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Output } from '../../shared/ipc/contract.ts';
import { createTestApp, type TestApp, password } from '../support/app.ts';
import { finalGuideline } from '../support/guideline.ts';

const kind = 'programme-application';
let test: TestApp;
let sample: Output<'dossier.create'>['id'];
let draft: Output<'dossier.create'>['id'];
let file: string;

beforeEach(async () => {
  test = await createTestApp('2026-03-16');
  await test.setUp();
  ({ id: sample } = await test.ok('dossier.createSample', { kind }));
  ({ id: draft } = await test.ok('dossier.create', { kind }));
  file = join(test.folder, '正式稿.json');
  writeFileSync(file, JSON.stringify(finalGuideline()));
  test.answers.files = [file];
});
afterEach(() => test.close());

it('shows what differs and whom it touches, and changes nothing by looking (C-Q01)', async () => {
  const [before] = await test.ok('guideline.state');
  expect(before).toMatchObject({
    kind,
    accepted: null,
    behind: 0,
    facts: { version: 'draft-1', draft: true },
  });
  const offer = await test.ok('guideline.choose');
  expect(offer?.was).toMatchObject({ status: '征求意见稿', draft: true });
  expect(offer?.is).toMatchObject({ version: 'final-1', status: '正式稿', draft: false });
  const said = offer?.changes.map(({ group, what, from, to }) => [group.zh, what.zh, from, to]) ?? [];
  expect(said).toContainEqual(['总则', '期限 · 申报截止日', '', '2026-03-31']);
  expect(said.find(([group = '']) => group.startsWith('1.6'))?.[1]).toBe('领域方向');
  expect(said.find(([group = '']) => group.startsWith('M4'))?.[1]).toMatch(/^考核指标 · .+ · 指标值$/u);
  const touched = offer?.dossiers.find(({ dossier }) => dossier === sample);
  // Its own direction and topic, and what is for all; not the fields of another direction.
  expect(touched?.changes.map(({ group }) => group.zh.slice(0, 2))).not.toContain('1.');
  expect(touched?.changes.some(({ group }) => group.zh.startsWith('M4'))).toBe(true);
  expect(offer?.dossiers.find(({ dossier }) => dossier === draft)?.phase).toBe('draft');
  expect((await test.ok('guideline.state'))[0]?.facts.version).toBe('draft-1');
  expect(
    (await test.ok('dossier.view', { dossier: sample })).record.fields['guideline_data'],
  ).toBeUndefined();
});

it('is taken over by the dossiers named, with history and log, and new ones begin with it', async () => {
  const { offer = '' } = (await test.ok('guideline.choose')) ?? {};
  const [state] = await test.ok('guideline.accept', { offer, dossiers: [sample, draft] });
  expect(state).toMatchObject({
    facts: { version: 'final-1', draft: false },
    accepted: { by: '林某戊' },
    behind: 0,
  });
  const view = await test.ok('dossier.view', { dossier: sample });
  expect(view.record.fields).toMatchObject({ guideline_status: '正式稿', application_due: '2026-03-31' });
  expect(
    view.obligations.find(({ rule, nominal }) => rule === 'C-T02' && nominal === '2026-03-31'),
  ).toBeDefined();
  const [newest] = await test.ok('dossier.history', { dossier: sample });
  expect(newest).toMatchObject({ noun: 'fields', version: 2 });
  expect(newest?.reason).toContain('final-1');
  expect((await test.ok('dossier.draft', { dossier: draft })).fields['application_due']).toBe('2026-03-31');
  const { rows } = await test.ok('audit.list', {});
  expect(rows.filter(({ channel }) => channel.startsWith('guideline.'))).toMatchObject([
    { channel: 'guideline.accept', outcome: 'ok', dossier: null },
    { channel: 'guideline.accept', outcome: 'ok', dossier: draft },
    { channel: 'guideline.accept', outcome: 'ok', dossier: sample },
  ]);
  const { id } = await test.ok('dossier.create', { kind });
  await test.restart();
  await test.ok('session.unlock', { login: 'linmouwu', password });
  expect((await test.ok('dossier.draft', { dossier: id })).fields).toMatchObject({
    guideline_status: '正式稿',
  });
  expect((await test.ok('guideline.state'))[0]).toMatchObject({ behind: 0, facts: { version: 'final-1' } });
});

it('changes all of the dossiers or none (C-Q01)', async () => {
  const { offer = '' } = (await test.ok('guideline.choose')) ?? {};
  const { id: other } = await test.ok('dossier.createSample', { kind });
  const { id: contract } = await test.ok('dossier.createSample', { kind: 'development-contract' });
  const before = await test.ok('audit.list', {});
  // The second is of another kind, the third nobody knows: the first stays as it was, and so does the shelf.
  for (const wrong of [contract, 'f'.repeat(32) as typeof contract]) {
    const refusal = await test.refused('guideline.accept', { offer, dossiers: [other, wrong] });
    expect(refusal.code).toBe(wrong === contract ? 'bad_input' : 'not_found');
    const { record } = await test.ok('dossier.view', { dossier: other });
    expect(record.fields['guideline_data']).toBeUndefined();
  }
  const after = await test.ok('audit.list', {});
  expect(after.rows.filter(({ outcome }) => outcome === 'ok').length).toBe(
    before.rows.filter(({ outcome }) => outcome === 'ok').length,
  );
});

it('takes over only what was shown, only where it belongs, and no other file', async () => {
  expect(await test.refused('guideline.accept', { offer: '0'.repeat(64) })).toMatchObject({
    code: 'conflict',
  });
  const { offer = '' } = (await test.ok('guideline.choose')) ?? {};
  const { id: contract } = await test.ok('dossier.createSample', { kind: 'development-contract' });
  expect(await test.refused('guideline.accept', { offer, dossiers: [contract] })).toMatchObject({
    code: 'bad_input',
    rule: 'C-Q01',
  });
  await test.ok('guideline.forget');
  expect(await test.refused('guideline.accept', { offer, dossiers: [sample] })).toMatchObject({
    code: 'conflict',
  });
  const wrong = { ...finalGuideline(), status: '定稿' };
  for (const [text, misfit] of [
    [JSON.stringify(wrong), 'status'],
    [JSON.stringify({ ...wrong, format: 'another' }), 'format'],
    ['{', ''],
  ] as const) {
    writeFileSync(file, text);
    expect(await test.refused('guideline.choose')).toMatchObject({
      code: 'guideline_invalid',
      rule: 'C-Q01',
      params: { path: misfit },
    });
  }
});
