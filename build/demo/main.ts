import { cpSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { answerDialogs } from '../../test/e2e/driver/dialogs.ts';
import { firstStart, lock, unlock } from '../../test/e2e/driver/entry.ts';
import { makeFolder, sampleAgreement } from '../../test/e2e/driver/folder.ts';
import {
  blocking,
  dismiss,
  exportArchive,
  exportPackage,
  openPackage,
  verifyArchive,
} from '../../test/e2e/driver/package.ts';
import { launchOptions, type Scene, sceneOf } from '../../test/e2e/driver/scene.ts';
import { drawPapers, paperName, type PaperPaths } from '../../test/e2e/driver/story-papers.ts';
import { fillPackage, recordLife, storyDay } from '../../test/e2e/driver/story.ts';
import { openEvidence, openReason, showScreen, showTab } from '../../test/e2e/driver/look.ts';
import {
  chooseSide,
  confirmAll,
  finish,
  openNewDossier,
  readAgreement,
  step as wizardStep,
} from '../../test/e2e/driver/wizard.ts';
import { launch } from '../../test/e2e/fixture.ts';
import { outsiders } from './outsiders.ts';
import { writeReport } from './report.ts';
import { Stage } from './stage.ts';

const root = path.resolve(import.meta.dirname, '../..');
const packageName = '结题验收包';

/** The whole path on the sample agreement, in the real interface, on a throw-away store. */
async function demonstrate(stage: Stage): Promise<void> {
  const files = makeFolder();
  const userData = mkdtempSync(path.join(tmpdir(), 'juanzong-demo-'));
  const running = await launch({ ...launchOptions('zh', storyDay), userData });
  try {
    const scene = await stage.step('启动应用（无窗口）', () => sceneOf(running));
    const papers = await stage.step('画出样例的盖章件', async () => {
      const drawn = await drawPapers(files);
      stage.fact(`${Object.keys(drawn).length} 份 PDF，带红章和文字层，内容均为虚构`);
      return drawn;
    });
    await begin(stage, scene);
    await keep(stage, scene, papers);
    await look(stage, scene);
    await handOver(stage, scene, papers);
    await close(stage, scene);
    await stage.step('退出应用', async () => {
      const code = await running.quit();
      if (code !== 0) throw new Error(`应用以 ${code} 退出：${running.stderr()}`);
    });
  } catch (error) {
    await running
      .window()
      .then((page) => stage.picture(page, '出错时的画面'))
      .catch(() => undefined);
    throw error;
  } finally {
    if (running.process.exitCode === null) await running.kill();
    rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
    files.remove();
  }
}

/** First start, reading the agreement, confirming it field by field. */
async function begin(stage: Stage, scene: Scene): Promise<void> {
  const { page } = scene;
  await stage.step('首次启动：立账号、抄下并核对三张恢复纸', async () => {
    const names: Record<string, string> = { mode: '首次启动', papers: '恢复纸' };
    await firstStart(scene, async (name) => {
      const picture = names[name];
      if (picture !== undefined) await stage.picture(page, picture);
    });
    await stage.picture(page, '今日-还没有卷宗');
  });
  await stage.step('新建卷宗：读一份协议', async () => {
    await openNewDossier(scene);
    await stage.picture(page, '新建卷宗');
    await readAgreement(scene, sampleAgreement);
    await wizardStep(scene, 5);
    await stage.picture(page, '向导-读出的经费');
    stage.fact(await page.locator('.wz-head-what').innerText());
  });
  await stage.step('逐项确认读出的每一栏（只用键盘：F8、Enter）', async () => {
    await chooseSide(scene, 2);
    const visited = await confirmAll(scene, { ip_kpi_choice: 2 });
    stage.fact(`${visited} 处，每处都对照原文由人确认；专利或论文择一，选论文`);
    await stage.picture(page, '向导-都已确认');
  });
  await stage.step('完成建卷', () => finish(scene));
}

/** What happened, each with its stamped paper. */
async function keep(stage: Stage, scene: Scene, papers: PaperPaths): Promise<void> {
  await stage.step('登记已发生的事，各附盖章件', async () => {
    const count = await recordLife(scene, papers);
    stage.fact(`${count} 件事`);
    await stage.picture(scene.page, '卷宗');
    await stage.largePicture(scene.page, '卷宗');
  });
}

/** What is owed, and why; the evidence itself. */
async function look(stage: Stage, scene: Scene): Promise<void> {
  const { page, t } = scene;
  await stage.step('今日：须办的、七天内的、等前提的', async () => {
    await showScreen(scene, t.frame.today);
    stage.fact(await page.getByRole('heading', { level: 1 }).innerText());
    await stage.picture(page, '今日');
    await stage.largePicture(page, '今日');
  });
  await stage.step('为什么是这一天：条款、数日、四个日子', async () => {
    await openReason(scene);
    await stage.picture(page, '为什么');
  });
  await stage.step('材料：每件的原名、摘要和用处；打开一份盖章件', async () => {
    await showScreen(scene, t.frame.dossiers);
    await stage.picture(page, '卷宗一览');
    await page.getByRole('table').getByRole('button').first().click();
    await showTab(scene, t.dossier.tabs.material);
    await stage.picture(page, '材料');
    await openEvidence(scene, paperName('confirmation'));
    await stage.picture(page, '查看盖章件');
    await page.keyboard.press('Escape');
  });
}

/** The acceptance package: what is missing, filling it, both exports and the check. */
async function handOver(stage: Stage, scene: Scene, papers: PaperPaths): Promise<void> {
  const { page } = scene;
  await stage.step('材料包：还缺什么，哪一条要的，还剩几个工作日', async () => {
    await openPackage(scene);
    stage.fact(await blocking(scene));
    await stage.picture(page, '材料包-缺件');
  });
  await stage.step('逐件归入并核对印章', async () => {
    const count = await fillPackage(scene, papers, async (done) => {
      if (done === 3) await stage.picture(page, '材料包-逐件核对');
    });
    stage.fact(`${count} 件；${await blocking(scene)}`);
    await stage.picture(page, '材料包-齐');
    await stage.largePicture(page, '材料包-齐');
  });
  await stage.step('导出结题验收包', async () => {
    stage.fact((await exportPackage(scene, stage.folder, packageName)).split('\n\n')[1] ?? '');
    await stage.picture(page, '已导出');
    await dismiss(scene);
  });
  await stage.step('导出归档（BagIt）', async () => {
    stage.fact((await exportArchive(scene, stage.folder)).split('\n\n')[1] ?? '');
    await dismiss(scene);
  });
  await verify(stage, scene);
}

/** By the interface, by the command line, by an outsider's own tools; and after a change, which must be found. */
async function verify(stage: Stage, scene: Scene): Promise<void> {
  const archive = path.join(stage.folder, folderWith(stage.folder, 'bagit.txt'));
  await stage.step('验证档案', async () => {
    const { valid, text } = await verifyArchive(scene, archive);
    stage.fact(text.split('\n')[0] ?? '');
    await stage.picture(scene.page, '验证-完整');
    await dismiss(scene);
    if (!valid) throw new Error('导出的档案没有通过验证');
    for (const fact of outsiders(root, archive)) stage.fact(fact);
  });
  await stage.step('改动档案的一份副本，再验证：必须被发现', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'juanzong-changed-'));
    try {
      const copy = path.join(folder, `${path.basename(archive)}_改动过`);
      cpSync(archive, copy, { recursive: true });
      const catalogue = readdirSync(path.join(copy, 'data')).find((name) => name.endsWith('.html'));
      writeFileSync(path.join(copy, 'data', catalogue ?? 'x.html'), '改过');
      const { valid, text } = await verifyArchive(scene, copy);
      if (valid) throw new Error('改动没有被发现');
      stage.fact(text.split('\n').slice(0, 1).join(''));
      await stage.picture(scene.page, '验证-被改动');
      await dismiss(scene);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

function folderWith(parent: string, file: string): string {
  const found = readdirSync(parent).find((name) =>
    statSync(path.join(parent, name, file), { throwIfNoEntry: false }),
  );
  if (found === undefined) throw new Error(`没有找到带 ${file} 的文件夹`);
  return found;
}

/** The log, the lock, the other language. */
async function close(stage: Stage, scene: Scene): Promise<void> {
  const { page, t } = scene;
  await stage.step('记录：每一次查看、导出和改动', async () => {
    await showScreen(scene, t.frame.audit);
    await stage.picture(page, '记录');
  });
  await stage.step('锁定，再解锁回到原处', async () => {
    await lock(scene);
    await stage.picture(page, '已锁定');
    await unlock(scene);
  });
  await stage.step('换成英文界面看一眼', async () => {
    await showScreen(scene, t.frame.settings);
    // Checked only once main has kept it, so clicked and not “checked”.
    await page.getByRole('radio', { name: t.places.settings.en }).click({ force: true });
    await page
      .getByRole('navigation', { name: 'Main sections' })
      .getByRole('button', { name: 'Today' })
      .click();
    await stage.picture(page, 'today-in-english');
  });
  // The last dialog answered nothing: no path stays behind in main.
  await answerDialogs(scene.running, []);
}

const stage = new Stage(path.join(root, 'out/demo'));
process.stdout.write(
  `演示：样例协议的整条路，${storyDay} 这一天。画面、材料包、归档和记录留在 out/demo/。\n`,
);
let failed = false;
try {
  await demonstrate(stage);
} catch (error) {
  failed = true;
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
}
writeReport(stage.folder, stage.done, [
  `应用里的今天：${storyDay}`,
  `结果：${failed ? '没有走完' : '全部走通'}`,
  '库是一次性的，演示后即删；单位、人名、金额均为虚构',
]);
process.stdout.write(failed ? '演示没有走完。\n' : '演示走完了：out/demo/report.md\n');
process.exitCode = failed ? 1 : 0;
