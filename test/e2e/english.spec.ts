import { readdirSync } from 'node:fs';
import { firstStart } from './driver/entry.ts';
import { recordEvent } from './driver/dossier.ts';
import { sampleAgreement } from './driver/folder.ts';
import { openReason, showScreen, showTab } from './driver/look.ts';
import { blocking, dismiss, exportPackage, fileUnder, openPackage } from './driver/package.ts';
import { title } from './driver/scene.ts';
import { storyDay } from './driver/story.ts';
import { drawPapers } from './driver/story-papers.ts';
import { chooseSide, confirmAll, finish, openNewDossier, readAgreement } from './driver/wizard.ts';
import { expect, test } from './spec.ts';

/** What stands on the screen in Chinese though it is no quotation, no name and nothing typed. */
function chineseWords(): string[] {
  const found: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent === null || parent.closest('[lang^="zh"], [data-own-words], script, style') !== null) continue;
    if (/\p{Script=Han}/u.test(node.textContent ?? '') && parent.checkVisibility())
      found.push(node.textContent ?? '');
  }
  return found;
}

test('before anything is typed, every word of the interface is English', async ({ open }) => {
  const scene = await open({ language: 'en' });
  const { page, t } = scene;
  await firstStart(scene, async (name) => {
    expect(await page.evaluate(chineseWords), name).toEqual([]);
  });
  // The person's own name stands in the bar.
  const own = ['周某己'];
  const rest = async (): Promise<string[]> =>
    (await page.evaluate(chineseWords)).filter((words) => !own.includes(words.trim()));
  for (const screen of [t.frame.today, t.frame.dossiers, t.frame.package, t.frame.audit]) {
    await showScreen(scene, screen).catch(() => undefined);
    expect(await rest(), screen).toEqual([]);
  }
  await showScreen(scene, t.retention.title);
  for (const tab of Object.values(t.retention.tabs)) {
    await page.getByRole('tab', { name: tab }).click();
    expect(await rest(), tab).toEqual([]);
  }
  await showScreen(scene, t.frame.settings);
  expect((await rest()).filter((words) => !words.includes('中文'))).toEqual([]);
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog')).toBeVisible();
  expect((await rest()).filter((words) => !words.includes('中文'))).toEqual([]);
});

test('the path in English', async ({ open, folder }) => {
  test.setTimeout(180_000);
  const papers = await drawPapers(folder);
  const scene = await open({ language: 'en', today: storyDay });
  const { page, t } = scene;
  await firstStart(scene);
  await openNewDossier(scene);
  await readAgreement(scene, sampleAgreement);
  await chooseSide(scene, 2);
  await confirmAll(scene, { ip_kpi_choice: 2 });
  await finish(scene);
  await recordEvent(scene, { key: 'agreement_signed', date: '2024-05-16', files: [papers.agreement] });
  const moved = await recordEvent(scene, {
    key: 'agreement_effective',
    date: '2024-05-16',
    sealed: ['课题合作协议'],
  });
  expect(moved.join('\n')).toMatch(/[A-Z][a-z]+/);
  await showTab(scene, t.dossier.tabs.money);
  await expect(page.getByRole('tabpanel')).toContainText('¥84,000.00');
  await showScreen(scene, t.frame.today);
  await expect(title(scene)).toContainText(/due today/);
  await expect(await openReason(scene)).toContainText(/Legal last day/);
  await page.keyboard.press('Escape');
  await openPackage(scene);
  await fileUnder(scene, 'acceptance_application', papers.application);
  expect(await blocking(scene)).toContain(t.packages.blocked);
  const into = folder.folder('out');
  expect(await exportPackage(scene, into, 'Acceptance package')).toContain('files');
  await dismiss(scene);
  // Incomplete, and it says so in its name.
  expect(readdirSync(into)).toEqual([expect.stringContaining('_incomplete')]);
});
