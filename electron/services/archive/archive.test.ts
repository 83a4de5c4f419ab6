import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/model/errors.ts';
import { complaints } from '../../../test/support/bag-reader.ts';
import { archiveInput, materialOf } from '../../../test/support/outgoing.ts';
import { diskLayer } from '../../vault/file-layer.ts';
import { exportArchive } from './export-archive.ts';
import { verifyArchive } from './verify.ts';

let root: string;
let bag: string;
beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'jz-archive-'));
  const materials = await Promise.all([
    materialOf('验收申请（盖章）.pdf', new TextEncoder().encode('%PDF-1.7 甲')),
    materialOf('100%\n<img src=x onerror=alert(1)>.PDF', new Uint8Array(300_000).fill(7)),
    materialOf('空', new Uint8Array()),
  ]);
  const made = await exportArchive(archiveInput(root, materials));
  bag = path.join(root, made.name);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function copy(name: string): string {
  const to = path.join(root, `copy-${name}`);
  cpSync(bag, to, { recursive: true });
  return to;
}
const codesOf = async (dir: string) =>
  (await verifyArchive(dir)).findings.map(({ code, path: at }) => `${code} ${at}`).sort();

describe('the archive (A-T07, E-14)', () => {
  it('is valid, also to an outsider with sha256sum and sha512sum alone', async () => {
    const report = await verifyArchive(bag);
    expect(report).toMatchObject({ valid: true, findings: [] });
    expect(complaints(bag)).toEqual([]);
    for (const [tool, list] of [
      ['sha256sum', 'manifest-sha256.txt'],
      ['sha512sum', 'manifest-sha512.txt'],
      ['sha256sum', 'tagmanifest-sha256.txt'],
      ['sha512sum', 'tagmanifest-sha512.txt'],
    ] as const) {
      execFileSync(tool, ['--strict', '--status', '-c', list], { cwd: bag });
    }
    expect(report.files).toBe(
      execFileSync('find', ['.', '-type', 'f'], { cwd: bag, encoding: 'utf8' }).trim().split('\n').length,
    );
  });

  it('gives every SM3 as openssl does', () => {
    const lines = readFileSync(path.join(bag, 'juanzong/sm3.txt'), 'utf8').trim().split('\n');
    for (const line of lines) {
      const [digest = '', file = ''] = line.split('  ');
      const said = execFileSync('openssl', ['dgst', '-sm3', '-r', file], { cwd: bag, encoding: 'utf8' });
      expect(said.slice(0, 64)).toBe(digest);
    }
    expect(lines).toHaveLength(
      readdirSync(bag, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).length - 3,
    );
  });

  it('keeps bytes and exact names; the page escapes what was typed and runs one script of its own', () => {
    const { files } = JSON.parse(readFileSync(path.join(bag, 'data/record/files.json'), 'utf8'));
    expect(files.map((one: { name: string }) => one.name)).toEqual([
      '验收申请（盖章）.pdf',
      '100%\n<img src=x onerror=alert(1)>.PDF',
      '空',
    ]);
    expect(files.map((one: { path: string }) => one.path)).toEqual([
      'data/evidence/0001.pdf',
      'data/evidence/0002.pdf',
      'data/evidence/0003',
    ]);
    expect(readFileSync(path.join(bag, 'data/evidence/0002.pdf'))).toEqual(Buffer.alloc(300_000, 7));
    const page = readFileSync(path.join(bag, 'data/index.html'), 'utf8');
    expect(page).not.toMatch(/<img|undefined<|>undefined|\[object O|>NaN/);
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).toContain('href="evidence/0001.pdf"');
    expect(page).toContain('A-F03');
    expect(page).toContain('未加密');
  });

  it('says across every page of its catalogue that the record stands on a draft (C-F01)', async () => {
    const input = archiveInput(root, [], { folderName: '未定稿' });
    const definition = { ...input.definition, watermark: () => ({ zh: '依据征求意见稿', en: 'A draft' }) };
    const made = await exportArchive({ ...input, definition });
    const page = readFileSync(path.join(root, made.name, 'data/index.html'), 'utf8');
    expect(page).toContain('<p class="mark">依据征求意见稿</p>');
    expect(readFileSync(path.join(bag, 'data/index.html'), 'utf8')).not.toContain('class="mark"');
  });

  it('is complained about by a reader that is not ours once it was touched', () => {
    const dir = copy('complaints');
    writeFileSync(path.join(dir, 'data/Evidence.txt'), 'x');
    appendFileSync(path.join(dir, 'manifest-sha512.txt'), '00  data/../x%20\n');
    expect(complaints(dir).length).toBeGreaterThan(5);
  });

  it('says in bag-info what it holds', () => {
    const info = readFileSync(path.join(bag, 'bag-info.txt'), 'utf8');
    expect(info).toMatch(/^Payload-Oxum: \d+\.\d+$/m);
    expect(info).toContain('Bagging-Date: 2026-03-02');
  });
});

