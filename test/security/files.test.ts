import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileSource } from '../../electron/services/evidence/file-source.ts';
import { inspectPdf } from '../../electron/services/evidence/inspect.ts';
import { extractText } from '../../electron/services/reading/extract.ts';
import { readApart } from '../../electron/services/reading/read-apart.ts';
import { AppError } from '../../shared/model/errors.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { kind } from '../support/path.ts';
import { makePdf } from '../support/pdf.ts';
import { pdfBomb } from '../support/pdf-bomb.ts';

const job = 'b'.repeat(32);

describe('files that come in', () => {
  let test: TestApp;
  let dossier: string;
  beforeAll(async () => {
    test = await createTestApp();
    await test.setUp();
    dossier = (await test.ok('dossier.create', { kind })).id;
  });
  afterAll(() => test.close());

  /** What the vault holds and the rows do not, or the other way round. */
  const orphans = async () => {
    const { open } = test.app.session;
    return open?.vault.health(open.store.objects.ids());
  };
  const dropFile = (path: string, name = 'x.bin') => test.ok('drop.file', { dossier, path, name });

  it('a plain file comes in by its path, whatever link leads to it', async () => {
    const file = join(test.folder, '原件.txt');
    writeFileSync(file, '卷宗');
    symlinkSync(file, join(test.folder, 'link'));
    expect((await dropFile(join(test.folder, 'link'), '原件.txt')).items).toMatchObject([
      { name: '原件.txt', size: 6 },
    ]);
  });

  it.each([
    ['a folder', (folder: string) => folder],
    ['nothing', (folder: string) => join(folder, 'gone')],
    ['the empty path', () => ''],
    ['a path with a zero', () => 'a\u0000b'],
    ['our own database', () => join(test.userData, 'juanzong.db')],
    [
      'the file that says who owns the store, through a link',
      (folder: string) => {
        symlinkSync(join(test.userData, 'juanzong.db.lock'), join(folder, 'innocent.pdf'));
        return join(folder, 'innocent.pdf');
      },
    ],
  ])('%s is refused', async (_what, pathOf) => {
    const { items, refused } = await dropFile(pathOf(test.folder));
    expect(items).toEqual([]);
    expect(refused).toEqual([{ name: 'x.bin', code: 'file_unreadable' }]);
    expect(await orphans()).toEqual([]);
  });

  it.runIf(process.platform !== 'win32')('a pipe, a device and a file that the system makes up', async () => {
    const pipe = join(test.folder, 'pipe');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    const made = process.platform === 'linux' ? ['/proc/self/environ', '/proc/version'] : [];
    for (const path of [pipe, '/dev/zero', '/dev/tty', ...made]) {
      expect((await dropFile(path)).refused, path).toEqual([{ name: 'x.bin', code: 'file_unreadable' }]);
    }
    expect(await orphans()).toEqual([]);
  });

  it('a file that grows or shrinks while it is read is no evidence', async () => {
    const file = join(test.folder, 'growing.bin');
    for (const change of [() => appendFileSync(file, 'more'), () => writeFileSync(file, 'less')]) {
      writeFileSync(file, Buffer.alloc(3 * 1024 * 1024, 1));
      const { pieces } = await fileSource(file, test.userData);
      const reading = (async () => {
        for await (const piece of pieces) if (piece.length > 0) change();
      })();
      await expect(reading).rejects.toMatchObject({
        code: 'file_unreadable',
        params: { reason: 'changed' },
      });
    }
  });

  it('E-16: a marked name is refused at every door, and each time a row tells it', async () => {
    const name = '机密★10年 方案.txt';
    const file = join(test.folder, name);
    writeFileSync(file, 'x');
    test.answers.files = [file];
    expect((await test.ok('evidence.choose', { dossier })).refused[0]?.code).toBe('state_secret_marking');
    expect((await dropFile(file, name)).refused[0]?.code).toBe('state_secret_marking');
    expect((await test.refused('drop.begin', { dossier, name, size: 1 })).rule).toBe('E-16');
    const { rows } = await test.ok('audit.list', { limit: 10 });
    expect(rows.filter((row) => row.outcome === 'refused' && row.rule === 'E-16')).toHaveLength(3);
    // The name is content: it stands under the seal, not in the readable columns.
    expect(JSON.stringify(rows)).not.toContain('方案');
  });

  it('a cancelled choice of several leaves none of them', async () => {
    const before = (await test.ok('evidence.list', { dossier })).length;
    const files = [1, 2].map((n) => join(test.folder, `${n}.bin`));
    for (const [n, file] of files.entries()) writeFileSync(file, Buffer.alloc(n * 24 * 1024 * 1024 + 9, 3));
    test.answers.files = files;
    const choosing = test.call('evidence.choose', { dossier }, job);
    await expect.poll(() => test.progress.at(-1)?.label, { timeout: 10_000 }).toBe('2.bin');
    await test.ok('job.cancel', { job });
    expect(await choosing).toMatchObject({ ok: false, code: 'cancelled' });
    expect(await test.ok('evidence.list', { dossier })).toHaveLength(before);
    expect(await orphans()).toEqual([]);
  });

  it('a row that cannot be written leaves no file', async () => {
    const { open } = test.app.session;
    if (open === null) throw new Error('locked');
    const { insert } = open.store.objects;
    open.store.objects.insert = () => {
      throw new AppError('disk_full');
    };
    const file = join(test.folder, 'full.txt');
    writeFileSync(file, 'x');
    test.answers.files = [file];
    expect((await test.refused('evidence.choose', { dossier })).code).toBe('disk_full');
    open.store.objects.insert = insert;
    expect(await orphans()).toEqual([]);
    // The session lives on.
    expect((await test.ok('evidence.choose', { dossier })).items).toHaveLength(1);
  });

  describe('in pieces', () => {
    const begin = (size: number) => test.ok('drop.begin', { dossier, name: 'p.bin', size });

    it('fewer or more bytes than were announced are no file', async () => {
      const short = (await begin(4)).drop;
      await test.ok('drop.piece', { drop: short, bytes: Buffer.from('abc') });
      expect((await test.refused('drop.end', { dossier, drop: short })).code).toBe('file_unreadable');
      const long = (await begin(4)).drop;
      const bytes = Buffer.from('abcde');
      expect((await test.refused('drop.piece', { drop: long, bytes })).code).toBe('file_unreadable');
      const right = (await begin(4)).drop;
      await test.ok('drop.piece', { drop: right, bytes: Buffer.from('abcd') });
      expect((await test.ok('drop.end', { dossier, drop: right })).items).toMatchObject([{ size: 4 }]);
      await expect.poll(orphans).toEqual([]);
    });

    it('no more than a few at once, and no piece before the last was taken', async () => {
      const drops = await Promise.all(Array.from({ length: 4 }, () => begin(1024)));
      expect((await test.refused('drop.begin', { dossier, name: 'p', size: 1 })).code).toBe('conflict');
      const [first] = drops;
      const flood = await Promise.all(
        Array.from({ length: 8 }, () =>
          test.call('drop.piece', { drop: first?.drop ?? '', bytes: Buffer.alloc(8) }),
        ),
      );
      expect(flood.some((each) => !each.ok && each.code === 'conflict')).toBe(true);
      for (const { drop } of drops) await test.ok('drop.abort', { drop });
      await expect.poll(() => test.app.jobs.count).toBe(0);
      expect(await orphans()).toEqual([]);
    });

    it('a piece beyond two mebibytes is refused before it is looked at', async () => {
      const { drop } = await begin(4 * 1024 * 1024);
      const bytes = Buffer.alloc(3 * 1024 * 1024);
      expect((await test.refused('drop.piece', { drop, bytes })).code).toBe('too_large');
      await test.ok('drop.abort', { drop });
    });
  });

  it('throwing a draft away takes its files, and one that cannot be removed does not bring it back', async () => {
    const { id } = await test.ok('dossier.create', { kind });
    const file = join(test.folder, 'thrown.txt');
    writeFileSync(file, 'x');
    test.answers.files = [file, file];
    await test.ok('evidence.choose', { dossier: id });
    const { open } = test.app.session;
    if (open === null) throw new Error('locked');
    const remove = open.vault.remove.bind(open.vault);
    let failed = false;
    open.vault.remove = (object) => {
      if (failed) return remove(object);
      failed = true;
      return Promise.reject(new AppError('io_failed'));
    };
    await test.ok('dossier.discard', { dossier: id });
    expect((await test.refused('dossier.draft', { dossier: id })).code).toBe('not_found');
    // Health tells the one that stayed; its key is gone.
    expect(await orphans()).toHaveLength(1);
  });
});

