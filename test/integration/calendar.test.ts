import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Output } from '../../shared/ipc/contract.ts';
import { createTestApp, type TestApp, password } from '../support/app.ts';
import { kind } from '../support/path.ts';

const invented = join(import.meta.dirname, '../fixtures/calendar/2027-invented.json');
let test: TestApp;
let dossier: Output<'dossier.create'>['id'];

beforeEach(async () => {
  test = await createTestApp('2026-11-20');
  await test.setUp();
  ({ id: dossier } = await test.ok('dossier.createSample', { kind }));
  // The end of the agreement lies in a year whose rest days are not published.
  const { version, record } = await test.ok('dossier.view', { dossier });
  await test.ok('dossier.amend', {
    dossier,
    version,
    fields: { completion_due: '2027-02-20', period_end: '2027-02-20' },
    reason: '延期',
  });
  // Only the beginning has happened: nothing is met yet.
  for (const event of record.events.filter(({ key }) => key !== 'agreement_effective')) {
    await test.ok('event.withdraw', { dossier, event: event.id, reason: '样例' });
  }
});
afterEach(() => test.close());

async function due() {
  const { obligations } = await test.ok('dossier.view', { dossier });
  return obligations.find((one) => one.rule === 'A-T03');
}

it('a new official year is shown with what it moves, accepted, kept sealed, and counted by everywhere (G-008)', async () => {
  expect(await due()).toMatchObject({ statutory: '2027-02-20', safe: '2027-02-19', provisional: true });
  test.answers.files = [invented];
  const offer = await test.ok('calendar.offer');
  expect(offer?.facts).toMatchObject({ year: 2027, rest_days: 28, working_weekends: 5 });
  expect(offer?.balance).toEqual({ days: 13, usual: true });
  expect(offer?.surprises).toContainEqual({ date: '2027-01-31', name: '春节', work: true });
  const moved = offer?.dossiers.find((one) => one.dossier === dossier);
  expect(moved?.moves.find((move) => move.rule === 'A-T03')).toMatchObject({
    last: { from: '2027-02-20', to: '2027-02-20' },
    provisional: false,
  });
  // Looking changes nothing.
  expect(await due()).toMatchObject({ provisional: true });
  expect((await test.ok('calendar.state')).years).toEqual([]);

  const state = await test.ok('calendar.accept', { offer: offer?.offer ?? '' });
  expect(state.years[0]).toMatchObject({ year: 2027, by: '林某戊', notice: { number: '虚构〔2026〕1号' } });
  expect(await due()).toMatchObject({ statutory: '2027-02-20', provisional: false });
  const [day] = await test.ok('calendar.days', { from: '2027-01-31' as never, to: '2027-01-31' as never });
  expect(day).toMatchObject({ kind: 'makeup_workday', provisional: false });
  const rows = (await test.ok('audit.list', {})).rows;
  expect(rows.filter((row) => row.channel === 'calendar.accept')).toMatchObject([
    { rule: 'G-008', outcome: 'ok' },
  ]);

  // It is the store's: the same after a lock and a new start.
  await test.restart();
  await test.ok('session.unlock', { login: 'linmouwu', password });
  expect(await due()).toMatchObject({ provisional: false });

  // The same file again, and another for the same year.
  expect(await test.refused('calendar.offer')).toMatchObject({ code: 'calendar_known', rule: 'G-008' });
  const other = JSON.parse(readFileSync(invented, 'utf8')) as { working_weekends: unknown[] };
  other.working_weekends.pop();
  const amended = join(test.folder, 'amended.json');
  writeFileSync(amended, JSON.stringify(other));
  test.answers.files = [amended];
  expect(await test.refused('calendar.offer')).toMatchObject({
    code: 'calendar_contradicts',
    params: { year: 2027, date: '2027-10-09' },
  });
  // An amended notice: the old one is withdrawn with a reason, then the new one comes in.
  const back = await test.ok('calendar.previewWithdrawal', { year: 2027 });
  expect(back[0]?.moves.some((move) => move.provisional)).toBe(true);
  expect((await test.ok('calendar.withdraw', { year: 2027, reason: '通知更正' })).years).toEqual([]);
  expect(await due()).toMatchObject({ provisional: true });
  expect((await test.ok('calendar.offer'))?.balance).toEqual({ days: 14, usual: false });
});

it('accepts only what was shown', async () => {
  expect(await test.refused('calendar.accept', { offer: '0'.repeat(64) })).toMatchObject({
    code: 'conflict',
  });
  test.answers.files = [invented];
  const offer = await test.ok('calendar.offer');
  const bad = join(test.folder, 'bad.json');
  writeFileSync(bad, '{');
  test.answers.files = [bad];
  expect(await test.refused('calendar.offer')).toMatchObject({
    code: 'calendar_invalid',
    params: { reason: 'not_json' },
  });
  // A file that was refused takes the offer before it away.
  expect(await test.refused('calendar.accept', { offer: offer?.offer })).toMatchObject({ code: 'conflict' });
  expect(await test.refused('calendar.withdraw', { year: 2026, reason: '理由' })).toMatchObject({
    code: 'not_found',
  });
});

it('closed days of the unit move the careful day and nothing else, and show first what moves (G-009)', async () => {
  const closed = [{ date: '2027-02-19' as never, reason: '全院停电' }];
  const moves = await test.ok('calendar.previewClosed', { closed });
  expect(moves[0]?.moves.find((move) => move.rule === 'A-T03')).toMatchObject({
    last: { from: '2027-02-20', to: '2027-02-20' },
    safe: { from: '2027-02-19', to: '2027-02-18' },
  });
  expect(await due()).toMatchObject({ safe: '2027-02-19' });
  expect((await test.ok('calendar.setClosed', { closed })).closed).toMatchObject([
    { date: '2027-02-19', reason: '全院停电', by: '林某戊' },
  ]);
  const after = await due();
  expect(after).toMatchObject({ statutory: '2027-02-20', safe: '2027-02-18' });
  expect(after?.steps).toContainEqual(expect.objectContaining({ why: 'closed', detail: '全院停电' }));
  const [day] = await test.ok('calendar.days', { from: '2027-02-19' as never, to: '2027-02-19' as never });
  expect(day).toMatchObject({ kind: 'workday', closed: '全院停电' });
  const twice = [...closed, ...closed];
  expect(await test.refused('calendar.setClosed', { closed: twice })).toMatchObject({
    code: 'bad_input',
    rule: 'G-009',
  });
});
