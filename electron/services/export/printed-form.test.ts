import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../test/support/app.ts';
import { makePdf } from '../../../test/support/pdf.ts';

const kind = 'development-contract';
let test: TestApp;
let dossier: string;
/** Our own print with all its amounts, as it came back from being stamped. */
let stamped: string;

beforeAll(async () => {
  test = await createTestApp('2022-05-12');
  await test.setUp();
  ({ id: dossier } = await test.ok('dossier.createSample', { kind }));
  await test.ok('dossier.unmask', { dossier } as never);
  test.answers.folder = test.folder;
  const { name } = await test.ok('form.export', { dossier } as never);
  const file = readdirSync(join(test.folder, name)).find((each) => each.endsWith('.pdf')) ?? '';
  stamped = await seal('盖章合同.pdf', readFileSync(join(test.folder, name, file)));
}, 120_000);
afterAll(() => test.close());

async function seal(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(test.folder, name);
  writeFileSync(path, bytes);
  test.answers.files = [path];
  const { items } = await test.ok('evidence.choose', { dossier, many: false } as never);
  return items[0]?.object ?? expect.fail('nothing sealed');
}

const compare = (object?: string) =>
  test.ok('form.compare', (object === undefined ? { dossier } : { dossier, object }) as never);

it('the print beside what came back stamped: page against page, every word found', async () => {
  const { scans, pages, scan, judged } = await compare(stamped);
  expect(scans.map(({ name }) => name)).toContain('盖章合同.pdf');
  expect(scan).toMatchObject({ textless: false, silent: [], pages: pages.length });
  expect(pages.length).toBeGreaterThan(5);
  for (const [at, page] of pages.entries()) {
    expect(page.departing).toEqual([]);
    expect(page.values.filter(({ found }) => !found?.pages.includes(at + 1))).toEqual([]);
  }
  expect(judged).toEqual([]);
});

it('a field corrected since is told where it stands, letter by letter', async () => {
  const { version } = await test.ok('dossier.view', { dossier } as never);
  const fields = { contract_no: '2022-KF-03-08' };
  await test.ok('dossier.amend', { dossier, version, fields, reason: '试改' } as never);
  const { pages } = await compare(stamped);
  const [first] = pages[0]?.values.filter(({ key }) => key === 'contract_no') ?? [];
  expect(first?.found).toMatchObject({ state: 'near', pages: [1] });
  expect(first?.found?.other.filter(({ same }) => !same).map(({ text }) => text)).toEqual(['7']);
});

it('a scan without text is said to be one; a person decides, and the word stays', async () => {
  const picture = await seal('扫描.pdf', await makePdf('', 1, true));
  const { scan } = await compare(picture);
  expect(scan?.object).toBe(picture);
  const said = { dossier, object: stamped, form_page: 2, scan_page: 2, note: '' };
  const refused = await test.refused('form.judge', { ...said, verdict: 'differs' });
  expect(refused).toMatchObject({ code: 'bad_input', params: { path: 'note' } });
  await test.ok('form.judge', { ...said, verdict: 'differs', note: '总额写作¥980,000.00' } as never);
  await test.ok('form.judge', { ...said, form_page: 1, scan_page: 1, verdict: 'same' } as never);
  expect((await test.refused('form.judge', { ...said, form_page: 99, verdict: 'same' })).code).toBe(
    'bad_input',
  );
  const foreign = { ...said, object: 'f'.repeat(32), verdict: 'same' };
  expect((await test.refused('form.judge', foreign)).code).toBe('not_found');
  const { judged, scans } = await compare();
  expect(judged).toMatchObject([
    { form_page: 2, verdict: 'differs', by: '林某戊', current: true, note: '总额写作¥980,000.00' },
    { form_page: 1, verdict: 'same', current: true },
  ]);
  // What was compared before is offered first.
  expect(scans[0]?.name).toBe('盖章合同.pdf');
  const { findings } = await test.ok('dossier.view', { dossier } as never);
  expect(findings.find(({ path }) => path === 'form')?.message.zh).toContain('不一致：总额写作¥980,000.00');
  // A correction makes the form another one.
  const { version } = await test.ok('dossier.view', { dossier } as never);
  const fields = { contract_no: '2022-KF-03-09' };
  await test.ok('dossier.amend', { dossier, version, fields, reason: '再改' } as never);
  expect((await compare()).judged.every(({ current }) => !current)).toBe(true);
});

it('pages of the print are drawn one by one', async () => {
  const asked = { dossier, page: 1, width: 400 };
  const { image, pages } = await test.ok('form.page', asked as never);
  expect([...image.subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
  expect(pages).toBeGreaterThan(5);
  expect((await test.refused('form.page', { ...asked, page: 500 })).code).toBe('not_found');
});

it('B-Q16: hidden amounts leave neither with the words of the scan, nor with the print, nor with a note', async () => {
  await test.ok('dossier.mask', { dossier } as never);
  const hidden = await compare(stamped);
  expect(hidden.pages.some(({ withheld }) => withheld)).toBe(true);
  expect(JSON.stringify(hidden)).not.toMatch(/960,?000|980,?000|玖拾陆万/u);
  await test.ok('dossier.unmask', { dossier } as never);
  expect(JSON.stringify(await compare(stamped))).toContain('960000.00');
});

it('a kind without a form has nothing to compare', async () => {
  const { id } = await test.ok('dossier.createSample', { kind: 'cooperation-agreement' });
  expect((await test.refused('form.compare', { dossier: id })).code).toBe('bad_input');
  expect((await test.refused('form.page', { dossier: id, page: 1, width: 400 })).code).toBe('bad_input');
});