describe('verify tells each kind of tampering', () => {
  it.each([
    [
      'changed evidence',
      (dir: string) => appendFileSync(path.join(dir, 'data/evidence/0001.pdf'), 'x'),
      ['bad_oxum bag-info.txt', 'changed data/evidence/0001.pdf'],
    ],
    [
      'same length',
      (dir: string) => writeFileSync(path.join(dir, 'data/evidence/0001.pdf'), '%PDF-1.8 甲'),
      ['changed data/evidence/0001.pdf'],
    ],
    [
      'changed record',
      (dir: string) => writeFileSync(path.join(dir, 'data/record/dossier.json'), '{}'),
      ['bad_oxum bag-info.txt', 'changed data/record/dossier.json'],
    ],
    [
      'missing',
      (dir: string) => rmSync(path.join(dir, 'data/evidence/0003')),
      ['bad_oxum bag-info.txt', 'missing data/evidence/0003'],
    ],
    [
      'extra',
      (dir: string) => writeFileSync(path.join(dir, 'data/evidence/0004.pdf'), ''),
      ['bad_oxum bag-info.txt', 'extra data/evidence/0004.pdf'],
    ],
    ['extra beside', (dir: string) => writeFileSync(path.join(dir, 'Thumbs.db'), 'x'), ['extra Thumbs.db']],
    [
      'renamed',
      (dir: string) => renameSync(path.join(dir, 'data/evidence/0003'), path.join(dir, 'data/evidence/0005')),
      ['extra data/evidence/0005', 'missing data/evidence/0003'],
    ],
    [
      'another case',
      (dir: string) =>
        renameSync(path.join(dir, 'data/evidence/0001.pdf'), path.join(dir, 'data/evidence/0001.PDF')),
      ['extra data/evidence/0001.PDF', 'missing data/evidence/0001.pdf'],
    ],
    [
      'SM3 list',
      (dir: string) => appendFileSync(path.join(dir, 'juanzong/sm3.txt'), `${'0'.repeat(64)}  data/none\n`),
      ['changed juanzong/sm3.txt', 'missing data/none'],
    ],
    [
      'no SM3 list',
      (dir: string) => rmSync(path.join(dir, 'juanzong/sm3.txt')),
      ['missing juanzong/sm3.txt'],
    ],
    [
      'bag-info',
      (dir: string) => appendFileSync(path.join(dir, 'bag-info.txt'), 'Payload-Oxum: 1.1\n'),
      ['bad_oxum bag-info.txt', 'bad_oxum bag-info.txt', 'changed bag-info.txt'],
    ],
    [
      'declaration',
      (dir: string) => writeFileSync(path.join(dir, 'bagit.txt'), '\ufeffBagIt-Version: 1.0\n'),
      ['bad_declaration bagit.txt', 'changed bagit.txt'],
    ],
    ['no declaration', (dir: string) => rmSync(path.join(dir, 'bagit.txt')), ['bad_declaration bagit.txt']],
    [
      'a link for a file',
      (dir: string) => {
        rmSync(path.join(dir, 'data/evidence/0003'));
        symlinkSync('/etc/passwd', path.join(dir, 'data/evidence/0003'));
      },
      ['bad_oxum bag-info.txt', 'unsafe_path data/evidence/0003'],
    ],
  ])('%s', async (name, tamper, expected) => {
    const dir = copy(name.replaceAll(' ', '-'));
    tamper(dir);
    expect(await codesOf(dir)).toEqual(expected);
  });

  it('refuses unsafe paths and malformed lines of a manifest without opening what they name', async () => {
    const dir = copy('unsafe');
    const hash = '0'.repeat(64);
    const unsafe = ['../../etc/passwd', '/etc/passwd', 'data/../../x', 'C:\\x', '~root/x', 'data\\..\\..\\x'];
    appendFileSync(
      path.join(dir, 'manifest-sha256.txt'),
      [
        ...unsafe.map((at) => `${hash}  ${at}`),
        'zz  data/x',
        `${hash.slice(1)}  data/y`,
        `${hash}  bagit.txt`,
        '',
      ].join('\n'),
    );
    const report = await verifyArchive(dir);
    expect(report.valid).toBe(false);
    expect(report.findings.filter(({ code }) => code === 'unsafe_path').map(({ path: at }) => at)).toEqual(
      unsafe,
    );
    expect(report.findings.filter(({ code }) => code === 'bad_manifest')).toHaveLength(3);
  });

  it('finds a bit flipped anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), async (which, where) => {
        const files = readdirSync(bag, { recursive: true, withFileTypes: true }).filter(
          (one) => one.isFile() && !one.name.startsWith('tagmanifest'),
        );
        const entry = files[which % files.length];
        if (entry === undefined) return;
        const file = path.join(entry.parentPath, entry.name);
        const bytes = readFileSync(file);
        if (bytes.length === 0) return;
        const was = Buffer.from(bytes);
        bytes[where % bytes.length] = (bytes[where % bytes.length] ?? 0) ^ 1;
        writeFileSync(file, bytes);
        try {
          expect((await verifyArchive(bag)).valid).toBe(false);
        } finally {
          writeFileSync(file, was);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('verify reads others’ bags', () => {
  function foreign(name: string, files: Record<string, string>): string {
    const dir = path.join(root, `foreign-${name}`);
    for (const [at, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(dir, at)), { recursive: true });
      writeFileSync(path.join(dir, at), text);
    }
    return dir;
  }
  const md5 = '5d41402abc4b2a76b9719d911017c592'; // of "hello"
  const old = 'BagIt-Version: 0.97\r\nTag-File-Character-Encoding: UTF-8\r\n';

  it.each([
    [
      '0.97, md5, CRLF, upper case, binary mark',
      {
        'bagit.txt': old,
        'data/a b.txt': 'hello',
        'manifest-md5.txt': `${md5.toUpperCase()} *data/a b.txt\r\n`,
      },
      [],
    ],
    [
      'a tag file that nobody lists',
      { 'bagit.txt': old, 'data/a': 'hello', 'manifest-md5.txt': `${md5}\tdata/a`, 'note.txt': 'x' },
      [],
    ],
    [
      'NFC listed, NFD on disk',
      { 'bagit.txt': old, 'data/e\u0301': 'hello', 'manifest-md5.txt': `${md5}  data/\u00e9\n` },
      [],
    ],
    [
      '1.0 percent',
      {
        'bagit.txt': old.replace('0.97', '1.0'),
        'data/a%25': 'hello',
        'manifest-md5.txt': `${md5}  data/a%2525\n`,
      },
      [],
    ],
    [
      '0.97 percent',
      { 'bagit.txt': old, 'data/a%25': 'hello', 'manifest-md5.txt': `${md5}  data/a%25\n` },
      [],
    ],
    [
      'fetch',
      {
        'bagit.txt': old,
        'data/a': 'hello',
        'fetch.txt': 'http://x.invalid/b 5 data/b\n',
        'manifest-md5.txt': `${md5}  data/a\n${md5}  data/b\n`,
      },
      ['missing data/b'],
    ],
    [
      'one manifest lists less',
      {
        'bagit.txt': old.replace('0.97', '1.0'),
        'data/a': 'hello',
        'manifest-md5.txt': `${md5}  data/a\n`,
        'manifest-sha256.txt': '',
      },
      ['bad_manifest manifest-sha256.txt'],
    ],
    [
      'before 1.0 a file needs one manifest only',
      {
        'bagit.txt': old,
        'data/a': 'hello',
        'manifest-md5.txt': `${md5}  data/a\n`,
        'manifest-sha256.txt': '',
      },
      [],
    ],
    [
      'fetch lists what no manifest knows, and a tag file',
      {
        'bagit.txt': old.replace('0.97', '1.0'),
        'data/a': 'hello',
        'fetch.txt': 'http://x.invalid/b 5 data/b\nhttp://x.invalid/c - note.txt\n',
        'manifest-md5.txt': `${md5}  data/a\n`,
      },
      ['bad_manifest fetch.txt', 'bad_manifest fetch.txt', 'missing data/b'],
    ],
    [
      'a tag manifest that lists a tag manifest',
      {
        'bagit.txt': old.replace('0.97', '1.0'),
        'data/a': 'hello',
        'manifest-md5.txt': `${md5}  data/a\n`,
        'tagmanifest-md5.txt': `${md5}  tagmanifest-md5.txt\n`,
      },
      ['bad_manifest tagmanifest-md5.txt'],
    ],
    [
      'listed twice',
      { 'bagit.txt': old, 'data/a': 'hello', 'manifest-md5.txt': `${md5}  data/a\n${md5}  data/a\n` },
      ['bad_manifest manifest-md5.txt'],
    ],
    [
      'unknown algorithm alone',
      { 'bagit.txt': old, 'data/a': 'hello', 'manifest-blake3.txt': `${md5}  data/a\n` },
      ['bad_manifest manifest-*.txt', 'bad_manifest manifest-blake3.txt'],
    ],
    [
      'unknown version',
      { 'bagit.txt': old.replace('0.97', '2.0'), 'data/a': 'hello', 'manifest-md5.txt': `${md5}  data/a\n` },
      ['bad_declaration bagit.txt'],
    ],
    ['no payload folder', { 'bagit.txt': old, 'manifest-md5.txt': '' }, ['missing data']],
  ])('%s', async (name, files, expected) => {
    expect(
      await codesOf(foreign(name.replaceAll(/\W/g, '-'), files as unknown as Record<string, string>)),
    ).toEqual(expected);
  });

  it('is not an archive: a folder without a bag, a file, nothing', async () => {
    for (const dir of [
      foreign('none', { 'a.txt': 'x' }),
      path.join(bag, 'bagit.txt'),
      path.join(root, 'absent'),
    ]) {
      await expect(verifyArchive(dir)).rejects.toMatchObject({ code: 'not_an_archive' });
    }
  });
});

describe('an archive appears whole or not at all', () => {
  it('refuses a name that exists, one that Windows refuses, and a folder that is not there', async () => {
    await expect(exportArchive(archiveInput(root, []))).rejects.toMatchObject({ code: 'destination_exists' });
    for (const folderName of ['CON', 'a:b', 'a. ', '..', 'x/y', 'nul.txt', '\u202efdp', 'x'.repeat(300)]) {
      await expect(exportArchive(archiveInput(root, [], { folderName })), folderName).rejects.toMatchObject({
        code: 'name_refused',
      });
    }
    await expect(exportArchive(archiveInput(path.join(root, 'absent'), []))).rejects.toMatchObject({
      code: 'destination_unwritable',
    });
  });

  it('leaves nothing when the vault gives other bytes', async () => {
    const into = mkdtempSync(path.join(root, 'into-'));
    const material = await materialOf('a.pdf', new Uint8Array(10), { sm3: '0'.repeat(64) });
    await expect(exportArchive(archiveInput(into, [material]))).rejects.toMatchObject({
      code: 'object_damaged',
    });
    expect(readdirSync(into)).toEqual([]);
  });

  it('leaves nothing when cancelled at any point', async () => {
    const into = mkdtempSync(path.join(root, 'into-'));
    const materials = [
      await materialOf('a.bin', new Uint8Array(200_000), {}, 10_000),
      await materialOf('b.bin', new Uint8Array(50_000), {}, 10_000),
    ];
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 27 }), async (after) => {
        const controller = new AbortController();
        let seen = 0;
        const onProgress = () => {
          if (seen++ === after) controller.abort();
        };
        await expect(
          exportArchive(archiveInput(into, materials, { signal: controller.signal, onProgress })),
        ).rejects.toMatchObject({ code: 'cancelled' });
        expect(readdirSync(into)).toEqual([]);
      }),
      { numRuns: 28 },
    );
  });

  it('leaves nothing when the disc is full at any write', async () => {
    const into = mkdtempSync(path.join(root, 'into-'));
    const material = await materialOf('a.bin', new Uint8Array(100_000));
    for (let room = 0; room < 16; room++) {
      let left = room;
      const layer = {
        ...diskLayer,
        async create(file: string) {
          const handle = await diskLayer.create(file);
          return {
            ...handle,
            async write(bytes: Uint8Array) {
              if (left-- === 0)
                throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'write' });
              await handle.write(bytes);
            },
          };
        },
      };
      await expect(exportArchive(archiveInput(into, [material], { layer }))).rejects.toMatchObject({
        code: 'disk_full',
      });
      expect(readdirSync(into)).toEqual([]);
    }
  });
});

