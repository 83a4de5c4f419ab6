import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Open } from '../../electron/app/open.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { kind } from '../support/path.ts';

describe('四性检测 and discs from the window', () => {
  let test: TestApp;
  let archive: string;
  beforeAll(async () => {
    test = await createTestApp();
    await test.setUp();
    const { id } = await test.ok('dossier.createSample', { kind });
    const out = mkdtempSync(join(test.folder, 'archive-'));
    test.answers.folder = out;
    archive = join(out, (await test.ok('archive.export', { dossier: id })).name);
  });
  afterAll(() => test.close());

  /** The dialogs of one call answer these folders in turn. */
  function dialogs(...folders: string[]): void {
    test.app.environment.dialogs.chooseFolder = async () => folders.shift() ?? null;
  }
  const told = (channel: string) =>
    (test.app.session.open as Open).store.audit
      .list({ limit: 200 })
      .filter((row) => row.channel === channel)
      .map(({ stage, outcome }) => `${stage} ${outcome}`);

  it('a report needs an examination; the machine’s items are not a person’s to answer', async () => {
    expect(await test.refused('inspection.report', { answers: {} })).toMatchObject({ code: 'not_found' });
    dialogs(archive);
    const found = await test.ok('inspection.run', { stage: 'GD' });
    const person = found.items.filter(({ by }) => by === 'person');
    expect(person.length).toBeGreaterThan(0);
    const machine = found.items.find(({ by, result }) => by === 'machine' && result === 'pass');
    const key = (code = '') => code.slice('GD-'.length);
    const out = mkdtempSync(join(test.folder, 'report-'));
    dialogs(out);
    const written = await test.ok('inspection.report', {
      answers: {
        [key(person[0]?.code)]: { result: 'pass', note: '外观完好' },
        [key(machine?.code)]: { result: 'fail', note: '伪造' },
      },
    });
    const folder = join(out, written.name);
    expect(readdirSync(folder).sort()).toEqual(['report.html', 'report.json', 'report.pdf']);
    const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as typeof found;
    const item = (code?: string) => report.items.find((each) => each.code === code);
    expect(item(person[0]?.code)).toMatchObject({
      result: 'pass',
      evidence: '外观完好',
      answered: { by: '林某戊', date: '2024-10-14' },
    });
    expect(item(machine?.code)).toEqual(machine);
    expect(report.totals.open).toBe(person.length - 1);
    expect(told('inspection.run')).toEqual(['result ok', 'intent intended']);
    expect(told('inspection.report').slice(0, 2)).toEqual(['result ok', 'intent intended']);
  });

  it('a changed byte is a fault with its file; a cancelled dialog examines nothing and loses nothing', async () => {
    const changed = join(mkdtempSync(join(test.folder, 'changed-')), 'a');
    cpSync(archive, changed, { recursive: true });
    appendFileSync(join(changed, 'data/record/dossier.json'), ' ');
    dialogs(changed);
    const found = await test.ok('inspection.run', { stage: 'CQ' });
    expect(found.totals.fail).toBeGreaterThan(0);
    expect(JSON.stringify(found.items)).toContain('data/record/dossier.json');
    dialogs();
    expect(await test.refused('inspection.run', { stage: 'GD' })).toMatchObject({ code: 'cancelled' });
    expect(told('inspection.run').slice(0, 2)).toEqual(['result cancelled', 'intent intended']);
    dialogs(mkdtempSync(join(test.folder, 'report-')));
    expect((await test.ok('inspection.report', { answers: {} })).inspection.stage).toBe('CQ');
  });

  it('discs are planned, laid out, and re-read against the plan', async () => {
    const out = mkdtempSync(join(test.folder, 'discs-'));
    dialogs(archive, out);
    const made = await test.ok('disc.plan', { kind: 'DVD', sets: 2, stage: true });
    expect(made.plan).toMatchObject({ kind: 'DVD', sets: 2, discs: [{ number: 1 }] });
    const folder = join(out, made.name);
    expect(readdirSync(folder).sort()).toEqual(['plan.json', '盘01', '盘签.pdf', '移交目录.pdf'].sort());
    expect(await test.refused('disc.check', { number: 1 })).toMatchObject({ code: 'not_found' });
    test.answers.files = [join(folder, 'plan.json')];
    expect(await test.ok('disc.open')).toEqual(made.plan);
    const disc = join(folder, '盘01');
    dialogs(disc);
    expect(await test.ok('disc.check', { number: 1 })).toMatchObject({ valid: true, findings: [] });
    appendFileSync(join(disc, 'README.txt'), '.');
    dialogs(disc);
    expect(await test.ok('disc.check', { number: 1 })).toMatchObject({
      valid: false,
      findings: [{ code: 'changed', path: 'README.txt' }],
    });
    dialogs(disc);
    expect(await test.refused('disc.check', { number: 9 })).toMatchObject({ code: 'bad_input' });
    test.answers.files = [join(disc, 'README.txt')];
    expect(await test.refused('disc.open')).toMatchObject({ code: 'file_unreadable' });
    expect(told('disc.plan')).toEqual(['result ok', 'intent intended']);
    expect(told('disc.check').filter((row) => row === 'result ok')).toHaveLength(2);
  });

  it('what does not verify is not laid out, and the folder of the store is no archive', async () => {
    const changed = join(mkdtempSync(join(test.folder, 'bad-')), 'a');
    cpSync(archive, changed, { recursive: true });
    appendFileSync(join(changed, 'data/record/dossier.json'), ' ');
    dialogs(changed, test.folder);
    expect(await test.refused('disc.plan', { kind: 'CD', sets: 1, stage: false })).toMatchObject({
      code: 'archive_refused',
    });
    dialogs(test.userData);
    expect(await test.refused('inspection.run', { stage: 'GD' })).toMatchObject({ code: 'not_an_archive' });
  });
});
