import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { PDFDocument } from '@cantoo/pdf-lib';
import { setPaper } from '../../electron/services/papers/pdf.ts';
import { answerDialogs } from './driver/dialogs.ts';
import { firstStartWithSample } from './driver/entry.ts';
import { fileUnder, openPackage, piece, place, waitForState } from './driver/package.ts';
import { button, dialogBox } from './driver/scene.ts';
import { expect, test } from './spec.ts';

const center = '自然资源部东屿湾区海岸带数据协同应用工程技术创新中心';
const proof = 'paper_submission_proof';

/** A page that is a picture only. */
async function scan(): Promise<Uint8Array> {
  const canvas = createCanvas(400, 560);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#fdfcf8';
  pen.fillRect(0, 0, 400, 560);
  pen.fillStyle = '#222';
  pen.fillRect(60, 80, 280, 12);
  const document = await PDFDocument.create();
  const page = document.addPage([595, 842]);
  page.drawImage(await document.embedPng(canvas.toBuffer('image/png')), {
    x: 0,
    y: 0,
    width: 595,
    height: 842,
  });
  return document.save();
}

test('a paper is written, a wrong sentence is marked, a scan is confirmed by looking', async ({
  open,
  folder,
}) => {
  test.setTimeout(180_000);
  const scene = await open();
  const { t, page } = scene;
  await firstStartWithSample(scene);
  await openPackage(scene);

  // 起草: a piece that is lacking, as docx and PDF.
  await piece(scene, 'acceptance_application').click();
  const into = folder.folder('起草');
  await answerDialogs(scene.running, [into]);
  await page.locator('.pk-bar').getByRole('button', { name: t.paper.all }).click();
  const papers = dialogBox(scene);
  await papers.getByRole('checkbox', { name: '验收申请' }).check();
  await page.screenshot({ path: test.info().outputPath('choose.png') });
  await button(papers, t.paper.go).click();
  await expect(dialogBox(scene)).toContainText(t.paper.written, { timeout: 60_000 });
  await expect(dialogBox(scene)).toContainText('〔待填〕');
  await button(dialogBox(scene), t.common.close).click();
  const [made = ''] = readdirSync(into);
  expect(readdirSync(path.join(into, made)).toSorted()).toEqual(['验收申请.docx', '验收申请.pdf']);

  // A paper whose acknowledgement has one character wrong.
  const wrong = path.join(into, '投稿证明.pdf');
  const label = `${center.replace('协同', '协调')}开放基金课题资助（2024NRDK07）`;
  writeFileSync(
    wrong,
    await setPaper({
      language: 'zh',
      title: '多时相影像变化检测方法',
      author: '陆某丁',
      date: '2024-10-01',
      blocks: [
        { kind: 'paragraph', text: `（1.青禾时空（云川）遥感科技有限公司；2.${center}）` },
        { kind: 'paragraph', text: `基金项目：${label}` },
        { kind: 'paragraph', text: '摘要：针对多源影像成像条件不一致的问题，提出方法。'.repeat(12) },
      ],
    }),
  );
  await fileUnder(scene, proof, wrong);
  await waitForState(scene, proof, 'doubtful');
  const found = place(scene).getByRole('region', { name: t.labels.title });
  await expect(found.locator('del').first()).toHaveText('调');
  await expect(found.locator('ins').first()).toHaveText('同');
  await expect(found).toHaveCount(1);
  await found
    .locator('li', { has: page.locator('del') })
    .first()
    .getByRole('button', { name: t.labels.show })
    .click();
  // The words are shown where they stand on the page.
  await expect
    .poll(() => page.evaluate(() => CSS.highlights.get('pdf-current')?.size ?? 0), { timeout: 10_000 })
    .toBeGreaterThan(0);
  await page.screenshot({ path: test.info().outputPath('marked.png') });

  // A scan says that it is one; what the person saw is kept.
  const picture = path.join(into, '结题报告扫描.pdf');
  writeFileSync(picture, await scan());
  await fileUnder(scene, 'method_result', picture);
  await expect(found).toContainText(t.labels.scan);
  await found.getByRole('button', { name: t.labels.isRight }).first().click();
  await expect(found).toContainText('看过：相符');
  await button(place(scene), t.seals.look).click();
  await expect(place(scene).getByRole('region', { name: t.seals.title })).toBeVisible({ timeout: 60_000 });
  await page.screenshot({ path: test.info().outputPath('scan.png') });
});
