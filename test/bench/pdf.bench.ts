import { writeFileSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { createTestApp, password, type TestApp } from '../support/app.ts';
import { kind } from '../support/path.ts';
import { launchOptions, sceneOf, showDay } from '../e2e/driver/scene.ts';
import { launch } from '../e2e/fixture.ts';
import { textsIn } from '../../shared/text/text.ts';
import type { Bench, Context } from './bench.ts';
import { canShow } from './chromium.ts';
import { scanPdf, textPdf } from './documents.ts';
import { openFromMemory, openFromTicket } from './pdf-in-node.ts';
import { barePdf, viewerPdf } from './pdf-in-page.ts';
import type { Subject } from './rounds.ts';

const pages = 200;
const far = 150;

interface Sealed {
  what: string;
  name: string;
  bytes: Uint8Array;
  object: string;
}

/** A store with both PDFs sealed into one sample dossier. */
async function makeStore(
  userData: string,
  folder: string,
): Promise<{ app: TestApp; dossier: string; sealed: Sealed[] }> {
  const app = await createTestApp(showDay, path.join(userData, 'demo-store'));
  await app.setUp();
  const { id: dossier } = await app.ok('dossier.createSample', { kind });
  const sealed: Sealed[] = [];
  for (const [what, bytes] of [
    ['text', await textPdf(pages)],
    ['scan', await scanPdf(pages)],
  ] as const) {
    const name = `${what}-${pages}.pdf`;
    const file = path.join(folder, name);
    writeFileSync(file, bytes);
    app.answers.files = [file];
    const { items } = await app.ok('evidence.choose', { dossier });
    sealed.push({ what, name, bytes, object: items[0]?.object ?? '' });
  }
  return { app, dossier, sealed };
}

function mebibytes({ bytes }: Sealed): string {
  return `${(bytes.length / 1024 / 1024).toFixed(1)} MiB`;
}

function inNode(app: TestApp, dossier: string, { object, bytes }: Sealed): Subject[] {
  const peer = 'pdf.js, bytes in memory';
  return [
    { name: peer, run: () => openFromMemory(bytes, far) },
    {
      name: 'pdf.js through a ticket, by ranges',
      peer,
      run: () => openFromTicket(app, dossier, object, far),
    },
  ];
}

/** The window's viewer, against the same pdf.js in the same Chromium with the bytes at hand. */
async function measureInWindow(context: Context, userData: string, sealed: readonly Sealed[]): Promise<void> {
  const running = await launch({ ...launchOptions('zh'), userData });
  context.defer(() => running.kill());
  const { page } = await sceneOf(running);
  await page.locator('#unlock-password').fill(password);
  await page.keyboard.press('Enter');
  const viewer = await viewerPdf(page, textsIn('zh'));
  for (const each of sealed) {
    const peer = 'pdf.js in a bare page, bytes in memory';
    const bare = await barePdf(context, each.bytes);
    const opened = await viewer.open(each.name, far);
    await context.measure(
      {
        title: `pdf: the window, ${pages} pages of ${each.what}, ${mebibytes(each)}`,
        subjects: [
          { name: peer, run: () => bare.open(opened.scale, far) },
          {
            name: 'viewer, through a ticket',
            peer,
            run: async () => (await viewer.open(each.name, far)).taken,
          },
        ],
        notes: [
          `From the click to page 1 painted, then from Enter in the page’s field to page ${far} painted;`,
          `page 1 is drawn ${opened.width} pixels wide, its text layer and its neighbours meanwhile.`,
        ],
      },
      5,
    );
  }
}

/** A long PDF behind a ticket: how soon the first page stands, and one far behind. */
export const bench: Bench = {
  about: `opening a PDF of ${pages} pages`,
  async run(context) {
    const userData = mkdtempSync(path.join(context.folder, 'pdf-'));
    const { app, dossier, sealed } = await makeStore(userData, context.folder);
    try {
      for (const each of sealed) {
        await context.measure({
          title: `pdf: in Node, ${pages} pages of ${each.what}, ${mebibytes(each)}`,
          subjects: inNode(app, dossier, each),
          notes: [
            `Page 1 and then page ${far}, each rendered at 96 dpi. The page tree is flat, as scanners write it: pdf.js`,
            'touches every page’s dictionary before it shows page 1, so that larger pieces add up to the whole file.',
          ],
        });
      }
    } finally {
      // One process owns a store: the window opens it next.
      await app.close();
    }
    if (canShow(context, 'pdf: in the window')) await measureInWindow(context, userData, sealed);
  },
};