describe('PDFs that mean harm', () => {
  it('counts the pages of an honest one', async () => {
    expect(await inspectPdf([await makePdf('a', 3)])).toBe(3);
  });

  it('a few megabytes that become many gigabytes are given up, and the next file is counted', async () => {
    const limit = 192 * 1024 * 1024;
    const started = performance.now();
    expect(await inspectPdf([pdfBomb(4)], limit)).toBeNull();
    const reading = extractText(pdfBomb(4), { growthBytes: limit });
    await expect(reading).rejects.toMatchObject({ code: 'file_too_complex' });
    // The memory ended it, not the deadlines of thirty and ninety seconds.
    expect(performance.now() - started).toBeLessThan(25_000);
    expect(await inspectPdf([await makePdf('a', 2)])).toBe(2);
  }, 90_000);

  it.each([
    ['not closed', '%PDF-1.7\n1 0 obj <<'],
    ['empty but for its name', '%PDF-1.7'],
    [
      'a number of pages that is made up',
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 99999999999999999999>>endobj\ntrailer<</Root 1 0 R>>',
    ],
    [
      'its own parent',
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>',
    ],
  ])('%s: no number, no fault', async (_what, text) => {
    const pages = await inspectPdf([new TextEncoder().encode(text)]);
    expect(pages === null || (pages >= 0 && pages <= 1_000_000)).toBe(true);
  });
});

