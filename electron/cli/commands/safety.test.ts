import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, password, type TestApp } from '../../../test/support/app.ts';
import { kind } from '../../../test/support/path.ts';
import { runCli } from '../main.ts';

let test: TestApp;
let medium: string;
beforeAll(async () => {
  test = await createTestApp();
  await test.setUp();
  await test.ok('dossier.createSample', { kind });
  await test.app.close();
  medium = join(test.folder, 'medium');
  mkdirSync(medium);
});
afterAll(() => test.close());

async function run(line: string[], secret: string = password) {
  const file = join(test.folder, 'secret');
  writeFileSync(file, `${secret}\n`);
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
    return { code, err, json: out === '' ? null : (JSON.parse(out) as Record<string, unknown>) };
  } finally {
    closeSync(fd);
  }
}

describe('health, backup and restore on the command line', () => {
  it('check a store, back it up with a drill, restore it elsewhere, and tell damage by the exit code', async () => {
    const first = await run(['health', test.userData]);
    expect(first).toMatchObject({ code: 0, json: { objects: 1 } });
    expect(JSON.stringify(first.json)).toContain('backup_none');
    const backup = await run(['backup', test.userData, medium, '--drill']);
    expect(backup).toMatchObject({
      code: 0,
      json: { objects: 1, fresh: 1, lacking: [], drill: { proven: 1, findings: [] } },
    });
    const there = join(test.folder, 'elsewhere');
    const restored = await run(['restore', medium, there]);
    expect(restored).toMatchObject({ code: 0, json: { objects: 1, findings: [], proved: { failed: 0 } } });
    expect(await run(['health', there, '--prove'])).toMatchObject({ code: 0, json: { objects: 1 } });
    expect((await run(['restore', medium, there])).code).toBe(2);

    const objects = join(there, 'vault/objects');
    const name =
      readdirSync(objects, { recursive: true })
        .map(String)
        .find((each) => each.endsWith('.jzv')) ?? '';
    const bytes = readFileSync(join(objects, name));
    bytes[4100] = (bytes[4100] ?? 0) ^ 1;
    writeFileSync(join(objects, name), bytes);
    const damaged = await run(['health', there, '--prove']);
    expect(damaged.code).toBe(1);
    expect(JSON.stringify(damaged.json)).toContain('object_damaged');
    const lacking = await run(['backup', there, medium]);
    expect(lacking).toMatchObject({ code: 0, json: { fresh: 0 } });
  }, 120_000);

  it('refuse a wrong password, a folder without a store and a password on the line', async () => {
    expect(await run(['health', test.userData], 'wrong wrong wrong')).toMatchObject({ code: 1, json: null });
    expect(await run(['health', join(test.folder, 'none')])).toMatchObject({ code: 2, json: null });
    expect(await run(['health', medium])).toMatchObject({ code: 1, json: null });
    expect(await run(['restore', test.folder, join(test.folder, 'x')])).toMatchObject({
      code: 1,
      json: null,
    });
    expect(await run(['health', test.userData, '--password', 'x'])).toMatchObject({ code: 2, json: null });
  }, 60_000);
});
