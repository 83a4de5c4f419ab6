import { closeSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, password, type TestApp } from '../../../test/support/app.ts';
import { kind } from '../../../test/support/path.ts';
import { runCli } from '../main.ts';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
  await test.setUp();
  await test.ok('dossier.createSample', { kind });
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

it('writes an archive, brings it back, and says why it does not', async () => {
  const out = join(test.folder, 'out');
  mkdirSync(out);
  const written = await run(['archive', 'export', test.userData, out]);
  expect(written).toMatchObject({ code: 0, json: { name: expect.stringContaining('归档') } });
  const bag = join(out, written.json.name);
  expect(await run(['archive', 'import', test.userData, bag])).toMatchObject({ code: 0, json: { files: 1 } });
  // Two of the same number now.
  expect((await run(['archive', 'export', test.userData, out, '--dossier', 'x'])).code).toBe(2);
  expect((await run(['archive', 'export', test.userData, out])).code).toBe(2);
  rmSync(join(bag, 'data/record/dossier.json'));
  const refused = await run(['archive', 'import', test.userData, bag]);
  expect(refused).toMatchObject({ code: 1, json: null });
  expect(refused.err).toContain('不能导入这个归档包');
  expect(refused.err).toContain('核对不通过');
  expect((await run(['archive', 'burn', test.userData, bag])).code).toBe(2);
});
