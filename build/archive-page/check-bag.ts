import { parseBagInfo, parseOxum } from '../../shared/archive/bag-info.ts';
import { parseLine, unsafeReason } from '../../shared/archive/manifest.ts';
import { sha256, sm3 } from './digest.ts';

/** A file of the folder that the reader picked: its path below that folder, and its bytes in pieces. */
export interface PickedFile {
  path: string;
  size: number;
  pieces(): AsyncIterable<Uint8Array>;
}

export type Fault = {
  code: 'missing' | 'changed' | 'extra' | 'bad_list' | 'bad_oxum';
  path: string;
  detail: string;
};

export interface Result {
  /** The name of the folder that holds the archive. */
  name: string;
  files: number;
  bytes: number;
  faults: Fault[];
}

interface Watching {
  /** Bytes read of the bytes in all, and the file at hand. */
  onProgress(done: number, total: number, path: string): void;
  stopped(): boolean;
}

const lists = {
  sha256: ['manifest-sha256.txt', 'tagmanifest-sha256.txt'],
  sm3: ['juanzong/sm3.txt'],
} as const;
const digests = { sha256, sm3 } as const;
type Algorithm = keyof typeof digests;

/** The part of the picked files that is the archive; null where there is none among them. */
export function findBag(
  files: readonly PickedFile[],
): { name: string; files: Map<string, PickedFile> } | null {
  const roots = files
    .filter(({ path }) => /(^|\/)bagit\.txt$/.test(path))
    .map(({ path }) => path.slice(0, -'bagit.txt'.length))
    .sort((a, b) => a.length - b.length);
  const root = roots[0];
  if (root === undefined) return null;
  const within = files.filter(({ path }) => path.startsWith(root));
  return {
    name: root.split('/').at(-2) ?? '',
    files: new Map(within.map((file) => [file.path.slice(root.length), file])),
  };
}

/**
 * Reads every file of an archive once and compares it with the lists that lie in the archive: SHA-256 of payload and
 * tag files, SM3 of all. Constant memory; nothing is fetched. Null where the reader stopped it.
 */
export async function checkBag(
  name: string,
  files: ReadonlyMap<string, PickedFile>,
  watching: Watching,
): Promise<Result | null> {
  const faults: Fault[] = [];
  const wanted = await readLists(files, faults);
  const total = [...files.values()].reduce((sum, { size }) => sum + size, 0);
  for (const path of wanted.keys()) {
    if (!files.has(path)) faults.push({ code: 'missing', path, detail: '' });
  }
  for (const path of files.keys()) {
    if (!wanted.has(path) && !/^tagmanifest-[^/]+\.txt$/.test(path))
      faults.push({ code: 'extra', path, detail: '' });
  }
  await checkOxum(files, faults);
  let done = 0;
  for (const [path, file] of files) {
    const expected = wanted.get(path) ?? new Map<Algorithm, string>();
    const hashes = [...expected.keys()].map((algorithm) => [algorithm, digests[algorithm]()] as const);
    for await (const piece of file.pieces()) {
      if (watching.stopped()) return null;
      for (const [, hash] of hashes) hash.update(piece);
      done += piece.length;
      watching.onProgress(done, total, path);
    }
    const differ = hashes.filter(([algorithm, hash]) => hash.hex() !== expected.get(algorithm));
    if (differ.length > 0) {
      faults.push({
        code: 'changed',
        path,
        detail: differ.map(([algorithm]) => algorithm.toUpperCase()).join(' '),
      });
    }
  }
  return { name, files: files.size, bytes: total, faults: sorted(faults) };
}

const order: readonly Fault['code'][] = ['bad_list', 'changed', 'missing', 'extra', 'bad_oxum'];

function sorted(faults: readonly Fault[]): Fault[] {
  return [...faults].sort((a, b) => order.indexOf(a.code) - order.indexOf(b.code));
}

async function readLists(files: ReadonlyMap<string, PickedFile>, faults: Fault[]) {
  const wanted = new Map<string, Map<Algorithm, string>>();
  for (const algorithm of Object.keys(lists) as Algorithm[]) {
    for (const list of lists[algorithm]) {
      const file = files.get(list);
      if (file === undefined) {
        faults.push({ code: 'missing', path: list, detail: '' });
        continue;
      }
      for (const [index, line] of (await textOf(file)).split(/\r\n|\n|\r/).entries()) {
        if (line.trim() === '') continue;
        const parsed = parseLine(line, [1, 0]);
        if (parsed === null || parsed.digest.length !== 64 || unsafeReason(parsed.path) !== null) {
          faults.push({ code: 'bad_list', path: list, detail: String(index + 1) });
          continue;
        }
        const all = wanted.get(parsed.path) ?? new Map<Algorithm, string>();
        if (all.has(algorithm)) faults.push({ code: 'bad_list', path: list, detail: String(index + 1) });
        wanted.set(parsed.path, all.set(algorithm, parsed.digest));
      }
    }
  }
  return wanted;
}

async function checkOxum(files: ReadonlyMap<string, PickedFile>, faults: Fault[]): Promise<void> {
  const info = files.get('bag-info.txt');
  if (info === undefined) return;
  const said = parseBagInfo(await textOf(info)).elements.find(
    ([label]) => label.toLowerCase() === 'payload-oxum',
  );
  if (said === undefined) return;
  const payload = [...files].filter(([path]) => path.startsWith('data/')).map(([, { size }]) => size);
  const bytes = payload.reduce((sum, size) => sum + size, 0);
  const oxum = parseOxum(said[1]);
  if (oxum?.bytes === bytes && oxum.files === payload.length) return;
  faults.push({ code: 'bad_oxum', path: 'bag-info.txt', detail: `${said[1]} ≠ ${bytes}.${payload.length}` });
}

async function textOf(file: PickedFile): Promise<string> {
  const decoder = new TextDecoder('utf-8');
  let text = '';
  for await (const piece of file.pieces()) text += decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}
