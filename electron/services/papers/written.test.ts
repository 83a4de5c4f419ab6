import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definitions, samples } from '../../../shared/agreements/index.generated.ts';
import { viewOf } from '../../../shared/engine/view.ts';
import { parseDossier } from '../../../shared/model/exchange.ts';
import { CivilDate } from '../../../shared/model/units.ts';
import { composePaper } from '../../../shared/papers/compose.ts';
import { blank, fillTemplate, type PaperTemplate, readTemplate } from '../../../shared/papers/template.ts';
import { builtInTemplates } from '../../../shared/papers/templates/index.ts';
import { makeDocument } from './document.ts';
import type { Paper } from './paper.ts';
import { setPaper } from './pdf.ts';

const today = CivilDate.parse('2024-11-08');
const soffice = spawnSync('soffice', ['--version']).status === 0;

/** Every paper of every kind, as its sample’s record fills it. */
function allPapers(): { kind: string; key: string; paper: Paper; template: string; blanks: number }[] {
  return definitions.flatMap((definition) => {
    const record = parseDossier(samples[definition.id], () => definition);
    const view = viewOf(definition, record, { today });
    return definition.papers.map((offer) => {
      const read = readTemplate(builtInTemplates[offer.template]);
      if (!read.ok) throw new Error(`${offer.template}: ${read.where}`);
      const made = composePaper(view, offer, read.template, {
        files: [{ title: '课题中期报告', pages: 12, date: '2024-07-12', note: '中期.pdf', copies: 2 }],
      });
      const { title, form, issuer, blocks, blanks } = made;
      return {
        kind: definition.id,
        key: offer.key,
        template: offer.template,
        blanks,
        paper: { language: 'zh', title, author: '郑某乙', date: today, form, issuer, blocks },
      };
    });
  });
}

describe('the templates', () => {
  it('are as their format says, each under its own name, and each is listed', () => {
    const folder = path.resolve(import.meta.dirname, '../../../shared/papers/templates');
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
    expect(files.map((name) => name.slice(0, -5)).toSorted()).toEqual(
      Object.keys(builtInTemplates).toSorted(),
    );
    for (const [key, value] of Object.entries(builtInTemplates)) {
      const read = readTemplate(value);
      expect(read, key).toMatchObject({ ok: true, template: { key } });
    }
  });

  it('are refused with the place where something else stands', () => {
    const [good] = Object.values(builtInTemplates) as PaperTemplate[];
    expect(readTemplate({ ...good, form: 'poster' })).toEqual({ ok: false, where: 'form' });
    expect(readTemplate({ ...good, script: 'x' })).toMatchObject({ ok: false });
    expect(readTemplate({ ...good, blocks: [{ image: 'x' }] })).toEqual({ ok: false, where: 'blocks.0' });
  });

  it('mark what lacks and invent nothing', () => {
    const template: PaperTemplate = {
      format: 'juanzong-paper/1',
      key: 'x-y',
      title: '{title}',
      form: 'letter',
      blocks: [{ text: '编号{number}，{none}' }, { table: 'rows', columns: [{ title: '甲', weight: 1 }] }],
    };
    const filled = fillTemplate(template, {
      value: (name) => ({ title: '题', number: '  ' })[name] ?? null,
      rows: () => [],
      signatures: [],
    });
    expect(filled).toEqual({
      title: '题',
      blanks: 3,
      blocks: [
        { kind: 'body', text: `编号${blank}，${blank}` },
        { kind: 'table', columns: [{ title: '甲', weight: 1 }], rows: [[blank]] },
      ],
    });
  });
});

