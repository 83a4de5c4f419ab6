import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { archiveInput, materialOf } from '../../../test/support/outgoing.ts';
import { exportArchive } from '../../services/archive/export-archive.ts';
import { runCli } from '../main.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'jz-verify-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function run(...line: string[]) {
  let out = '';
  let said = '';
  const code = await runCli(['verify', ...line], {
    stdin: async () => new Uint8Array(),
    stdout: (text) => {
      out += text;
    },
    stderr: (text) => {
      said += text;
    },
    environment: { LANG: 'en_US.UTF-8' },
    now: Date.UTC(2026, 2, 2),
  });
  return { code, out, said };
}

it('answers 0 for a valid archive, 1 for an invalid one and for none, 2 for wrong usage', async () => {
  const { name } = await exportArchive(archiveInput(root, [await materialOf('a.pdf', new Uint8Array(5))]));
  const bag = path.join(root, name);
  const good = await run(bag);
  expect(good.code).toBe(0);
  expect(JSON.parse(good.out)).toMatchObject({ valid: true, name, findings: [] });

  appendFileSync(path.join(bag, 'data/evidence/0001.pdf'), 'x');
  const bad = await run(bag);
  expect(bad.code).toBe(1);
  expect(JSON.parse(bad.out).findings).toContainEqual({
    code: 'changed',
    path: 'data/evidence/0001.pdf',
    detail: 'sha256, sha512, sm3',
  });

  for (const none of [root, path.join(bag, 'bagit.txt')]) {
    const refused = await run(none);
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.out)).toMatchObject({ valid: false, findings: [{ code: 'bad_declaration' }] });
  }
  for (const wrong of [[], [path.join(root, 'absent')], [bag, bag], [bag, '--fix']]) {
    const usage = await run(...wrong);
    expect(usage.code, wrong.join(' ')).toBe(2);
    expect(usage.out).toBe('');
    expect(usage.said).toContain('verify <folder>');
  }
});
