import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runCli } from '../../electron/cli/main.ts';
import { verifyFile } from '../../electron/services/audit/audit-file.ts';
import { createTestApp, password, type TestApp } from '../support/app.ts';
import { kind } from '../support/path.ts';

describe('E-10: an exported log proves itself', () => {
  let test: TestApp;
  let file: string;
  let bytes: Buffer;
  let root: string;
  beforeAll(async () => {
    test = await createTestApp();
    await test.setUp();
    await test.ok('dossier.createSample', { kind });
    await test.refused('dossier.view', { dossier: '0'.repeat(32) });
    await test.ok('setting.set', { idle_minutes: 12 });
    const out = join(test.folder, 'out');
    mkdirSync(out);
    test.answers.folder = out;
    const exported = await test.ok('audit.export', { details: true });
    root = exported.root;
    file = join(out, exported.name, 'audit.jsonl');
    bytes = readFileSync(file);
    expect(readdirSync(join(out, exported.name)).sort()).toEqual(['README.txt', 'audit.jsonl']);
  });
  afterAll(() => test.close());

  const lines = () => bytes.toString('utf8').split('\n').slice(0, -1);
  const join2 = (some: readonly string[]) => Buffer.from(`${some.join('\n')}\n`, 'utf8');

  async function cli(...line: string[]): Promise<{ code: number; told: unknown }> {
    let out = '';
    const code = await runCli(line, {
      stdin: async () => new Uint8Array(),
      stdout: (text) => {
        out += text;
      },
      stderr: () => undefined,
      environment: {},
      now: 0,
    });
    return { code, told: out === '' ? null : JSON.parse(out) };
  }

  it('is verified with the file alone, and its signer is certified', async () => {
    const { code, told } = await cli('audit', 'verify', file, '--root', root);
    expect(code).toBe(0);
    expect(told).toMatchObject({ valid: true, fault: null, from: 1, signer: 'linmouwu', root });
    expect((told as { heads: number }).heads).toBeGreaterThan(0);
    // Its own intent is the last entry.
    expect(lines().at(-2)).toContain('"audit.export"');
    expect((await cli('audit', 'verify', file)).code).toBe(0);
    expect((await cli('audit', 'verify', file, '--root', 'f'.repeat(64))).told).toMatchObject({
      valid: false,
      fault: { reason: 'root' },
    });
    expect((await cli('audit', 'prove', file)).code).toBe(2);
    expect((await cli('audit', 'verify', file, '--root', 'x')).code).toBe(2);
  });

  it('a change of any single byte is found', { timeout: 240_000 }, () => {
    const missed: number[] = [];
    for (let spot = 0; spot < bytes.length; spot += 1) {
      const changed = Buffer.from(bytes);
      changed[spot] = (changed[spot] ?? 0) ^ 1;
      if (verifyFile(changed, root).valid) missed.push(spot);
    }
    expect(missed).toEqual([]);
  });

  it('a line removed, doubled, moved or cut at any position is found', { timeout: 240_000 }, () => {
    const whole = lines();
    for (let spot = 0; spot < whole.length; spot += 1) {
      const line = whole[spot] ?? '';
      const without = whole.toSpliced(spot, 1);
      const told = (some: readonly string[]) => verifyFile(join2(some), root).valid;
      expect(told(without), `removed ${spot}`).toBe(false);
      expect(told(whole.toSpliced(spot, 0, line)), `doubled ${spot}`).toBe(false);
      expect(told(whole.slice(0, spot)), `cut ${spot}`).toBe(false);
      if (spot > 0) {
        const [above = ''] = whole.slice(spot - 1);
        expect(told(whole.toSpliced(spot - 1, 2, line, above)), `moved ${spot}`).toBe(false);
      }
    }
    expect(verifyFile(bytes.subarray(0, -1)).valid).toBe(false);
    expect(verifyFile(Buffer.concat([bytes, Buffer.from('\n')])).valid).toBe(false);
    expect(verifyFile(Buffer.concat([Buffer.from('\ufeff'), bytes])).valid).toBe(false);
    expect(verifyFile(new Uint8Array()).fault).toMatchObject({ reason: 'no_end' });
  });

  it('the chain is checked first: the place of the fault is the entry, not the signature', () => {
    const whole = lines();
    const at = whole.findIndex((line) => line.includes('"setting.set"'));
    const seq = (JSON.parse(whole[at] ?? '') as { entry: { seq: number } }).entry.seq;
    const changed = (whole[at] ?? '').replace('"ok"', '"failed"');
    expect(verifyFile(join2(whole.with(at, changed))).fault).toEqual({ line: at + 1, seq, reason: 'hash' });
  });

  it('a store that signs itself with another root is not the unit’s', async () => {
    const other = await createTestApp();
    await other.setUp();
    other.answers.folder = other.folder;
    const { name } = await other.ok('audit.export', {});
    const forged = readFileSync(join(other.folder, name, 'audit.jsonl'));
    expect(verifyFile(forged).valid).toBe(true);
    expect(verifyFile(forged, root).fault).toMatchObject({ reason: 'root' });
    // Its certificates under our root vouch for nothing.
    const ours = JSON.parse(lines()[0] ?? '') as { anchor: string };
    const [first = '', ...rest] = forged.toString('utf8').split('\n').slice(0, -1);
    const mixed = JSON.stringify({ ...(JSON.parse(first) as object), anchor: ours.anchor });
    expect(verifyFile(join2([mixed, ...rest])).valid).toBe(false);
    await other.close();
  });

  it('E-06: an export needs the password within five minutes; the wrong one counts and is logged', async () => {
    const later = performance.now() + 6 * 60_000;
    const clock = vi.spyOn(performance, 'now').mockReturnValue(later);
    try {
      expect(await test.refused('audit.export', {})).toEqual({
        ok: false,
        code: 'needs_password',
        rule: 'E-06',
      });
      expect((await test.refused('session.confirm', { password: 'wrong-password' })).code).toBe(
        'wrong_password',
      );
      expect((await test.refused('audit.export', {})).code).toBe('needs_password');
      await test.ok('session.confirm', { password });
      test.answers.folder = test.folder;
      await test.ok('audit.export', {});
    } finally {
      clock.mockRestore();
    }
    const { rows } = await test.ok('audit.list', { limit: 20 });
    expect(rows.map(({ channel, outcome, code }) => [channel, outcome, code])).toEqual(
      expect.arrayContaining([
        ['audit.export', 'refused', 'needs_password'],
        ['session.confirm', 'refused', 'wrong_password'],
        ['session.confirm', 'ok', null],
        ['audit.export', 'ok', null],
      ]),
    );
  });

  it('E-12: filters by person, dossier, stage, outcome and day; paging goes by number', async () => {
    const { rows, accounts } = await test.ok('audit.list', { outcome: 'refused' });
    expect(rows.length).toBeGreaterThan(2);
    expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(new Set(['refused']));
    const [me] = accounts;
    expect((await test.ok('audit.list', { account: me?.id })).rows[0]?.account).toBe('林某戊');
    expect((await test.ok('audit.list', { account: 'f'.repeat(32) })).rows).toEqual([]);
    const stored = (await test.ok('audit.list', { lifecycle: 'store' })).rows;
    expect(stored.map(({ channel }) => channel)).toEqual(['dossier.createSample']);
    const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    expect((await test.ok('audit.list', { from: day, to: day })).rows.length).toBeGreaterThan(5);
    expect((await test.ok('audit.list', { from: '2001-01-01', to: '2001-01-02' })).rows).toEqual([]);
    const page = (await test.ok('audit.list', { limit: 2 })).rows;
    const next = (await test.ok('audit.list', { limit: 2, before: page[1]?.seq })).rows;
    expect(next[0]?.seq).toBe((page[1]?.seq ?? 0) - 1);
    const chain = await test.ok('audit.check', {});
    expect(chain).toMatchObject({ ok: true, checked: chain.length });
  });

  it('an extract by days verifies, and days without an entry give none', async () => {
    test.answers.folder = join(test.folder, 'out');
    expect((await test.refused('audit.export', { to: '2001-01-01' })).code).toBe('not_found');
    mkdirSync(join(test.folder, 'part'));
    test.answers.folder = join(test.folder, 'part');
    const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const part = await test.ok('audit.export', { from: day });
    const out = readFileSync(join(test.folder, 'part', part.name, 'audit.jsonl'));
    expect(verifyFile(out, root)).toMatchObject({ valid: true, entries: part.entries });
    expect(out.includes('"details":')).toBe(false);
    writeFileSync(join(test.folder, 'not-json'), 'x\n');
    expect((await cli('audit', 'verify', join(test.folder, 'not-json'))).told).toMatchObject({
      valid: false,
      fault: { line: 1, reason: 'malformed' },
    });
  });
});
