import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { firstStartWithSample, lock } from '../e2e/driver/entry.ts';
import { sealFiles, showScreen, showTab, viewFile } from '../e2e/driver/look.ts';
import { button, person, title } from '../e2e/driver/scene.ts';
import { expect, test } from '../e2e/spec.ts';

const planted = '青瓦台树洞密语';
const forms = [
  Buffer.from(planted, 'utf8'),
  Buffer.from(planted, 'utf16le'),
  Buffer.from(
    planted.replace(/./gu, (c) => `\\u${c.charCodeAt(0).toString(16)}`),
    'latin1',
  ),
  Buffer.from(encodeURIComponent(planted), 'latin1'),
  Buffer.from(person.password, 'utf8'),
];

/** Every regular file below that holds, or is named, a planted form; files that go meanwhile hold nothing. */
function found(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => {
      let bytes: Buffer;
      try {
        bytes = readFileSync(file);
      } catch {
        return false;
      }
      return forms.some((form) => bytes.includes(form) || Buffer.from(file).includes(form));
    });
}

test('after lock and after exit no profile, cache, temporary file or list of recent files holds what was seen', async ({
  open,
  folder,
}) => {
  const ground = mkdtempSync(path.join(tmpdir(), 'juanzong-ground-'));
  const at = (name: string): string => {
    const made = path.join(ground, name);
    mkdirSync(made, { recursive: true });
    return made;
  };
  // Everything that the application, Chromium and the system's dialogs could write by themselves lies here.
  const env = {
    TMPDIR: at('tmp'),
    HOME: at('home'),
    XDG_CONFIG_HOME: at('home/.config'),
    XDG_CACHE_HOME: at('home/.cache'),
    XDG_DATA_HOME: at('home/.local/share'),
    XDG_RUNTIME_DIR: at('run'),
  };
  try {
    const scene = await open({ env });
    const { page, t } = scene;
    await firstStartWithSample(scene);
    if ((await page.getByRole('tab', { name: t.dossier.tabs.material }).count()) === 0) {
      await showScreen(scene, t.frame.dossiers);
      await page.locator('main').getByRole('row').nth(1).getByRole('button').first().click();
      await title(scene).first().waitFor();
    }
    await showTab(scene, t.dossier.tabs.material);
    const name = `${planted}.txt`;
    await sealFiles(scene, [folder.file(name, `${planted}\n`.repeat(500))]);
    const viewer = await viewFile(scene, name);
    await expect(viewer).toContainText(planted);
    await button(viewer, t.evidence.viewer.close).first().click();
    await page.keyboard.press('Control+k');
    await page.keyboard.type(planted);
    await expect(page.getByRole('dialog')).toContainText(name);
    await page.keyboard.press('Escape');

    // The search bites: the same words in the same ground are found.
    const bait = path.join(env.TMPDIR, 'bait');
    writeFileSync(bait, planted);
    expect(found(ground)).toEqual([bait]);
    rmSync(bait);

    await lock(scene);
    expect(found(ground)).toEqual([]);
    expect(found(scene.running.userData)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(planted);
    await scene.running.quit();
    expect(readdirSync(scene.running.userData, { recursive: true }).length).toBeGreaterThan(2);
    expect(found(ground)).toEqual([]);
    expect(found(scene.running.userData)).toEqual([]);
  } finally {
    rmSync(ground, { recursive: true, force: true, maxRetries: 5 });
  }
});
