import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { errorWords } from '../../shared/text/errors.ts';
import { groupsOf } from '../../renderer/features/entry/shares.ts';
import {
  button,
  dialogBox,
  launchOptions,
  person,
  type Scene,
  sceneOf,
  spine,
  title,
} from './driver/scene.ts';
import {
  askFromRefusal,
  bindConsent,
  give,
  giveBack,
  handOver,
  recall,
  writeLetter,
} from './driver/approvals.ts';
import { answerDialogs } from './driver/dialogs.ts';
import { select, tab } from './driver/dossier.ts';
import { firstStartWithSample, lock, tryPassword } from './driver/entry.ts';
import { sealFiles, viewFile } from './driver/look.ts';
import { expect, test } from './spec.ts';

interface Someone {
  login: string;
  name: string;
  password: string;
}

const officer: Someone = { login: 'wubaomi', name: '吴某保', password: '堤外潮沟与米草 一年看两回' };
const lead: Someone = { login: 'zhengfuze', name: '郑某责', password: '滩涂样方要在退潮时量' };
const secretary: Someone = { login: 'wangmishu', name: '王某书', password: '发票按月归档 从不隔夜拖延' };
const auditor: Someone = { login: 'shenjiyuan', name: '申某计', password: '每季抽查百条不漏拒绝' };

// A step that waits for what never comes is told at once.
test.use({ actionTimeout: 30_000 });

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });

/** Set-up for several people: this person is 安全保密管理员. */
async function setUpSeveral(scene: Scene): Promise<void> {
  const { page, t } = scene;
  await page.getByRole('radio', { name: t.entry.mode.three }).check();
  await page.screenshot({ path: test.info().outputPath('mode.png') });
  await button(page, t.entry.mode.goSeveral).click();
  await expect(page.getByText(t.entry.account.leadSeveral)).toBeVisible();
  await field(page, t.entry.account.login).fill(officer.login);
  await field(page, t.entry.account.name).fill(officer.name);
  await field(page, t.entry.account.password).fill(officer.password);
  await field(page, t.entry.account.again).fill(officer.password);
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: t.entry.papers.paper(3) }).waitFor({ timeout: 60_000 });
  const shares = await Promise.all(
    [1, 2, 3].map(async (number) => {
      const groups = page.getByRole('region', { name: t.entry.papers.paper(number) }).getByRole('listitem');
      return (await groups.allTextContents()).join('-');
    }),
  );
  await page.keyboard.press('Enter');
  for (const number of [1, 2, 3]) {
    const last = field(page, t.entry.papers.lastOf(number));
    if ((await last.count()) > 0) await last.fill(groupsOf(shares[number - 1] ?? '').at(-1) ?? '');
  }
  await page.keyboard.press('Enter');
  await expect(title(scene)).toHaveText(t.people.title);
}

const firstOf = ({ login }: Someone) => `初始-Koukou-${[...login].reverse().join('')}`;

async function addPerson(scene: Scene, someone: Someone, role: string): Promise<void> {
  const { page, t } = scene;
  await button(page, t.people.add).click();
  const dialog = dialogBox(scene);
  await field(page, t.entry.account.name).fill(someone.name);
  await field(page, t.entry.account.login).fill(someone.login);
  await dialog.getByRole('radio', { name: role }).check();
  await field(page, t.people.form.first).fill(firstOf(someone));
  await button(dialog, t.people.form.go).click();
  await expect(dialog).toHaveCount(0, { timeout: 30_000 });
  await expect(page.getByRole('row', { name: someone.name })).toContainText(t.people.mustChange);
}

/** Locks, chooses the person at the door, unlocks. */
async function as(scene: Scene, someone: Someone, home: string): Promise<void> {
  await lock(scene);
  await scene.page.getByRole('radio', { name: someone.login }).check();
  await tryPassword(scene, someone.password);
  await spine(scene, home).waitFor({ timeout: 60_000 });
}