describe('text that means harm', () => {
  it('is given up at its deadline, and the window’s thread stays awake', async () => {
    const text = `课题合作协议\n${'1'.repeat(300_000)}`;
    let longest = 0;
    let last = performance.now();
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 20);
    const slow = readApart({ type: 'text', text, pages: null, silentPages: [] }, undefined, 2_000);
    const result = await slow.catch((error: unknown) => error);
    clearInterval(beat);
    // Either it was quick, or it was given up.
    if (result instanceof Error) expect(result).toMatchObject({ code: 'file_too_complex' });
    expect(longest).toBeLessThan(1_000);
  });

  it('a value made to be slow freezes nothing', async () => {
    const test = await createTestApp();
    await test.setUp();
    const { id } = await test.ok('dossier.create', { kind });
    const started = performance.now();
    for (const run of ['0', '一', ' ', '0个']) {
      const condition = `${run.repeat(20_000)}元`;
      await test.ok('dossier.saveDraft', { dossier: id, fields: { installments: [{ no: 1, condition }] } });
    }
    expect(performance.now() - started).toBeLessThan(8_000);
    await test.close();
  });
});

describe('where exports go', () => {
  it('never into the store’s own folder, and nothing of it is verified', async () => {
    const test = await createTestApp();
    await test.setUp();
    const { id: dossier } = await test.ok('dossier.createSample', { kind });
    const inside = join(test.userData, 'out');
    mkdirSync(inside);
    const link = join(test.folder, 'link');
    symlinkSync(inside, link);
    for (const folder of [test.userData, inside, link, `${inside}/../out`]) {
      test.answers.folder = folder;
      expect(await test.refused('archive.export', { dossier }), folder).toMatchObject({
        code: 'destination_unwritable',
        params: { reason: 'own_store' },
      });
      expect((await test.refused('archive.verify')).code).toBe('not_an_archive');
    }
    expect(readdirSync(inside)).toEqual([]);
    // A folder around the store would have its database read with it.
    writeFileSync(join(test.folder, 'bagit.txt'), 'BagIt-Version: 1.0\n');
    test.answers.folder = test.folder;
    expect((await test.refused('archive.verify')).params).toEqual({ reason: 'own_store' });
    // A neighbour with a like name is another folder.
    mkdirSync(`${test.userData}-out`);
    test.answers.folder = `${test.userData}-out`;
    await test.ok('archive.export', { dossier });
    const { rows } = await test.ok('audit.list', { limit: 20 });
    expect(
      rows.filter((row) => row.code === 'destination_unwritable' && row.stage === 'result'),
    ).toHaveLength(4);
    await test.close();
  });
});
