import { createCanvas } from '@napi-rs/canvas';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { setPaper } from '../../electron/services/papers/pdf.ts';
import { fillLabel } from '../../shared/engine/label-text.ts';
import type { Output } from '../../shared/ipc/contract.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { stampedPaper } from '../support/papers.ts';
import { kind } from '../support/path.ts';

let test: TestApp;
let dossier: Output<'dossier.create'>['id'];

beforeEach(async () => {
  test = await createTestApp('2024-10-14');
  await test.setUp();
  ({ id: dossier } = await test.ok('dossier.createSample', { kind }));
});
afterEach(() => test.close());

async function seal(name: string, bytes: Uint8Array) {
  const file = path.join(test.folder, name);
  writeFileSync(file, bytes);
  test.answers.files = [file];
  const { items } = await test.ok('evidence.choose', { dossier });
  const [item] = items;
  if (item === undefined) throw new Error(name);
  return item.object;
}

async function wanted(): Promise<string> {
  const { record } = await test.ok('dossier.view', { dossier });
  const field = (key: string) => String(record.fields[key] ?? '');
  const filled = fillLabel(field('label_zh') || '{host_center_name}开放基金课题资助（{project_no}）', field);
  return fillLabel(filled, field);
}

const piece = { package: 'P-A3', piece: 'paper_submission_proof' } as const;
const state = async () =>
  (await test.ok('package.view', { dossier, package: 'P-A3' })).pieces.find(({ key }) => key === piece.piece);

it('reads a file of a piece, marks what differs, makes the piece doubtful, and keeps what a person saw', async () => {
  const words = await wanted();
  const paper = await setPaper({
    language: 'zh',
    title: '多时相影像变化检测',
    author: '郑某乙',
    date: '2024-10-01',
    blocks: [
      { kind: 'paragraph', text: '（1.某某大学；2.某某研究院）' },
      { kind: 'paragraph', text: `基金项目：${words.replace('协同', '协调')}` },
      { kind: 'paragraph', text: '摘要：针对耕地监测。'.repeat(20) },
    ],
  });
  const object = await seal('投稿.pdf', paper);
  await test.ok('material.bind', { dossier, object, ...piece });
  const check = await test.ok('document.check', { dossier, object, ...piece });
  expect(check).toMatchObject({ scan: false, pages: 1 });
  const found = check.labels.find(({ rule }) => rule === 'A-L03');
  expect(found).toMatchObject({ verdict: 'near', page: 1, place: 'acknowledgement' });
  expect(found?.differences).toEqual([expect.objectContaining({ wanted: '同', got: '调' })]);
  expect(await state()).toMatchObject({ state: 'doubtful' });

  const { outputs, checks } = await test.ok('document.list', { dossier });
  expect(checks).toEqual([check]);
  expect(outputs.length).toBeGreaterThan(0);
  await test.ok('document.confirm', { dossier, object, rule: 'A-L03', right: true, note: '期刊已更正' });
  await test.ok('document.confirm', { dossier, object, rule: 'A-L03', right: false, note: '' });
  const { looked } = await test.ok('document.list', { dossier });
  // Added to, never in the place of what was said.
  expect(looked.map(({ right, by }) => [right, by])).toEqual([
    [true, '林某戊'],
    [false, '林某戊'],
  ]);
  const { rows } = await test.ok('audit.list', { limit: 10 });
  expect(rows.filter(({ channel }) => channel === 'document.confirm')).toHaveLength(2);
  expect(
    await test.refused('document.confirm', { dossier, object, rule: 'X-L99', right: true, note: '' }),
  ).toMatchObject({ code: 'not_found' });
}, 60_000);

it('says that a scan is one', async () => {
  const canvas = createCanvas(400, 560);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, 400, 560);
  const document = await PDFDocument.create();
  const page = document.addPage([400, 560]);
  page.drawImage(await document.embedPng(canvas.toBuffer('image/png')), {
    x: 0,
    y: 0,
    width: 400,
    height: 560,
  });
  const object = await seal('扫描.pdf', await document.save());
  const check = await test.ok('document.check', { dossier, object, ...piece });
  expect(check.scan).toBe(true);
  expect(check.labels.map(({ verdict }) => verdict)).toContain('unread');
}, 60_000);

it('sees the seal on its page, no signature, and the date that is empty', async () => {
  const bytes = await stampedPaper({
    title: '验收申请',
    paragraphs: ['现提出验收申请。', '签订日期：　　年　月　日'],
    seals: ['青禾时空遥感科技有限公司'],
    date: '2024年10月8日',
    pages: 2,
  });
  const object = await seal('盖章.pdf', bytes);
  const look = await test.ok('seal.look', { dossier, object });
  expect(look).toMatchObject({ looked: 2, of: 2, signatures: [], across: { verdict: 'none' } });
  const [first, second] = look.pages;
  expect(first?.marks).toEqual([]);
  expect(second?.marks[0]).toMatchObject({ colour: 'red', verdict: 'found' });
  expect(
    Buffer.from(second?.marks[0]?.thumbnail ?? [])
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
  expect(look.empty_dates).toMatchObject([{ page: 1 }]);
}, 90_000);
