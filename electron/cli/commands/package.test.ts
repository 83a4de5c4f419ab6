import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, password, type TestApp } from '../../../test/support/app.ts';
import { kind } from '../../../test/support/path.ts';
import { makePdf } from '../../../test/support/pdf.ts';
import { runCli } from '../main.ts';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
  await test.setUp();
  const { id: dossier } = await test.ok('dossier.createSample', { kind });
  const file = join(test.folder, '结题报告.pdf');
  writeFileSync(file, await makePdf('report', 3));
  test.answers.files = [file];
  const [item] = (await test.ok('evidence.choose', { dossier })).items;
  if (item === undefined) throw new Error('nothing sealed');
  const { object } = item;
  const { entry } = await test.ok('material.bind', {
    dossier,
    object,
    package: 'P-A3',
    piece: 'final_report',
  });
  await test.ok('material.confirm', { dossier, entry, sealed: true });
  const holders = [{ copy: 1, holder: '甲方', date: null, signed_by: '' }];
  await test.ok('material.paper', { dossier, entry, pages: 2, matches: null, copies: 2, holders });
  await test.app.close();
});
afterAll(() => test.close());

async function run(line: string[]) {
  const file = join(test.folder, 'secret');
  writeFileSync(file, `${password}\n`);
  const fd = openSync(file, 'r');
  let out = '';
  let err = '';
  try {
    const code = await runCli([...line, '--password-fd', String(fd)], {
      stdin: async () => new Uint8Array(0),
      stdout: (text) => (out += text),
      stderr: (text) => (err += text),
      environment: {},
      now: Date.now(),
    });
    return { code, err, json: out === '' ? null : JSON.parse(out) };
  } finally {
    closeSync(fd);
  }
}

it('says what a package lacks, piece by piece, with paper that differs (A-D05)', async () => {
  const all = await run(['package', 'status', test.userData]);
  expect(all.code).toBe(1);
  expect(all.json.map((one: { package: string }) => one.package)).toContain('P-A3');
  const one = await run(['package', 'status', test.userData, '--package', 'P-A3']);
  expect(one).toMatchObject({ code: 1, json: { package: 'P-A3', ready: false, doubtful: 1 } });
  expect(one.json.pieces).toContainEqual(
    expect.objectContaining({
      piece: 'final_report',
      state: 'doubtful',
      paper: [expect.objectContaining({ pages: 2, copies: 2, doubts: ['电子版3页，纸质版2页'] })],
    }),
  );
  expect(one.json.findings).toContainEqual(
    expect.objectContaining({
      rule: 'A-D05',
      severity: 'block',
      message: expect.stringContaining('纸质版2页'),
    }),
  );
});

it('writes package, reading copy and print list; refuses what is incomplete and not said to be', async () => {
  const into = (name: string) => {
    const folder = join(test.folder, name);
    mkdirSync(folder);
    return folder;
  };
  const out = into('包');
  const refused = await run(['package', 'export', test.userData, out, '--package', 'P-A3']);
  expect(refused).toMatchObject({ code: 1, json: null });
  expect(readdirSync(out)).toEqual([]);
  const made = await run(['package', 'export', test.userData, out, '--package', 'P-A3', '--incomplete']);
  expect(made).toMatchObject({ code: 0, json: { name: expect.stringContaining('未齐') } });
  expect(readdirSync(join(out, made.json.name))).toContain('阅览件.pdf');
  const bare = await run([
    'package',
    'export',
    test.userData,
    into('原件'),
    '--package',
    'P-A3',
    '--incomplete',
    '--no-copy',
  ]);
  expect(readdirSync(join(test.folder, '原件', bare.json.name))).not.toContain('阅览件.pdf');
  const copy = await run(['package', 'copy', test.userData, into('阅览'), '--package', 'P-A3']);
  expect(copy).toMatchObject({ code: 0, json: { pages: 4, untaken: 0 } });
  execFileSync('qpdf', ['--check', join(test.folder, '阅览', copy.json.name)]);
  const list = await run(['package', 'print-list', test.userData, into('清单'), '--package', 'P-A3']);
  expect(readdirSync(join(test.folder, '清单', list.json.name)).toSorted()).toEqual([
    '印制清单.docx',
    '印制清单.pdf',
    '印制清单.xlsx',
  ]);
});

it('tells wrong usage', async () => {
  expect((await run(['package', 'burn', test.userData])).code).toBe(2);
  expect((await run(['package', 'export', test.userData])).code).toBe(2);
  expect((await run(['package', 'status', test.userData, '--package', 'P-Z9'])).code).toBe(2);
});
