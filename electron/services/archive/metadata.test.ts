import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { archiveInput, materialOf } from '../../../test/support/outgoing.ts';
import type { ArchiveProfile } from '../../../shared/archive/profile.ts';
import { exportArchive } from './export-archive.ts';

const profile: ArchiveProfile = {
  unit: '某研究所',
  fonds: 'Z109',
  category: 'KY',
  template: '{全宗号}-{门类代码}·{项目号}-{案卷号}-{件号}',
  volume: '001',
  retention: '永久',
  kinds: {},
  secrecy: '商业秘密',
};
let root: string;
let bag: string;
beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'jz-metadata-'));
  const materials = await Promise.all([
    materialOf('<甲 & "乙">\u0001𠮷.pdf', new Uint8Array(10), { type: 'application/pdf' }),
    materialOf('数据.00000.jzdata', new Uint8Array(3), { pages: null, meta: { dataset: { part: 0 } } }),
  ]);
  const made = await exportArchive(archiveInput(root, materials, { profile }));
  bag = path.join(root, made.name);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Another's validator: xmllint, else the JDK's; null where the machine has neither. */
function validates(xml: string, xsd: string): boolean | null {
  const lint = spawnSync('xmllint', ['--noout', '--schema', xsd, xml]);
  if (lint.error === undefined) return lint.status === 0;
  const source = path.join(root, 'Validate.java');
  writeFileSync(
    source,
    `import javax.xml.XMLConstants; import javax.xml.transform.stream.StreamSource; import javax.xml.validation.*; import java.io.File;
public class Validate { public static void main(String[] a) throws Exception {
  SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(new File(a[1])).newValidator().validate(new StreamSource(new File(a[0]))); } }`,
  );
  const java = spawnSync('java', [source, xml, xsd]);
  return java.error === undefined ? java.status === 0 : null;
}

it('is metadata that validates against the schema beside it, and not once it was bent', ({ skip }) => {
  const folder = path.join(bag, 'data/metadata');
  const [xml, xsd] = ['archive.xml', 'archive.xsd'].map((name) => path.join(folder, name)) as [
    string,
    string,
  ];
  const answer = validates(xml, xsd);
  if (answer === null) skip('neither xmllint nor a JDK');
  expect(answer).toBe(true);
  const bent = path.join(root, 'bent.xml');
  writeFileSync(bent, readFileSync(xml, 'utf8').replace('<件数>2</件数>', '<件数>二</件数>'));
  expect(validates(bent, xsd)).toBe(false);
});

it('describes every file with the digests of the lists', () => {
  const xml = readFileSync(path.join(bag, 'data/metadata/archive.xml'), 'utf8');
  for (const line of readFileSync(path.join(bag, 'juanzong/sm3.txt'), 'utf8').split('\n')) {
    if (line.includes('data/evidence/')) expect(xml).toContain(line.slice(0, 64));
  }
  expect(xml).toContain('<计算机文件名>&lt;甲 &amp; &quot;乙&quot;&gt;〔U+0001〕𠮷.pdf</计算机文件名>');
  expect(xml).toContain('<档号>Z109-KY·2024NRDK07-001</档号>');
  expect(readdirSync(path.join(bag, 'data/metadata'))).toContain('datasets.txt');
});

it('has the forms of the volume as PDF and as sheets', async () => {
  const folder = path.join(bag, 'data/forms');
  expect(readdirSync(folder).toSorted()).toEqual([
    'contents.pdf',
    'contents.xlsx',
    'cover.pdf',
    'note.pdf',
    'volumes.pdf',
    'volumes.xlsx',
  ]);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(readFileSync(path.join(folder, 'contents.xlsx')) as never);
  const cells = JSON.stringify(book.worksheets[0]?.getSheetValues());
  for (const word of ['序号', '文件编号', '责任者', '文件题名', 'Z109-KY·2024NRDK07-001-0002'])
    expect(cells).toContain(word);
  const qpdf = spawnSync('qpdf', ['--version']);
  if (qpdf.error !== undefined) return;
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.pdf'))) {
    execFileSync('qpdf', ['--check', path.join(folder, name)]);
  }
  const text = execFileSync('pdftotext', ['-layout', path.join(folder, 'note.pdf'), '-'], {
    encoding: 'utf8',
  });
  expect(text).toContain('卷内备考表');
});
