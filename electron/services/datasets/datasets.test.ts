import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { DatasetRow } from '../../../shared/ipc/contract/dataset.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { createTestApp, type TestApp } from '../../../test/support/app.ts';
import { toHex } from '../../crypto/random.ts';
import { refSm3 } from '../../../test/support/reference-crypto.ts';
import { LARGE } from './intake.ts';

let test: TestApp;
let dossier: DossierId;
let root: string;
const posix = process.platform !== 'win32';

beforeAll(async () => {
  test = await createTestApp();
  await test.setUp();
  dossier = (await test.ok('dossier.createSample', { kind: 'cooperation-agreement' })).id;
});
afterAll(() => test.close());

let count = 0;
function folder(name = '数据集'): string {
  count += 1;
  root = path.join(test.folder, `source-${count}`, name);
  mkdirSync(root, { recursive: true });
  return root;
}

function put(name: string | Buffer, bytes: Uint8Array | string): void {
  const at = Buffer.concat([Buffer.from(`${root}/`), Buffer.from(name as string)]);
  writeFileSync(at, bytes);
}

/** Everything below a folder: kind, permission, time to the microsecond, digest or target; names in bytes. */
function facts(of: string): string {
  return execFileSync(
    'sh',
    [
      '-c',
      'cd "$0" && find . -mindepth 1 -printf "%y %m %P %l %s\\n" | sort | sed "s/^\\(d .*\\) [0-9]*$/\\1/" && find . -type f -print0 | sort -z | xargs -0 -r sha256sum && find . -mindepth 1 ! -type l -printf "%P %.16T+\\n" | sort',
      of,
    ],
    { encoding: 'latin1', env: { PATH: process.env['PATH'], LC_ALL: 'C' } },
  );
}

async function take(links: 'keep' | 'refuse' = 'keep') {
  test.answers.folder = root;
  const item = await test.ok('dataset.choose', { dossier, links });
  if (item === null) throw new Error('nothing was taken');
  return item;
}

async function pages(object: string) {
  const rows: DatasetRow[] = [];
  for (;;) {
    const page: Output<'dataset.page'> = await test.ok('dataset.page', {
      dossier,
      object: object as never,
      from: rows.length,
      limit: 7,
    });
    rows.push(...page.rows);
    if (rows.length >= page.entries || page.rows.length === 0) return { ...page, rows };
  }
}

async function out(object: string): Promise<string> {
  count += 1;
  const target = path.join(test.folder, `out-${count}`);
  mkdirSync(target);
  test.answers.folder = target;
  const { name } = await test.ok('dataset.export', { dossier, object: object as never });
  return path.join(target, name);
}

describe.runIf(posix)('a folder', () => {
  it('comes back exactly: nested, empty, odd names, links, times, permissions, a large file', async () => {
    folder();
    const deep = Array.from({ length: 12 }, (_, i) => `第${i}层${'深'.repeat(20)}`).join('/');
    mkdirSync(path.join(root, deep), { recursive: true });
    mkdirSync(path.join(root, 'empty folder'));
    put('empty file', '');
    put(`${deep}/叶.txt`, '叶');
    put('.hidden', 'x');
    put('new\nline "quoted" \\ 反斜', 'y');
    put('é composed', '1');
    put('é decomposed', '2');
    put('𠮷🙂', randomBytes(70_000));
    put(Buffer.from([0x62, 0x61, 0x64, 0xff, 0xfe]), 'no utf-8');
    put('large.bin', randomBytes(LARGE + 5));
    for (let i = 0; i < 40; i += 1) put(`small ${i}`, randomBytes(i * 50));
    symlinkSync('../outside/nowhere', path.join(root, 'link'));
    chmodSync(path.join(root, '.hidden'), 0o400);
    utimesSync(path.join(root, 'small 3'), 1_000_000_000.123456, 1_234_567_890.654321);
    utimesSync(path.join(root, 'empty folder'), 1, 1_111_111_111);

    const item = await take();
    expect(item).toMatchObject({ name: '数据集', dataset: { complete: true, files: 49, folders: 13 } });
    const listed = await test.ok('evidence.list', { dossier });
    expect(listed.filter(({ dataset }) => dataset !== undefined)).toHaveLength(1);
    const { rows, files, bytes } = await pages(item.object);
    expect(files).toBe(49);
    expect(bytes).toBe(rows.reduce((sum, row) => sum + (row.size ?? 0), 0));
    expect(rows.filter(({ valid }) => !valid).map(({ path: name }) => name)).toEqual(['bad��']);
    expect(rows.find(({ path: name }) => name === 'link')).toMatchObject({
      kind: 'link',
      to: '../outside/nowhere',
    });
    for (const name of ['large.bin', 'small 7', 'empty file']) {
      const row = rows.find((each) => each.path === name);
      expect(row?.sm3, name).toBe(toHex(refSm3(readFileSync(path.join(root, name)))));
    }
    expect(facts(await out(item.object))).toBe(facts(root));
  });

  it('that is empty is a dataset too', async () => {
    folder('空');
    const item = await take();
    expect(item.dataset).toEqual({ files: 0, folders: 0, complete: true });
    expect(readdirSync(await out(item.object))).toEqual([]);
  });

  it('with a link is refused where links are, before anything is sealed', async () => {
    folder('有链接');
    put('a', 'a');
    symlinkSync('a', path.join(root, 'b'));
    const before = (await test.ok('evidence.list', { dossier })).length;
    test.answers.folder = root;
    expect(await test.refused('dataset.choose', { dossier, links: 'refuse' })).toMatchObject({
      code: 'file_unreadable',
      params: { reason: 'link' },
    });
    expect(await test.ok('evidence.list', { dossier })).toHaveLength(before);
  });

  it('with a marked name anywhere below is refused as a whole (E-16)', async () => {
    folder('普通');
    mkdirSync(path.join(root, 'x'));
    put('x/机密★10年.txt', 'x');
    test.answers.folder = root;
    expect(await test.refused('dataset.choose', { dossier })).toMatchObject({ rule: 'E-16' });
  });

  it('tells what it did not take', async () => {
    folder('管道');
    execFileSync('mkfifo', [path.join(root, 'pipe')]);
    put('file', 'f');
    const { rows } = await pages((await take()).object);
    expect(rows.map(({ path: name, kind, why }) => [name, kind, why])).toEqual([
      ['file', 'file', null],
      ['pipe', 'not_taken', 'special'],
    ]);
  });

  it('that holds the store is not taken', async () => {
    test.answers.folder = test.folder;
    expect(await test.refused('dataset.choose', { dossier })).toMatchObject({ code: 'file_unreadable' });
  });
});

describe.runIf(posix)('a dataset on the disk', () => {
  it('whose pack was cut is refused at the manifest and at the way out', async () => {
    folder('坏');
    put('file', randomBytes(100_000));
    const item = await take();
    const at = path.join(test.userData, 'vault/objects', item.object.slice(0, 2), `${item.object}.jzv`);
    truncateSync(at, statSync(at).size - 1);
    await test.app.session.open?.vault.forget();
    expect(await test.refused('dataset.page', { dossier, object: item.object, from: 0 })).toMatchObject({
      code: 'object_damaged',
    });
    const target = path.join(test.folder, 'broken-out');
    mkdirSync(target);
    test.answers.folder = target;
    expect(await test.refused('dataset.export', { dossier, object: item.object })).toMatchObject({
      code: 'object_damaged',
    });
    expect(readdirSync(target)).toEqual([]);
  });
});
