import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { archiveInput, materialOf } from '../../../test/support/outgoing.ts';
import { exportArchive } from '../../services/archive/export-archive.ts';
import { runCli } from '../main.ts';

let root: string;
let bag: string;
beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'jz-discs-'));
  const materials = await Promise.all(
    [1, 2, 3].map((n) => materialOf(`${n}.bin`, new Uint8Array(50_000).fill(n))),
  );
  bag = path.join(root, (await exportArchive(archiveInput(root, materials))).name);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function discs(...line: string[]) {
  let text = '';
  let err = '';
  const code = await runCli(['discs', ...line, '--today', '2026-03-02'], {
    stdin: async () => new Uint8Array(0),
    stdout: (more) => (text += more),
    stderr: (more) => (err += more),
    environment: {},
    now: Date.now(),
  });
  return { code, err, json: text === '' ? null : JSON.parse(text) };
}

it('plans two sets, lays each disc out, and re-reads it against the plan', async () => {
  const planned = await discs('plan', bag, root, '--kind', 'CD', '--stage');
  expect(planned).toMatchObject({ code: 0, json: { kind: 'CD', sets: 2, discs: [{ number: 1 }] } });
  const made = path.join(root, readdirSync(root).find((name) => name.startsWith('刻录')) ?? '');
  expect(readdirSync(made).toSorted()).toEqual(['plan.json', '盘01', '盘签.pdf', '移交目录.pdf']);
  const plan = path.join(made, 'plan.json');
  const disc = path.join(made, '盘01');
  expect(await discs('check', plan, disc, '--disc', '1')).toMatchObject({
    code: 0,
    json: { valid: true, findings: [] },
  });
  const file = path.join(disc, 'data/evidence/0002.bin');
  const bytes = readFileSync(file);
  bytes[7] = 0;
  writeFileSync(file, bytes);
  rmSync(path.join(disc, 'data/evidence/0003.bin'));
  writeFileSync(path.join(disc, 'autorun.inf'), '');
  expect(await discs('check', plan, disc, '--disc', '1')).toMatchObject({
    code: 1,
    json: {
      findings: [
        { code: 'changed', path: 'data/evidence/0002.bin' },
        { code: 'missing', path: 'data/evidence/0003.bin' },
        { code: 'extra', path: 'autorun.inf' },
      ],
    },
  });
  expect((await discs('check', plan, disc)).code).toBe(2);
  expect((await discs('check', bag, disc, '--disc', '1')).code).toBe(2);
  expect((await discs('plan', bag, root, '--kind', 'LP')).code).toBe(2);
  appendFileSync(path.join(bag, 'README.txt'), 'x');
  const refused = await discs('plan', bag, root, '--kind', 'DVD');
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('核对不通过');
});