it('brings any original name back through the mapping', async () => {
  const anyName = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom(
      'CON',
      'nul.pdf',
      ' a ',
      'a.',
      '😀.pdf',
      '\u202efdp.exe',
      '\ud800x',
      'A.pdf',
      'a.PDF',
      'é',
      'e\u0301',
      '..',
      '',
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(anyName, { maxLength: 5 }), async (names) => {
      const into = mkdtempSync(path.join(root, 'names-'));
      const materials = await Promise.all(names.map((name, n) => materialOf(name, Uint8Array.of(n))));
      const made = await exportArchive(archiveInput(into, materials));
      const dir = path.join(into, made.name);
      const { files } = JSON.parse(readFileSync(path.join(dir, 'data/record/files.json'), 'utf8'));
      expect(files.map((one: { name: string }) => one.name)).toEqual(names);
      for (const [n, one] of files.entries())
        expect([...readFileSync(path.join(dir, one.path))]).toEqual([n]);
      expect((await verifyArchive(dir)).findings).toEqual([]);
      expect(complaints(dir)).toEqual([]);
      rmSync(into, { recursive: true });
    }),
    { numRuns: 15 },
  );
});

it('cancels a verification', async () => {
  const signal = AbortSignal.abort();
  await expect(verifyArchive(bag, { signal })).rejects.toBeInstanceOf(AppError);
});
