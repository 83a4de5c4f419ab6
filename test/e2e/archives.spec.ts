import { appendFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './spec.ts';
import { answerDialogs } from './driver/dialogs.ts';
import { firstStart, lock, tryPassword } from './driver/entry.ts';
import { keptDossier, writtenArchive } from './driver/kept.ts';
import { button, dialogBox, person, type Scene, spine, title } from './driver/scene.ts';
import { passwordOf } from '../support/people.ts';

test.use({ actionTimeout: 30_000 });

async function sitsDown(scene: Scene, login: string): Promise<void> {
  await scene.page.getByRole('radio', { name: login }).check();
  await tryPassword(scene, passwordOf(login));
  await spine(scene, scene.t.retention.title).waitFor({ timeout: 60_000 });
}

async function as(scene: Scene, login: string): Promise<void> {
  await lock(scene);
  await sitsDown(scene, login);
}

const shot = (scene: Scene, name: string) =>
  scene.page.screenshot({ path: test.info().outputPath(`${name}.png`) });

test('kept until its day, held, appraised, destroyed by two, and the list stays', async ({
  open,
  folder,
}) => {
  test.setTimeout(300_000);
  const kept = await keptDossier();
  const scene = await open({ userData: kept.userData, today: '2035-01-05' });
  const { page, t } = scene;
  const words = t.retention;
  await sitsDown(scene, 'dangan');
  await spine(scene, words.title).click();
  await expect(title(scene)).toHaveText(words.title);
  const row = page
    .getByRole('table', { name: words.tabs.kept })
    .getByRole('row')
    .filter({ hasText: kept.title });
  await expect(row).toContainText('2034-12-31');
  await expect(row).toContainText(words.states.due);
  await shot(scene, 'due');

  await row.getByRole('button', { name: words.hold }).click();
  await page.getByLabel(words.holdForm.who).fill('审计处');
  await page.getByLabel(words.holdForm.reason).fill('离任审计');
  await shot(scene, 'hold');
  await button(dialogBox(scene), words.holdForm.go).click();
  await expect(dialogBox(scene)).toHaveCount(0);
  await expect(row).toContainText('审计处');
  await expect(row.getByRole('button', { name: words.request })).toHaveCount(0);
  await shot(scene, 'held');
  await row.getByRole('button', { name: words.lift }).click();
  await page.getByLabel(words.holdForm.reason).fill('审计已结');
  await button(dialogBox(scene), words.holdForm.liftGo).click();
  await expect(dialogBox(scene)).toHaveCount(0);

  await row.getByRole('button', { name: words.change }).click();
  await shot(scene, 'period');
  await page.keyboard.press('Escape');
  await row.getByRole('button', { name: words.request }).click();
  await page.getByLabel(words.requestForm.reason).fill('鉴定小组〔2035〕1号：同意销毁');
  await shot(scene, 'request');
  await button(dialogBox(scene), words.requestForm.go).click();
  await expect(page.getByRole('status').filter({ hasText: words.requestForm.done })).toBeVisible();
  await expect(row).toContainText(words.asked);
  // The one who asked finds no way to confirm.
  await page.getByRole('tab', { name: words.tabs.destruction }).click();
  await expect(page.getByRole('button', { name: words.register.withdraw })).toBeVisible();
  await expect(page.getByRole('button', { name: words.register.confirm })).toHaveCount(0);

  await as(scene, 'baomi');
  await spine(scene, words.title).click();
  const waiting = page.getByRole('region', { name: words.register.waiting });
  await expect(waiting).toContainText(kept.title);
  await shot(scene, 'waiting');
  await waiting.getByRole('button', { name: words.register.confirm }).click();
  await page.getByLabel(words.register.typed(words.register.word)).fill(words.register.word);
  await shot(scene, 'confirm');
  await button(dialogBox(scene), words.register.confirm).click();
  await expect(page.getByRole('status').filter({ hasText: words.register.done(0) })).toBeVisible();
  const register = page.getByRole('region', { name: words.register.title });
  await expect(register).toContainText(kept.title);
  await expect(register).toContainText(words.register.states.destroyed);
  await shot(scene, 'destroyed');
  await answerDialogs(scene.running, [folder.path]);
  await button(page, words.register.print).click();
  await expect(page.getByRole('status').filter({ hasText: words.paper.title })).toBeVisible();
  expect(readdirSync(folder.path).filter((name) => name.endsWith('.pdf'))).toHaveLength(1);

  await as(scene, 'dangan');
  await spine(scene, words.title).click();
  await expect(page.getByText(words.none)).toBeVisible();
  await spine(scene, t.frame.dossiers).click();
  await expect(page.getByText(kept.title)).toHaveCount(0);
});

test('an archive is examined and signed, laid out on discs and re-read', async ({ open, folder }) => {
  test.setTimeout(300_000);
  const archive = await writtenArchive(folder.path);
  const out = path.join(folder.path, 'out');
  mkdirSync(out);
  const scene = await open();
  const { page, t, running } = scene;
  const words = t.inspection;
  await firstStart(scene);
  await spine(scene, t.retention.title).click();
  await page.getByRole('tab', { name: t.retention.tabs.inspect }).click();
  await shot(scene, 'inspect-empty');
  await answerDialogs(running, [archive]);
  await button(page, words.run).click();
  const table = page.getByRole('table', { name: t.retention.tabs.inspect });
  await expect(table).toBeVisible({ timeout: 60_000 });
  await shot(scene, 'inspected');
  const answer = table.getByRole('combobox').first();
  const row = table
    .getByRole('row')
    .filter({ has: page.getByRole('combobox') })
    .first();
  await answer.press('ArrowDown');
  await page.getByTitle(words.results.pass, { exact: true }).last().click();
  await row.getByRole('textbox').fill('外观完好');
  await shot(scene, 'answered');
  await answerDialogs(running, [out]);
  await button(page, words.write).click();
  await expect(page.getByRole('status').filter({ hasText: 'JSON' })).toBeVisible({ timeout: 60_000 });
  const [name = ''] = readdirSync(out);
  const report = readFileSync(path.join(out, name, 'report.json'), 'utf8');
  expect(report).toContain('外观完好');
  expect(report).toContain(person.name);

  await page.getByRole('tab', { name: t.retention.tabs.discs }).click();
  await running.evaluate(
    ({ dialog }, folders) => {
      const left = [...folders];
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [left.shift() ?? ''] });
    },
    [archive, out],
  );
  await button(page, words.discs.plan).click();
  await expect(
    page.getByRole('status').filter({ hasText: 'plan' }).or(page.getByText('分盘表、移交目录')),
  ).toBeVisible({
    timeout: 60_000,
  });
  const burnt = readdirSync(out).find((each) => each.startsWith('刻录')) ?? '';
  await answerDialogs(running, [path.join(out, burnt, 'plan.json')]);
  await button(page, words.discs.open).click();
  const discs = page.getByRole('table', { name: words.discs.check });
  await answerDialogs(running, [path.join(out, burnt, '盘01')]);
  await discs.getByRole('button', { name: words.discs.read }).click();
  await expect(discs).toContainText('✓');
  await shot(scene, 'disc-read');
  appendFileSync(path.join(out, burnt, '盘01', 'README.txt'), '.');
  await discs.getByRole('button', { name: words.discs.read }).click();
  await expect(discs).toContainText(words.discs.codes.changed);
  await expect(discs).toContainText('README.txt');
  await shot(scene, 'disc-changed');
});
