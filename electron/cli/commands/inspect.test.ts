import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fourProperties } from '../../../shared/archive/four-properties.ts';
import { createTestApp, type TestApp } from '../../../test/support/app.ts';
import { kind } from '../../../test/support/path.ts';
import { checks } from '../../services/archive/inspect/checks.ts';
import { runCli } from '../main.ts';

let test: TestApp;
let bag: string;
let out: string;
beforeAll(async () => {
  test = await createTestApp('2027-03-02');
  await test.setUp();
  const { id } = await test.ok('dossier.createSample', { kind });
  const profile = {
    unit: '某研究所',
    fonds: 'Z109',
    category: 'KY',
    volume: '001',
    secrecy: '商业秘密',
  } as const;
  await test.ok('archive.setProfile', {
    ...profile,
    template: '{全宗号}-{项目号}-{件号}',
    retention: '永久',
  });
  out = join(test.folder, 'out');
  mkdirSync(out);
  test.answers.folder = out;
  bag = join(out, (await test.ok('archive.export', { dossier: id })).name);
});
afterAll(() => test.close());

async function inspect(...line: string[]) {
  let text = '';
  const code = await runCli(['inspect', ...line, '--today', '2027-03-02'], {
    stdin: async () => new Uint8Array(0),
    stdout: (more) => (text += more),
    stderr: () => undefined,
    environment: {},
    now: Date.now(),
  });
  return { code, json: text === '' ? null : JSON.parse(text) };
}
const resultOf = (json: { items: { code: string }[] }, code: string) =>
  json.items.find((item) => item.code === code);

it('answers every item of the stage by machine with evidence, or leaves it to a person', async () => {
  const { json } = await inspect(bag, out, '--stage', 'YJ');
  expect(json.items).toHaveLength(fourProperties.length);
  for (const item of json.items) {
    if (item.by === 'machine') expect(item.evidence, item.code).not.toBe('');
    else expect(item.result, item.code).toBe('open');
  }
  // The sample's findings are what they are; all else of a fresh archive passes.
  const failed = json.items
    .filter(({ result }: { result: string }) => result === 'fail')
    .map(({ code }: { code: string }) => code);
  expect(failed.filter((code: string) => code !== 'YJ-2-9')).toEqual([]);
  expect(resultOf(json, 'YJ-1-7')).toMatchObject({ result: 'pass', evidence: '档号 Z109-2024NRDK07' });
  const name = readdirSync(out).find((each) => each.startsWith('四性检测')) ?? '';
  expect(readdirSync(join(out, name)).toSorted()).toEqual(['report.html', 'report.json', 'report.pdf']);
  expect(JSON.parse(readFileSync(join(out, name, 'report.json'), 'utf8'))).toEqual(json);
  expect(readFileSync(join(out, name, 'report.html'), 'utf8')).not.toMatch(/<script|undefined/);
  if (spawnSync('qpdf', ['--version']).error === undefined)
    execFileSync('qpdf', ['--check', join(out, name, 'report.pdf')]);
});

it('takes what persons answered, with name and day, and refuses half an answer', async () => {
  const file = join(test.folder, 'answers.json');
  const answer = { result: 'pass', note: '已装，病毒库 2027-03-01', by: '陈档案', date: '2027-03-02' };
  writeFileSync(file, JSON.stringify({ '4-1': answer }));
  const { json } = await inspect(bag, '--answers', file);
  expect(resultOf(json, 'GD-4-1')).toMatchObject({
    result: 'pass',
    answered: { by: '陈档案', date: '2027-03-02' },
  });
  expect(resultOf(json, 'GD-4-5')).toBeUndefined();
  writeFileSync(file, JSON.stringify({ '4-1': { ...answer, by: '' } }));
  expect((await inspect(bag, '--answers', file)).code).toBe(2);
  expect((await inspect(bag, '--stage', 'XX')).code).toBe(2);
});

it('fails the items that damage concerns', async () => {
  const hurt = join(test.folder, 'hurt');
  cpSync(bag, hurt, { recursive: true });
  writeFileSync(join(hurt, 'data/evidence/0001.txt'), '');
  writeFileSync(join(hurt, 'Thumbs.db'), 'x');
  const { code, json } = await inspect(hurt);
  expect(code).toBe(1);
  for (const each of ['GD-1-1', 'GD-1-9', 'GD-1-14', 'GD-2-2', 'GD-2-11', 'GD-4-3']) {
    expect(resultOf(json, each), each).toMatchObject({ result: 'fail' });
  }
  expect(resultOf(json, 'GD-3-1')).toMatchObject({ result: 'pass' });
});

it('has a check for every name in the table, and a code only once', () => {
  for (const { check } of fourProperties) if (check !== null) expect(checks[check]).toBeTypeOf('function');
  expect(new Set(fourProperties.map(({ code }) => code)).size).toBe(fourProperties.length);
});
