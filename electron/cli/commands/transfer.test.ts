import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, password, type TestApp } from '../../../test/support/app.ts';
import { kind } from '../../../test/support/path.ts';
import { runCli } from '../main.ts';

let a: TestApp;
let b: TestApp;
beforeAll(async () => {
  a = await createTestApp();
  b = await createTestApp();
  for (const each of [a, b]) await each.setUp();
  await a.ok('dossier.createSample', { kind });
  for (const each of [a, b]) await each.app.close();
}, 60_000);
afterAll(async () => {
  await a.close();
  await b.close();
});

async function run(line: string[]) {
  const file = join(a.folder, 'secret');
  writeFileSync(file, `${password}\n`);
  const fd = openSync(file, 'r');
  let out = '';
  let err = '';
  try {
    const code = await runCli(['transfer', ...line, '--password-fd', String(fd)], {
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

it('takes keys, seals a dossier to one, takes it in, and says why it does not', async () => {
  const out = join(a.folder, 'out');
  mkdirSync(out);
  const key = await run(['key', b.userData, out, '--asks']);
  expect(key.code).toBe(0);
  const { json: known } = await run(['keys', b.userData]);
  const file = join(out, key.json.name);
  const wrong = await run(['trust', a.userData, file, '--fingerprint', '0000 0000']);
  expect(wrong).toMatchObject({ code: 1 });
  expect(wrong.err).toContain('填的指纹与文件里的公钥不符');
  expect(await run(['trust', a.userData, file, '--fingerprint', known.own.fingerprint])).toMatchObject({
    code: 0,
    json: { print: known.own.print },
  });

  const asked = ['send', a.userData, out, '--purpose', '联合验收'];
  expect((await run([...asked, '--to', '没有这人'])).code).toBe(2);
  expect((await run(['send', a.userData, out, '--to', '林某戊'])).code).toBe(2);
  const sent = await run([...asked, '--to', '林某戊']);
  expect(sent).toMatchObject({ code: 0, json: { name: expect.stringContaining('.jzx'), files: 1 } });

  const sealed = join(out, sent.json.name);
  const other = await run(['receive', a.userData, sealed]);
  expect(other).toMatchObject({ code: 1, json: null });
  expect(other.err).toContain('它是封给另一把公钥的');
  expect(await run(['receive', b.userData, sealed])).toMatchObject({ code: 0, json: { files: 1 } });
  const again = await run(['receive', b.userData, sealed]);
  expect(again.code).toBe(1);
  expect(again.err).toContain('已经接收过一次');
  expect((await run(['receive', b.userData, sealed, '--decide', 'both'])).code).toBe(2);
  expect((await run(['burn', b.userData, sealed])).code).toBe(2);
}, 120_000);
