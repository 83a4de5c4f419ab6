import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.ts';
import { readIcs, textOf } from '../support/ics.ts';
import { kind } from '../support/path.ts';

let test: TestApp;
let out: string;
let title: string;

beforeEach(async () => {
  test = await createTestApp('2024-06-20');
  await test.setUp();
  const { id: dossier } = await test.ok('dossier.createSample', { kind });
  const { record, title: own } = await test.ok('dossier.view', { dossier });
  title = own;
  for (const event of record.events.filter(({ key }) => key !== 'agreement_effective')) {
    await test.ok('event.withdraw', { dossier, event: event.id, reason: '样例' });
  }
  out = join(test.folder, 'out');
  mkdirSync(out);
  test.answers.folder = out;
});
afterEach(() => test.close());

const read = (name: string) => readIcs(readFileSync(join(out, name)));

it('今日 leaves as a calendar file: rule and roles, the title only where it is asked for', async () => {
  const first = await test.ok('today.calendarFile', { filter: {} });
  expect(first).toMatchObject({ name: '今日_20240620.ics', files: 1 });
  const calendar = read(first.name);
  expect(calendar.inside).toHaveLength(first.events);
  const midterm = calendar.inside.find((event) => textOf(event, 'SUMMARY').startsWith('A-T02'));
  expect(midterm && textOf(midterm, 'SUMMARY')).toContain('→');
  const plain = readFileSync(join(out, first.name), 'utf8').replaceAll('\r\n ', '');
  expect(title.length).toBeGreaterThan(4);
  expect(plain).not.toContain(title);
  expect(plain).not.toMatch(/\d,\d{3}|680000|¥/);

  const second = await test.ok('today.calendarFile', { filter: {}, titles: true });
  // Nothing is overwritten.
  expect(second.name).toBe('今日_20240620 (2).ics');
  expect(readFileSync(join(out, second.name), 'utf8').replaceAll('\r\n ', '')).toContain(title);
  const uids = (name: string) => read(name).inside.map((event) => textOf(event, 'UID'));
  expect(uids(second.name)).toEqual(uids(first.name));
  expect(new Set(uids(first.name)).size).toBe(first.events);
  const { rows } = await test.ok('audit.list', { limit: 4 });
  expect(rows.map(({ channel, stage }) => `${channel} ${stage}`)).toEqual([
    'today.calendarFile result',
    'today.calendarFile intent',
    'today.calendarFile result',
    'today.calendarFile intent',
  ]);
});

it('a filter sieves what leaves as it sieves what is shown', async () => {
  const ours = await test.ok('today.calendarFile', { filter: { side: 'theirs' } });
  const all = await test.ok('today.calendarFile', { filter: {} });
  expect(ours.events).toBeLessThan(all.events);
  const one = await test.ok('today.calendarFile', { filter: { text: 'a-t02' } });
  expect(one.events).toBe(1);
  expect((await test.ok('today.calendarFile', { filter: { kind: 'another' } })).events).toBe(0);
  expect(await test.refused('today.calendarFile', { filter: { more: 1 } })).toMatchObject({
    code: 'bad_input',
  });
});

it('今日 is printed into a PDF; who cancels the dialog leaves nothing', async () => {
  const printed = await test.ok('today.print', { filter: { groups: ['overdue', 'week', 'later'] } });
  expect(printed.name).toBe('今日_20240620.pdf');
  const bytes = readFileSync(join(out, printed.name));
  expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  expect(bytes.length).toBe(printed.bytes);
  test.answers.folder = null;
  expect(await test.refused('today.print', { filter: {} })).toMatchObject({ code: 'cancelled' });
  expect(readdirSync(out)).toEqual([printed.name]);
});

it('a clock that went back is told (design section 3)', async () => {
  expect((await test.ok('today.view')).clock_behind).toBeNull();
  test.advance(-30_000);
  expect((await test.ok('today.view')).clock_behind).toBeNull();
  test.advance(-3_600_000);
  const { clock_behind: behind } = await test.ok('today.view');
  expect(Date.parse(behind ?? '')).toBeGreaterThan(Date.now() - 600_000);
  // Writing under the wrong clock does not make it right.
  await test.ok('setting.set', { language: 'zh' });
  expect((await test.ok('today.view')).clock_behind).toBe(behind);
  test.advance(3_630_000);
  expect((await test.ok('today.view')).clock_behind).toBeNull();
});
