import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const cli = path.join(root, 'build/bootstrap/cli.mjs');
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'juanzong-cli-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(args: string[], options: { cwd?: string; env?: Record<string, string>; input?: string } = {}) {
  return spawnSync(process.execPath, [cli, ...args], {
    cwd: options.cwd ?? folder,
    encoding: 'utf8',
    input: options.input ?? '',
    env: { ...process.env, npm_lifecycle_event: '', INIT_CWD: '', ...options.env },
  });
}

describe('the command line’s bootstrap', () => {
  it('answers from another folder, with nothing but JSON on stdout', () => {
    const { status, stdout, stderr } = run(['workday', '2026-09-28', '-5']);
    expect(status, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ from: '2026-09-28', offset: -5 });
    expect(stderr).toBe('');
  });

  it('passes exit codes through', () => {
    expect(run(['no-such-command']).status).toBe(2);
    expect(run(['workday']).status).toBe(2);
    expect(run(['amount', '壹贰元']).status).not.toBe(0);
  });

  it('means file names from where the person stands, also when npm changed the folder', () => {
    writeFileSync(path.join(folder, 'broken.json'), '{"kind":');
    for (const place of [
      { cwd: folder },
      { cwd: root, env: { npm_lifecycle_event: 'cli', INIT_CWD: folder } },
    ]) {
      const { status, stdout, stderr } = run(['check', 'broken.json'], place);
      expect(status).toBe(2);
      expect(stdout).toBe('');
      // Found and not understood; a wrong folder would say that it is not there.
      expect(stderr).toContain('JSON');
    }
  });

  it('passes standard input through', () => {
    const { status, stderr } = run(['check', '-'], { input: 'not json' });
    expect(status).toBe(2);
    expect(stderr).toContain('JSON');
  });
});