/** The first unlock: nothing opens before the password is one's own. */
async function firstUnlock(scene: Scene, someone: Someone, home: string): Promise<void> {
  const { page, t } = scene;
  await lock(scene);
  await page.getByRole('radio', { name: someone.login }).check();
  await tryPassword(scene, firstOf(someone));
  await page.getByRole('heading', { name: t.people.password.must }).waitFor({ timeout: 60_000 });
  await expect(spine(scene, home)).toHaveCount(0);
  await field(page, t.people.password.old).fill(firstOf(someone));
  await field(page, t.people.password.next).fill(someone.password);
  await field(page, t.entry.account.again).fill(someone.password);
  await page.keyboard.press('Enter');
  await spine(scene, home).waitFor({ timeout: 60_000 });
}

/** The one dossier, from the list. */
async function openDossier(scene: Scene): Promise<void> {
  await spine(scene, scene.t.frame.dossiers).click();
  await scene.page.getByRole('table').getByRole('button').first().click();
  await title(scene).first().waitFor();
}

async function knowing(scene: Scene): Promise<void> {
  await scene.page.getByRole('tab', { name: scene.t.dossier.tabs.knowing }).click();
}

test('four people and one dossier: granted, refused, approved, recalled, leased, audited, left', async ({
  open,
  start,
  folder,
}) => {
  test.setTimeout(600_000);
  const scene = await open();
  const { page, t } = scene;
  const words = t.approval;
  const recipient = '某规划设计公司';
  const file = '图斑统计.csv';
  const shot = (name: string) => page.screenshot({ path: test.info().outputPath(`${name}.png`) });

  await setUpSeveral(scene);
  await expect(spine(scene, t.frame.dossiers)).toHaveCount(0);
  await addPerson(scene, lead, t.policy.subjects.member);
  await addPerson(scene, secretary, t.policy.subjects.member);
  await addPerson(scene, auditor, t.policy.subjects.auditor);
  await shot('people');

  await firstUnlock(scene, lead, t.frame.today);
  await button(page, t.today.sample).click();
  await title(scene).first().waitFor({ timeout: 60_000 });
  await firstUnlock(scene, secretary, t.frame.today);
  await spine(scene, t.frame.dossiers).click();
  await expect(page.getByText(t.dossier.list.emptyTitle)).toBeVisible();

  // The lead grants; the person, the purpose and the term are named.
  await as(scene, lead, t.frame.today);
  await openDossier(scene);
  await knowing(scene);
  await button(page, t.people.members.add).click();
  await dialogBox(scene).waitFor();
  await select(scene, page.locator('#member-person'), `${secretary.name} ${secretary.login}`);
  await field(page, t.people.members.form.purpose).fill('登记经费支出与进展');
  await field(page, t.people.members.form.until).fill('2024-12-31');
  await shot('grant');
  await button(dialogBox(scene), t.people.members.form.go).click();
  await expect(dialogBox(scene)).toHaveCount(0);
  await expect(page.getByRole('table', { name: t.people.members.title })).toContainText(secretary.name);
  await shot('list');

  // The secretary works in it, grants nothing, and gives nothing away: the refusal leads to a request (一事一议).
  await as(scene, secretary, t.frame.today);
  await openDossier(scene);
  await knowing(scene);
  await expect(page.getByRole('table', { name: t.people.members.title })).toContainText('登记经费支出与进展');
  await expect(button(page, t.people.members.add)).toHaveCount(0);
  await tab(scene, t.dossier.tabs.material);
  await sealFiles(scene, [folder.file(file, '图斑,面积\n1,2\n')]);
  // What is the client's is declared so, and then only looked at: a picture with the name on it (E-13, E-04).
  await select(scene, page.getByLabel(t.marking.declared), t.policy.classes.client_technical);
  await sealFiles(scene, [folder.file('甲方底图.csv', '图斑,面积\n3,4\n')]);
  const sheet = page.getByRole('table', { name: t.evidence.table });
  await expect(sheet.getByRole('row', { name: '甲方底图.csv' })).toContainText(
    t.policy.classes.client_technical,
  );
  await shot('marked');
  const viewer = await viewFile(scene, '甲方底图.csv');
  await expect(viewer.getByRole('status')).toHaveText(t.marking.pixels.page(1, 1), { timeout: 60_000 });
  await expect(viewer).toContainText(t.marking.pixels.open);
  await expect(viewer).not.toContainText('图斑');
  await shot('pixels');
  await page.keyboard.press('Escape');
  await expect(viewer).toHaveCount(0);
  await sheet
    .getByRole('row', { name: file })
    .getByRole('button', { name: t.policy.classes.trade_secret })
    .click();
  await dialogBox(scene).getByText(t.marking.kinds.years, { exact: true }).click();
  await shot('marking');
  await button(dialogBox(scene), t.marking.go).click();
  await expect(dialogBox(scene)).toContainText(t.marking.reasonMissing);
  await page.keyboard.press('Escape');
  await button(dialogBox(scene), t.amend.giveUp).click();
  await expect(dialogBox(scene)).toHaveCount(0);
  await give(scene, recipient, [file]);
  const refusal = dialogBox(scene);
  await expect(refusal).toContainText(words.objections.title);
  await expect(refusal).toContainText(recipient);
  await expect(refusal).toContainText('以一事一议的形式提交书面申请');
  await expect(refusal).toContainText('E-05');
  for (const step of [words.steps.write, words.steps.stamp, words.steps.bind, words.steps.once])
    await expect(refusal).toContainText(step[0] ?? '?');
  await shot('refused-to-give');
  await askFromRefusal(scene, recipient, file);
  expect(await writeLetter(scene, folder.folder('申请函'))).toEqual(['.docx', '.pdf']);

  // The consent is another person's to bind; what it allows is one handing-over.
  await as(scene, lead, t.frame.today);
  await openDossier(scene);
  await tab(scene, words.tab);
  await bindConsent(scene, folder.file('甲方同意件.txt', '同意。甲方（公章）'), '2024-10-14');
  await shot('consent');
  await as(scene, secretary, t.frame.today);
  await openDossier(scene);
  await tab(scene, words.tab);
  expect(await handOver(scene, recipient, folder.folder('带出'))).toEqual(
    [`${words.paper.list}.pdf`, file].sort(),
  );
  await shot('handed-over');
  await give(scene, recipient, [file]);
  await expect(dialogBox(scene)).toContainText(words.objections.used);
  await expect(dialogBox(scene)).toContainText('以一事一议的形式提交书面申请');
  await page.keyboard.press('Escape');
  await expect(dialogBox(scene)).toHaveCount(0);
  // What is lent is told of a week before its day.
  await spine(scene, t.frame.today).click();
  await expect(page.getByRole('region', { name: words.due.title })).toContainText(recipient);
  await shot('returns');
  await openDossier(scene);
  await tab(scene, words.tab);
  await giveBack(scene, folder.file('销毁证明.txt', '已销毁'), '2024-10-14');

  // What the client takes back is gone; inventory and certificate stand in the folder.
  await as(scene, lead, t.frame.today);
  await openDossier(scene);
  const back = folder.folder('收回');
  await recall(scene, { file: '甲方底图.csv' }, '甲方来函〔2024〕7号', back);
  const [taken] = readdirSync(back);
  expect(readdirSync(path.join(back, taken ?? '')).sort()).toEqual(
    [`${t.recall.paper.inventory}.pdf`, `${t.recall.paper.certificate}.pdf`].sort(),
  );
  await tab(scene, t.dossier.tabs.material);
  await expect(page.getByRole('table', { name: t.evidence.table })).not.toContainText('甲方底图.csv');

  // The auditor has neither content nor, without a lease, the log: refused with the clause.
  await firstUnlock(scene, auditor, t.people.accounts);
  await expect(spine(scene, t.frame.dossiers)).toHaveCount(0);
  await spine(scene, t.frame.audit).click();
  await expect(dialogBox(scene)).toContainText(errorWords('zh', 'forbidden').title);
  await expect(dialogBox(scene)).toContainText('E-06');
  await page.keyboard.press('Escape');
  await spine(scene, t.people.accounts).click();
  await button(page, t.people.ask).click();
  await field(page, t.people.askForm.reason).fill('第四季度抽查');
  await button(dialogBox(scene), t.people.askForm.go).click();
  await expect(page.getByRole('row', { name: '第四季度抽查' })).toContainText(t.people.leaseStates.waits);

  await as(scene, officer, t.people.accounts);
  await button(page, `${t.people.grant} ${auditor.name}`).click();
  await expect(page.getByRole('row', { name: '第四季度抽查' })).toContainText(t.people.leaseStates.runs);
  await shot('leases');

  // The auditor reads all of it: who granted, was refused, handed over, took back; and prints the certificate again.
  await as(scene, auditor, t.people.accounts);
  await spine(scene, t.frame.audit).click();
  const log = page.getByRole('region', { name: t.places.audit.title });
  for (const [channel, result] of [
    ['lease.decide', t.places.audit.results.ok],
    ['member.add', t.places.audit.results.ok],
    ['approval.handOver', t.places.audit.results.refused],
    ['approval.handOver', t.places.audit.results.ok],
    ['approval.consent', t.places.audit.results.ok],
    ['approval.giveBack', t.places.audit.results.ok],
    ['recall.run', t.places.audit.results.ok],
  ] as const) {
    const rows = log.getByRole('row').filter({ hasText: t.places.channels[channel] ?? '?' });
    await expect(rows.filter({ hasText: result }).first(), `${channel} ${result}`).toBeAttached();
  }
  await expect(log).not.toContainText(file);
  await shot('log');
  await button(page, t.recall.register.open).click();
  const register = dialogBox(scene);
  await expect(register.getByRole('row').nth(1)).toContainText('甲方来函〔2024〕7号');
  await expect(register).not.toContainText('甲方底图');
  const again = folder.folder('再印');
  await answerDialogs(scene.running, [again]);
  await button(register, t.recall.register.print).click();
  await expect(register.getByRole('status')).toBeVisible({ timeout: 60_000 });
  expect(readdirSync(path.join(again, readdirSync(again)[0] ?? ''))).toEqual([
    `${t.recall.paper.certificate}.pdf`,
  ]);
  await shot('register');
  await page.keyboard.press('Escape');
  await spine(scene, t.people.accounts).click();
  await button(page, t.people.return).click();
  await expect(page.getByRole('row', { name: '第四季度抽查' })).toContainText(t.people.leaseStates.returned);

  // The secretary leaves; the account no longer opens, also on the copy of the store.
  await as(scene, officer, t.people.accounts);
  await button(page, `${t.people.leave} ${secretary.name}`).click();
  await expect(dialogBox(scene)).toContainText(t.people.leaving.ready);
  await shot('leaving');
  await button(dialogBox(scene), t.people.leaving.go).click();
  await expect(page.getByRole('row', { name: secretary.name })).toContainText(t.people.states.left);
  await lock(scene);
  await expect(page.getByRole('radio', { name: secretary.login })).toHaveCount(0);
  await button(page, t.entry.unlock.other).click();
  await field(page, t.entry.unlock.account).fill(secretary.login);
  await tryPassword(scene, secretary.password);
  await expect(page.getByRole('alert')).toContainText(t.entry.unlock.wrong, { timeout: 60_000 });

  await scene.running.quit();
  const later = await sceneOf(await start({ userData: scene.running.userData, ...launchOptions('zh') }));
  await later.page.getByRole('radio', { name: lead.login }).check();
  await tryPassword(later, lead.password);
  await spine(later, t.frame.dossiers).waitFor({ timeout: 60_000 });
  await openDossier(later);
  await knowing(later);
  await later.page.getByText(t.people.members.ended(1)).click();
  await expect(later.page.getByRole('table', { name: t.people.members.ended(1) })).toContainText(
    secretary.name,
  );

  // The project ends: the whole dossier is taken back and no list knows of it.
  await recall(later, 'dossier', '项目终止', back);
  await expect(later.page.getByRole('main').getByText('红树林')).toHaveCount(0);
  expect(readdirSync(back)).toHaveLength(2);
});

test('a password is changed in the settings, and the store of one person keeps no list', async ({ open }) => {
  const scene = await open();
  const { page, t } = scene;
  await firstStartWithSample(scene);
  await knowing(scene);
  await expect(page.getByText(t.people.members.single)).toBeVisible();
  await spine(scene, t.frame.settings).click();
  await button(page, t.people.password.title).click();
  await field(page, t.people.password.old).fill(person.password);
  await field(page, t.people.password.next).fill(lead.password);
  await field(page, t.entry.account.again).fill(lead.password);
  await page.keyboard.press('Enter');
  await expect(page.getByText(t.people.password.done)).toBeVisible({ timeout: 60_000 });
  await button(page, t.people.title).click();
  await expect(page.getByText(t.people.single)).toBeVisible();
  await lock(scene);
  await tryPassword(scene, lead.password);
  await spine(scene, t.frame.today).waitFor({ timeout: 60_000 });
});
