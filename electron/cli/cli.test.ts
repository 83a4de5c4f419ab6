import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import sample from '../../shared/agreements/cooperation-agreement/sample.json' with { type: 'json' };
import { samples } from '../../shared/agreements/index.generated.ts';
import { runCli, todayInShanghai } from './main.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'juanzong-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function run(line: string[], input = '', environment: Record<string, string> = {}) {
  let out = '';
  let err = '';
  const code = await runCli(line, {
    stdin: () => Promise.resolve(new TextEncoder().encode(input)),
    stdout: (text) => (out += text),
    stderr: (text) => (err += text),
    environment,
    now: Date.parse('2024-11-10T02:00:00Z'),
  });
  return { code, out, err, json: out.startsWith('{') ? (JSON.parse(out) as Record<string, unknown>) : null };
}

describe('workday', () => {
  it('takes -5 as a number', async () => {
    expect((await run(['workday', '2024-09-20', '-5'])).json).toMatchObject({
      from: '2024-09-20',
      offset: -5,
      date: '2024-09-12',
      provisional: false,
    });
    expect((await run(['workday', '2024-09-02', '+10'])).json).toMatchObject({
      offset: 10,
      date: '2024-09-14',
    });
    expect((await run(['workday', '2024-09-15', '-0'])).json).toMatchObject({
      offset: 0,
      date: '2024-09-18',
    });
  });

  it.each([
    [['2024-02-30', '1']],
    [['2024-09-20', '1.5']],
    [['2024-09-20']],
    [['2003-12-31', '3']],
    [['2199-12-30', '900']],
    [['2024-09-20', '5', '--sideways']],
  ])('refuses %j with exit 2 and says why', async (args) => {
    const { code, out, err } = await run(['workday', ...args]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toBe('');
  });
});

describe('amount', () => {
  it.each([
    [['捌万元整（¥80,000.00）'], 8_000_000],
    [['680000.00'], 68_000_000],
    [['8', '万元'], 8_000_000],
  ])('%j', async (args, fen) => expect((await run(['amount', ...args])).json).toMatchObject({ fen }));

  it('writes figures as text and words', async () => {
    expect((await run(['amount', '-12.3'])).json).toEqual({
      fen: -1230,
      figures: '-12.30',
      words: '负壹拾贰元叁角',
    });
  });

  it('refuses a contradiction with 1, what is malformed with 2', async () => {
    const contradiction = await run(['amount', '捌万元整（¥56,000.00）']);
    expect(contradiction).toMatchObject({ code: 1, out: '' });
    expect(contradiction.err).toContain('G-015');
    expect(await run(['amount', '八万块钱'])).toMatchObject({ code: 2, out: '' });
    expect(await run(['amount', '.5'])).toMatchObject({ code: 2, out: '' });
    expect(await run(['amount', '80000', '70000'])).toMatchObject({ code: 1, out: '' });
  });

  it('takes -¥5 as a number', async () => {
    expect((await run(['amount', '-¥80,000.00'])).json).toMatchObject({ fen: -8_000_000 });
  });
});

describe('exposure', () => {
  const contract = JSON.stringify(samples['development-contract']);
  it('says what each party would owe on each day asked, in yuan, and what is not added', async () => {
    const { code, json } = await run(
      ['exposure', '-', '--on', '2022-05-12', '2023-01-31', '--today', '2023-02-01'],
      contract,
    );
    expect(code).toBe(0);
    const { days } = json as {
      days: { date: string; totals: Record<string, unknown>[]; rows: Record<string, unknown>[] }[];
    };
    expect(days.map(({ date }) => date)).toEqual(['2022-05-12', '2023-01-31']);
    // B-Q05: of the leak's 50 % and the annex's 100 % only the higher is counted.
    const leak = days[0]?.rows.filter(({ rule }) => rule === 'B-P07' || rule === 'B-P09') ?? [];
    expect(leak.map(({ rule, amount, counted }) => [rule, amount, counted])).toEqual([
      ['B-P07', '480000.00', false],
      ['B-P09', '960000.00', true],
    ]);
  });
  it('takes no word for a day', async () => {
    expect((await run(['exposure', '-', '--on', 'tomorrow'], contract)).code).toBe(2);
  });
});

describe('schedule and check', () => {
  it('tells keys that have no place in a record, and ends on a file nested too deeply', async () => {
    const stray = {
      kind: 'cooperation-agreement',
      $schema: 'x',
      notes: 1,
      fields: { period: { from: 1, end: '2024-11-30' }, period_end: '2024-12-31' },
    };
    const { json } = await run(['check', '-'], JSON.stringify(stray));
    expect(json?.['findings']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ rule: 'unknown_key', severity: 'info', path: 'notes' }),
        expect.objectContaining({ rule: 'unknown_key', severity: 'info', path: 'fields.period.from' }),
        // Said twice and differently: the field itself holds.
        expect.objectContaining({ rule: 'unknown_key', path: 'fields.period.end' }),
      ]),
    );
    expect(JSON.stringify(json)).not.toContain('$schema');
    const other = file('other.json', '{"kind":"cooperation-agreement","fields":[]}');
    const compared = await run(['check', '-', '--with', other], JSON.stringify(stray));
    expect(compared).toMatchObject({ code: 2, out: '' });
    expect(compared.err).toContain('other.json');
    const deep = `{"kind":"cooperation-agreement","fields":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_001)}`;
    expect(await run(['check', '-'], deep)).toMatchObject({ code: 2, out: '' });
  });

  it('read a file with a byte order mark, and standard input', async () => {
    const path = file('bom.json', `\ufeff${JSON.stringify(sample)}`);
    const { json } = await run(['schedule', path, '--today', '2024-12-02']);
    const obligations = (json?.['obligations'] ?? []) as {
      rule: string;
      title: string;
      amount: unknown;
      status: string;
    }[];
    expect(obligations.find((o) => o.rule === 'A-T11')).toMatchObject({ amount: '84000.00', status: 'met' });
    expect(obligations.find((o) => o.rule === 'A-T02')?.title).toBe('提交课题中期报告');
    const piped = await run(
      ['check', '-', '--package', 'P-A3', '--today=2024-12-02'],
      JSON.stringify(sample),
    );
    expect(piped.code).toBe(0);
  });

  it('ends with 1 where something blocks, with the rule and the clause', async () => {
    const bad = { ...sample, fields: { ...sample.fields, funding_quota: '80000.00' } };
    const { code, json } = await run(['check', '-'], JSON.stringify(bad));
    expect(code).toBe(1);
    expect(((json?.['findings'] ?? []) as object[])[0]).toMatchObject({
      rule: 'A-F29',
      severity: 'block',
      path: 'fields.funding_quota',
      clause: { line: 264 },
    });
  });

  it('speaks English where asked or where the locale does', async () => {
    const one = await run(['schedule', '-', '--lang', 'en'], JSON.stringify(sample));
    expect(one.out).toContain('Submit the interim report');
    const two = await run(['workday', 'x', '1'], '', { LANG: 'en_GB.UTF-8' });
    expect(two.err).toContain('is not a real date');
  });

  it.each([
    ['{', 'not JSON'],
    ['[]', 'a list'],
    ['{"fields":{}}', 'no kind'],
    ['{"kind":"x"}', 'an unknown kind'],
    ['{"kind":"cooperation-agreement","fields":{"total_amount":"eight"}}', 'no amount'],
  ])('refuses %s (%s) with exit 2', async (input) => {
    const { code, out, err } = await run(['check', '-'], input);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.length).toBeGreaterThan(3);
  });

  it('refuses a missing file, wrong bytes and an unknown package', async () => {
    expect((await run(['check', join(folder, 'none.json')])).code).toBe(2);
    expect((await run(['check', file('gb.json', new Uint8Array([0x7b, 0xb0, 0xa1, 0x7d]))])).code).toBe(2);
    expect((await run(['check', '-', '--package', 'P-Z9'], JSON.stringify(sample))).code).toBe(2);
  });

  it('compares with other dossiers', async () => {
    const [a, b] = [file('a.json', JSON.stringify(sample)), file('b.json', JSON.stringify(sample))];
    const { json } = await run(['check', a, '--with', a, b, '--today', '2024-12-02']);
    expect(((json?.['findings'] ?? []) as { rule: string }[]).map((finding) => finding.rule)).toContain(
      'A-F03',
    );
  });
});

describe('the frame', () => {
  it('has help for all and for each', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    for (const name of ['workday', 'amount', 'schedule', 'check']) {
      expect(out).toContain(name);
      const own = await run([name, '--help']);
      expect(own.code).toBe(0);
      expect(own.out).toContain(`juanzong ${name}`);
    }
    expect((await run([])).code).toBe(2);
    expect((await run(['fly'])).code).toBe(2);
    expect((await run(['toString'])).code).toBe(2);
  });

  it('knows today in Shanghai whatever the zone', () => {
    expect(todayInShanghai(Date.parse('2024-11-09T15:59:59Z'))).toBe('2024-11-09');
    expect(todayInShanghai(Date.parse('2024-11-09T16:00:00Z'))).toBe('2024-11-10');
  });

  it('runs as a programme', () => {
    const main = fileURLToPath(new URL('main.ts', import.meta.url));
    const out = execFileSync(process.execPath, [main, 'workday', '2026-02-10', '10'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    expect(JSON.parse(out)).toMatchObject({ date: '2026-03-02' });
  });
});
