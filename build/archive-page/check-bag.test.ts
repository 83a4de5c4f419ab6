import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSm3, initCrypto } from '../../electron/crypto/sm3.ts';
import { checkBag, findBag, type PickedFile } from './check-bag.ts';

beforeAll(initCrypto);

const utf8 = (text: string) => new TextEncoder().encode(text);
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const sm3 = (bytes: Uint8Array) => Buffer.from(createSm3().update(bytes).digest()).toString('hex');

/** A small archive as a folder `档/` that a reader picks, changed by `change`. */
function folder(change: (files: Map<string, Uint8Array>) => void = () => undefined): PickedFile[] {
  const files = new Map<string, Uint8Array>([
    ['bagit.txt', utf8('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')],
    ['bag-info.txt', utf8('Payload-Oxum: 8.2\n')],
    ['data/evidence/0001.pdf', utf8('hello')],
    ['data/index.html', utf8('abc')],
  ]);
  const lines = (hash: typeof sha, wanted: (path: string) => boolean) =>
    utf8(
      [...files]
        .filter(([path]) => wanted(path))
        .map(([path, bytes]) => `${hash(bytes)}  ${path}\n`)
        .join(''),
    );
  files.set(
    'manifest-sha256.txt',
    lines(sha, (path) => path.startsWith('data/')),
  );
  files.set(
    'juanzong/sm3.txt',
    lines(sm3, () => true),
  );
  files.set(
    'tagmanifest-sha256.txt',
    lines(sha, (path) => !path.startsWith('data/')),
  );
  change(files);
  return [...files].map(([path, bytes]) => ({
    path: `档/${path}`,
    size: bytes.length,
    async *pieces() {
      for (let at = 0; at < bytes.length; at += 3) yield bytes.subarray(at, at + 3);
    },
  }));
}

async function faults(files: PickedFile[]): Promise<string[]> {
  const bag = findBag(files);
  if (bag === null) throw new Error('no bag');
  const result = await checkBag(bag.name, bag.files, { onProgress: () => undefined, stopped: () => false });
  return (result?.faults ?? []).map(({ code, path }) => `${code} ${path}`);
}

describe('the check in the page', () => {
  it('finds the archive in the folder, above or beside it', () => {
    const own = folder();
    expect(findBag(own)?.name).toBe('档');
    const above = own.map((file) => ({ ...file, path: `盘/${file.path}` }));
    expect(findBag([...above, { ...above[0]!, path: '盘/其他.txt' }])?.files.size).toBe(own.length);
    expect(findBag([{ ...own[0]!, path: '盘/其他.txt' }])).toBeNull();
  });

  it('says nothing of a whole archive', async () => {
    expect(await faults(folder())).toEqual([]);
  });

  it.each<[string, (files: Map<string, Uint8Array>) => void, string[]]>([
    [
      'a changed byte',
      (f) => f.set('data/evidence/0001.pdf', utf8('hellp')),
      ['changed data/evidence/0001.pdf'],
    ],
    [
      'a missing file',
      (f) => f.delete('data/index.html'),
      ['missing data/index.html', 'bad_oxum bag-info.txt'],
    ],
    ['an extra file', (f) => f.set('data/x', utf8('')), ['extra data/x', 'bad_oxum bag-info.txt']],
    ['an extra tag file', (f) => f.set('Thumbs.db', utf8('')), ['extra Thumbs.db']],
    [
      'a list without SM3',
      (f) => f.delete('juanzong/sm3.txt'),
      ['missing juanzong/sm3.txt', 'missing juanzong/sm3.txt'],
    ],
    [
      'a forged line',
      (f) => f.set('manifest-sha256.txt', utf8(`${'0'.repeat(64)}  ../../x\nzz  data/y\n`)),
      ['bad_list manifest-sha256.txt', 'bad_list manifest-sha256.txt', 'changed manifest-sha256.txt'],
    ],
  ])('tells %s', async (_, change, expected) => {
    expect(await faults(folder(change))).toEqual(expected);
  });

  it('stops when told to', async () => {
    const bag = findBag(folder());
    expect(await checkBag('', bag!.files, { onProgress: () => undefined, stopped: () => true })).toBeNull();
  });
});
