import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Output } from '../../shared/ipc/contract.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { kind } from '../support/path.ts';

let test: TestApp;
let root: string;
let dossier: Output<'dossier.create'>['id'];

beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'jz-papers-'));
  test = await createTestApp('2024-10-14');
  await test.setUp();
  ({ id: dossier } = await test.ok('dossier.createSample', { kind }));
});
afterEach(async () => {
  await test.close();
  rmSync(root, { recursive: true, force: true });
});

it('offers what can be written, and writes it in the order asked for', async () => {
  const offers = await test.ok('paper.list', { dossier });
  expect(offers.find(({ key }) => key === 'acceptance_application')).toMatchObject({
    rule: 'A-D06',
    pieces: ['acceptance_application'],
    own: false,
  });
  test.answers.folder = root;
  const written = await test.ok('paper.write', {
    dossier,
    package: 'P-A3',
    papers: ['volume_cover', 'volume_contents', 'volume_note'],
  });
  expect(written).toMatchObject({ files: 6 });
  expect(written.blanks).toBeGreaterThan(3);
  const names = readdirSync(path.join(root, written.name)).toSorted();
  expect(names).toEqual([
    '01_案卷封面.docx',
    '01_案卷封面.pdf',
    '02_卷内目录.docx',
    '02_卷内目录.pdf',
    '03_卷内备考表.docx',
    '03_卷内备考表.pdf',
  ]);
  expect(await test.refused('paper.write', { dossier, papers: ['no_such_paper'] })).toMatchObject({
    code: 'bad_input',
  });
}, 60_000);

it('takes a template of the unit in, gives it out, and goes back', async () => {
  test.answers.folder = root;
  const given = await test.ok('paper.giveTemplate', { template: 'integrity-pledge' });
  const file = path.join(root, given.name);
  const own = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, `\ufeff${JSON.stringify({ ...own, title: '本单位承诺书' })}`);
  test.answers.files = [file];
  expect(await test.ok('paper.takeTemplate', {})).toEqual({
    template: 'integrity-pledge',
    title: '本单位承诺书',
  });
  const offered = async () =>
    (await test.ok('paper.list', { dossier })).find(({ template }) => template === 'integrity-pledge');
  expect(await offered()).toMatchObject({ own: true });

  for (const [bad, where] of [
    ['{', 'JSON'],
    [JSON.stringify({ ...own, key: 'no-such-paper' }), 'key'],
    [JSON.stringify({ ...own, form: 'poster' }), 'form'],
    [' '.repeat(300 * 1024), 'size'],
  ] as const) {
    writeFileSync(file, bad);
    test.answers.files = [file];
    expect(await test.refused('paper.takeTemplate', {})).toMatchObject({
      code: 'template_refused',
      params: { where },
    });
  }
  expect(await offered()).toMatchObject({ own: true });
  await test.ok('paper.resetTemplate', { template: 'integrity-pledge' });
  expect(await offered()).toMatchObject({ own: false });
  expect(await test.refused('paper.resetTemplate', { template: 'integrity-pledge' })).toMatchObject({
    code: 'not_found',
  });
});