describe('the papers of the kinds', () => {
  let root: string;
  beforeAll(() => {
    root = process.env['PAPERS_KEEP'] ?? mkdtempSync(path.join(tmpdir(), 'jz-written-'));
  });
  afterAll(() => {
    if (process.env['PAPERS_KEEP'] === undefined) rmSync(root, { recursive: true, force: true });
  });
  const all = allPapers();
  // One of each template: setting and LibreOffice take most of a second for each.
  const each = [...new Map(all.map((one) => [one.template, one])).values()];

  it('are for pieces and deadlines that there are', () => {
    for (const definition of definitions) {
      const pieces = new Set(definition.packages.flatMap((one) => one.pieces.map(({ key }) => key)));
      const deadlines = new Set(definition.deadlines.map(({ key }) => key));
      for (const offer of definition.papers) {
        for (const key of offer.pieces ?? []) expect(pieces, `${definition.id} ${offer.key}`).toContain(key);
        if (Array.isArray(offer.deadlines))
          for (const key of offer.deadlines)
            expect(deadlines, `${definition.id} ${offer.key}`).toContain(key);
        if (offer.change !== undefined)
          expect(definition.changes.map(({ key }) => key)).toContain(offer.change);
      }
    }
  });

  it('name what the record says, and leave no place unfilled without saying so', () => {
    const said = JSON.stringify(all);
    expect(said).not.toMatch(/\{[a-z_]+\}/u);
    const closing = all.filter(({ key }) => key === 'closing_report' || key === 'final_report');
    expect(closing).toHaveLength(2);
    // D-L01, D-Q07: the closing report carries the words itself.
    expect(JSON.stringify(closing)).toContain('开放基金');
    const pledge = all.find(({ key }) => key === 'integrity_pledge');
    expect(JSON.stringify(pledge)).toContain('乙方履行科研诚信主体责任');
  });

  it('are PDFs that qpdf and poppler accept, with their text', async () => {
    for (const { kind, key, paper } of each) {
      const file = path.join(root, `${kind}-${key}.pdf`);
      writeFileSync(file, await setPaper(paper));
      execFileSync('qpdf', ['--check', file]);
      const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
      if (paper.form !== 'spine')
        expect(text.replace(/\s/gu, '').normalize('NFKC'), key).toContain(
          paper.title.replace(/\s/gu, '').normalize('NFKC').slice(0, 12),
        );
      expect(text).not.toContain('字库缺字');
    }
  }, 120_000);

  it.skipIf(!soffice)(
    'are docx that LibreOffice turns into PDFs with the same words',
    async () => {
      const files: string[] = [];
      for (const { kind, key, paper } of each) {
        const file = path.join(root, `${kind}-${key}.docx`);
        writeFileSync(file, await makeDocument(paper));
        files.push(file);
      }
      const out = path.join(root, 'office');
      execFileSync('soffice', [
        `-env:UserInstallation=file://${path.join(root, 'profile')}`,
        '--headless',
        '--convert-to',
        'pdf',
        '--outdir',
        out,
        ...files,
      ]);
      for (const { kind, key, paper } of each) {
        const text = execFileSync('pdftotext', [path.join(out, `${kind}-${key}.pdf`), '-'], {
          encoding: 'utf8',
        });
        const flat = text.replace(/\s/gu, '').normalize('NFKC');
        const bodies = paper.blocks.flatMap((block) => (block.kind === 'body' ? [block.text] : []));
        for (const body of bodies)
          expect(flat, key).toContain(body.replace(/\s/gu, '').normalize('NFKC').slice(0, 10));
      }
    },
    240_000,
  );

  it('writes rare characters as themselves', async () => {
    const file = path.join(root, 'rare.pdf');
    writeFileSync(
      file,
      await setPaper({
        language: 'zh',
        title: '试',
        author: '𠮷',
        date: today,
        form: 'letter',
        issuer: '𠮷野㙍测绘院',
        blocks: [{ kind: 'body', text: '联系人：𠮷某㙍，电话。' }],
      }),
    );
    execFileSync('qpdf', ['--check', file]);
    const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });
    expect(text).toContain('𠮷某㙍');
    expect(text).toContain('𠮷野㙍测绘院');
    expect(text).not.toContain('字库缺字');
  });
});
