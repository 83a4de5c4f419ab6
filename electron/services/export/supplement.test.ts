import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, createTestApp } from '../../../test/support/app.ts';
import { kind } from '../../../test/support/path.ts';
import { makePdf } from '../../../test/support/pdf.ts';
import { resealBag } from '../../../test/support/reseal-bag.ts';
import { verifyArchive } from '../archive/verify.ts';

let test: TestApp;
let dossier: never;
let place: string;
let base: string;

beforeAll(async () => {
  test = await createTestApp();
  await test.setUp();
  dossier = (await test.ok('dossier.createSample', { kind })).id as never;
  await addFile('验收意见.pdf');
  place = join(test.folder, '归档');
  mkdirSync(place);
  test.answers.folder = place;
  base = join(place, (await test.ok('archive.export', { dossier })).name);
}, 60_000);
afterAll(() => test.close());

async function addFile(name: string) {
  const file = join(test.folder, name);
  writeFileSync(file, await makePdf(name, 2));
  test.answers.files = [file];
  const { items } = await test.ok('evidence.choose', { dossier, many: true });
  return items[0]!.object;
}

async function supplement(): Promise<string> {
  test.answers.folder = base;
  return join(place, (await test.ok('archive.supplement', { dossier })).name);
}

/** Every file under a folder with its bytes. */
const contents = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file, readFileSync(file).toString('base64')]),
  );
const record = (folder: string, name: string) =>
  JSON.parse(readFileSync(join(folder, 'data/record', name), 'utf8'));

let first: string;
let second: string;

it('writes what came since into a bag of its own, and touches nothing of the archive', async () => {
  const before = contents(base);
  test.answers.folder = base;
  expect(await test.refused('archive.supplement', { dossier })).toMatchObject({ code: 'nothing_to_add' });
  const object = await addFile('决算表.pdf');
  await test.ok('event.record', {
    dossier,
    key: 'expense_statement_submitted',
    date: '2024-06-03',
    evidence: [object],
  } as never);
  first = await supplement();
  await addFile('补充说明.pdf');
  second = await supplement();
  expect(contents(base)).toEqual(before);
  for (const [folder, number, name] of [
    [first, 1, '决算表.pdf'],
    [second, 2, '补充说明.pdf'],
  ] as const) {
    expect(await verifyArchive(folder)).toMatchObject({ valid: true });
    const { files, earlier } = record(folder, 'files.json');
    expect(files.map((file: { name: string }) => file.name)).toEqual([name]);
    expect(earlier).toHaveLength(number + 1);
    const info = readFileSync(join(folder, 'bag-info.txt'), 'utf8');
    expect(info).toContain(`Juanzong-Supplement: ${number}\n`);
    expect(info).toContain(`Bag-Count: ${number + 1} of ?`);
    expect(readFileSync(join(folder, 'data/index.html'), 'utf8')).toContain(`第 ${number} 次补充归档`);
    expect(existsSync(join(folder, 'data/forms/note.pdf'))).toBe(true);
  }
}, 120_000);

it('comes back whole with the archive: files of all of them, the record of the newest', async () => {
  const into = await createTestApp();
  try {
    await into.setUp();
    into.answers.folder = base;
    const brought = await into.ok('archive.import');
    const id = brought?.id as never;
    const names = async (app: TestApp, one: never) =>
      (await app.ok('evidence.list', { dossier: one })).map(({ name }) => name).sort();
    expect(await names(into, id)).toEqual(await names(test, dossier));
    const view = await into.ok('dossier.view', { dossier: id });
    expect(view.record.events.map(({ key }) => key)).toContain('expense_statement_submitted');
    into.answers.folder = first;
    expect(await into.refused('archive.import')).toMatchObject({ params: { reason: 'supplement' } });
  } finally {
    await into.close();
  }
}, 60_000);

it('is refused for another dossier, with one missing between, changed, or naming what lies nowhere', async () => {
  const other = (await test.ok('dossier.createSample', { kind })).id as never;
  test.answers.folder = base;
  expect(await test.refused('archive.supplement', { dossier: other })).toMatchObject({
    params: { reason: 'other_dossier' },
  });
  const tampered = async (work: (folder: string) => void) => {
    const copy = join(test.folder, `copy-${Math.random()}`);
    cpSync(place, copy, { recursive: true });
    work(copy);
    test.answers.folder = join(copy, base.slice(place.length + 1));
    return (await test.refused('archive.import')).params?.['reason'];
  };
  const [one, two] = [first, second].map((folder) => folder.slice(place.length + 1));
  expect(await tampered((copy) => rmSync(join(copy, one!), { recursive: true }))).toBe('inconsistent');
  expect(await tampered((copy) => writeFileSync(join(copy, two!, 'data/evidence/0001.pdf'), 'another'))).toBe(
    'invalid',
  );
  expect(
    await tampered((copy) => {
      const file = join(copy, two!, 'data/record/files.json');
      const said = JSON.parse(readFileSync(file, 'utf8'));
      said.earlier[0].sha256 = '0'.repeat(64);
      writeFileSync(file, JSON.stringify(said));
      resealBag(join(copy, two!));
    }),
  ).toBe('inconsistent');
}, 120_000);

it('is not what an archive is brought back from whose amounts were withheld', async () => {
  const secret = (await test.ok('dossier.createSample', { kind: 'development-contract' })).id as never;
  const folder = join(test.folder, '打码');
  mkdirSync(folder);
  test.answers.folder = folder;
  const { name } = await test.ok('archive.export', { dossier: secret });
  test.answers.folder = join(folder, name);
  expect(await test.refused('archive.import')).toMatchObject({
    code: 'archive_refused',
    params: { reason: 'withheld' },
  });
  expect(await test.refused('archive.supplement', { dossier: secret })).toMatchObject({
    code: 'amounts_withheld',
  });
}, 60_000);
