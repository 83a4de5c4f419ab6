import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import mammoth from 'mammoth';
import { extractText } from '../../electron/services/reading/extract.ts';
import { readExtracted } from '../../electron/services/reading/read-extracted.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { kind, sampleAgreement } from '../support/path.ts';
import type { Bench, Context } from './bench.ts';
import { sampleDocx, samplePdf } from './documents.ts';
import { versionOf } from './machine.ts';
import type { Subject } from './rounds.ts';

const cli = path.resolve(import.meta.dirname, '../../electron/cli/main.ts');
const node = ['--disable-warning=ExperimentalWarning'];

/** A document as a file, read into fields: what the wizard shows beside its source. */
async function read(file: string): Promise<void> {
  const { fields } = readExtracted(await extractText(readFileSync(file)));
  if (fields.length < 20) throw new Error(`only ${fields.length} fields were found`);
}

async function documents({ folder }: Context): Promise<Record<'txt' | 'docx' | 'pdf', string>> {
  const docx = path.join(folder, 'sample.docx');
  const pdf = path.join(folder, 'sample.pdf');
  writeFileSync(docx, await sampleDocx());
  writeFileSync(pdf, await samplePdf());
  return { txt: sampleAgreement, docx, pdf };
}

/** As the wizard does it: the sealed document is opened, read in a worker, and the draft is saved. */
async function inApplication(
  { defer }: Context,
  files: Record<'txt' | 'docx' | 'pdf', string>,
  peers: Record<'txt' | 'docx' | 'pdf', string>,
): Promise<Subject[]> {
  const app = await createTestApp();
  defer(() => app.close());
  await app.setUp();
  const subjects: Subject[] = [];
  for (const type of ['txt', 'docx', 'pdf'] as const) {
    const { dossier, object } = await sealInto(app, files[type]);
    subjects.push({
      name: `application: reading.start, ${type}`,
      peer: peers[type],
      run: async () => void (await app.ok('reading.start', { dossier, object })),
    });
  }
  return subjects;
}

async function sealInto(app: TestApp, file: string): Promise<{ dossier: string; object: string }> {
  const { id: dossier } = await app.ok('dossier.create', { kind });
  app.answers.files = [file];
  const { items } = await app.ok('evidence.choose', { dossier });
  return { dossier, object: items[0]?.object ?? '' };
}

/** From a file to fields, against tools that only get its text. */
export const bench: Bench = {
  about: 'reading the sample agreement from text, docx and PDF',
  async run(context) {
    const { measure, skip } = context;
    const files = await documents(context);
    const plain = 'plain file read, decoded';
    const alone = 'mammoth alone, text only';
    const pdftotext = 'pdftotext (a process)';
    const hasPoppler = versionOf('pdftotext', ['-v']) !== null;
    if (!hasPoppler) skip('read: pdftotext', 'poppler is not installed');
    const pdfPeer = hasPoppler ? pdftotext : plain;
    await measure({
      title: 'read: the sample agreement, document → fields',
      subjects: [
        { name: plain, run: () => void new TextDecoder().decode(readFileSync(files.txt)) },
        { name: 'read txt', peer: plain, run: () => read(files.txt) },
        {
          name: alone,
          run: async () => void (await mammoth.extractRawText({ buffer: readFileSync(files.docx) })),
        },
        { name: 'read docx, in a worker', peer: alone, run: () => read(files.docx) },
        ...(hasPoppler
          ? [{ name: pdftotext, run: () => void execFileSync('pdftotext', ['-layout', files.pdf, '-']) }]
          : []),
        { name: 'read pdf, in a worker', peer: pdfPeer, run: () => read(files.pdf) },
        ...(await inApplication(context, files, { txt: plain, docx: alone, pdf: pdfPeer })),
      ],
      notes: [
        'The peers give text; ours gives fields with their lines. Each docx and PDF gets a worker of its own,',
        'which loads its parser anew: foreign bytes never share memory with anything.',
      ],
    });
    const bare = 'node -e 0';
    const command = (...args: string[]) => void execFileSync(process.execPath, [...node, cli, ...args]);
    await measure({
      title: 'read: the command line, whole processes',
      subjects: [
        { name: bare, run: () => void execFileSync(process.execPath, [...node, '-e', '0']) },
        { name: 'workday 2026-09-28 10', peer: bare, run: () => command('workday', '2026-09-28', '10') },
        { name: 'read sample.txt', peer: bare, run: () => command('read', files.txt) },
        { name: 'read sample.docx', peer: bare, run: () => command('read', files.docx) },
        { name: 'read sample.pdf', peer: bare, run: () => command('read', files.pdf) },
      ],
    });
  },
};
