import { readdirSync } from 'node:fs';
import path from 'node:path';
import mammoth from 'mammoth';
import { answerDialogs } from './driver/dialogs.ts';
import { fillEvent } from './driver/dossier.ts';
import { firstStart } from './driver/entry.ts';
import { showScreen } from './driver/look.ts';
import { button, type Scene, title } from './driver/scene.ts';
import { expect, test } from './spec.ts';

const kind = 'development-contract';
/** One day before the first request is taken for agreed, three before the second. */
const day = '2024-12-10';

/** The sample with two open requests on article 7's grounds: party A asks us, and we ask party A. */
async function twoRequests({ page }: Scene): Promise<void> {
  await page.evaluate(async (of) => {
    const value = async <T>(answer: Promise<{ ok: true; value: T } | { ok: false; code: string }>) => {
      const got = await answer;
      if (!got.ok) throw new Error(got.code);
      return got.value;
    };
    const { id: dossier } = await value(window.juanzong.dossier.createSample({ kind: of }));
    const { evidence } = await value(window.juanzong.dossier.view({ dossier }));
    const ask = (date: string, values: Record<string, string>) =>
      value(
        window.juanzong.event.record({
          dossier,
          key: 'change_request_received',
          date: date as never,
          evidence: evidence.slice(0, 1).map(({ object }) => object),
          values,
        }),
      );
    await ask('2024-12-01', { requester: 'party_a', ground: '1', subject: '新增批后监管模块' });
    await ask('2024-12-03', { requester: 'party_b', ground: '2', subject: '延长试运行一个月' });
  }, kind);
}

/** What the one docx says that was written into a folder. */
async function letterIn(folder: string): Promise<string> {
  const [made = ''] = readdirSync(folder);
  const file = readdirSync(path.join(folder, made)).find((name) => name.endsWith('.docx')) ?? '';
  return (await mammoth.extractRawText({ path: path.join(folder, made, file) })).value;
}

test('B-T12: the loudest row of the day, its letter, the proof of its delivery, and the alarm is gone', async ({
  open,
  folder,
}) => {
  const scene = await open({ today: day });
  const { page, t } = scene;
  const words = t.reason.reply;
  const look = (name: string) =>
    page.screenshot({ path: test.info().outputPath(`${name}.png`), animations: 'disabled' });
  await page.setViewportSize({ width: 1366, height: 768 });
  await firstStart(scene);
  await twoRequests(scene);
  await showScreen(scene, t.frame.today);
  await expect(title(scene)).toContainText('2件不答复即视为同意，最早一件至12-11');
  const rows = page.locator('.ob-row[data-alarm]');
  await expect(rows).toHaveCount(2);
  const asked = rows.filter({ hasText: '答复第2次变更请求' });
  const asking = rows.filter({ hasText: '答复第3次变更请求' });
  await expect(asked).toHaveAttribute('data-alarm', '3');
  await expect(asking).toHaveAttribute('data-alarm', '2');
  await look('1-today');

  // We were asked: the letter is drafted where the alarm stands.
  const drafts = folder.folder('答复');
  await answerDialogs(scene.running, [drafts]);
  await button(asked, words.draft).click();
  await expect(asked.getByRole('status')).toContainText('✓', { timeout: 60_000 });
  const answer = await letterIn(drafts);
  for (const part of ['关于第2次变更请求的答复函', '新增批后监管模块', '2024-12-11', '送达回执'])
    expect(answer).toContain(part);
  await look('2-drafted');

  // Said, but not proven: the alarm stays until the receipt is there.
  await button(asked, words.answered).click();
  await fillEvent(scene, { key: 'change_replied', date: '2024-12-09', sealed: ['样例证据.txt'] });
  await expect(rows).toHaveCount(2);
  const unproven = rows.filter({ hasText: '第2次变更请求的答复：待送达凭证' });
  await unproven.locator('.row-subject').click();
  const why = page.getByRole('complementary', { name: t.common.why });
  await expect(button(why, words.delivered)).toBeVisible();
  await look('3-why');
  await button(why, words.delivered).click();
  const receipt = folder.file('答复函签收回执.txt', '收件人签名：某某　2024年12月10日');
  await fillEvent(scene, { key: 'change_reply_delivered', date: '2024-12-10', files: [receipt] });
  await expect(rows).toHaveCount(1);
  await expect(title(scene)).not.toContainText('12-11');

  // We asked: a reminder first, then their answer.
  await page.keyboard.press('Escape');
  await asking.locator('.ob-dossier').click();
  const reminders = folder.folder('催复');
  await answerDialogs(scene.running, [reminders]);
  await expect(why).toContainText('答复第3次变更请求');
  await look('4-dossier');
  await button(why, words.remind).click();
  await expect(why.getByRole('status')).toContainText('✓', { timeout: 60_000 });
  expect(await letterIn(reminders)).toContain('请贵方在2024-12-13前书面答复');
  await button(why, words.theirs).click();
  await fillEvent(scene, { key: 'change_replied', date: '2024-12-10', sealed: ['样例证据.txt'] });
  await showScreen(scene, t.frame.today);
  await expect(rows).toHaveCount(0);
  await expect(title(scene)).not.toContainText('视为同意');
  await look('5-quiet');
});
