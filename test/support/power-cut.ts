import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { diskLayer, type FileLayer, type WriteHandle } from '../../electron/vault/file-layer.ts';

/*
 * A disk as a power cut knows it. A file's bytes are certain up to its last fsync; beyond that they are there, not
 * there, cut, or zeros. A name is certain from the fsync of its folder on; before that each creation, rename and
 * removal may have reached the disk or not, each for itself: a rename may even leave both names. That is less than
 * any file system in use promises, so what holds here holds on all of them.
 */

type Call =
  | { op: 'mkdir' | 'unlink' | 'syncdir'; path: string }
  | { op: 'create'; path: string; file: number }
  | { op: 'write'; file: number; bytes: Uint8Array }
  | { op: 'fsync'; file: number }
  | { op: 'rename'; from: string; path: string }
  | { op: 'said'; what: string };

/** The real disk, with every change written down; `say` marks what was acknowledged at that point. */
export function tracingLayer(root: string) {
  const calls: Call[] = [];
  const short = (path: string): string => relative(root, path).replaceAll('\\', '/');
  const known = new Set(['']);
  let files = 0;
  const watch = (file: number, handle: WriteHandle): WriteHandle => ({
    async write(bytes) {
      await handle.write(bytes);
      calls.push({ op: 'write', file, bytes: Uint8Array.from(bytes) });
    },
    async sync() {
      await handle.sync();
      calls.push({ op: 'fsync', file });
    },
    close: () => handle.close(),
  });
  const layer: FileLayer = {
    ...diskLayer,
    async makeDir(path) {
      await diskLayer.makeDir(path);
      const parts = short(path).split('/');
      for (let n = 1; n <= parts.length; n += 1) {
        const each = parts.slice(0, n).join('/');
        if (known.has(each)) continue;
        known.add(each);
        calls.push({ op: 'mkdir', path: each });
      }
    },
    async create(path) {
      const handle = await diskLayer.create(path);
      files += 1;
      calls.push({ op: 'create', path: short(path), file: files });
      return watch(files, handle);
    },
    async rename(from, to) {
      await diskLayer.rename(from, to);
      calls.push({ op: 'rename', from: short(from), path: short(to) });
    },
    async syncDir(path) {
      await diskLayer.syncDir(path);
      calls.push({ op: 'syncdir', path: short(path) });
    },
    async unlink(path) {
      await diskLayer.unlink(path);
      calls.push({ op: 'unlink', path: short(path) });
    },
  };
  return { layer, calls, say: (what: string) => void calls.push({ op: 'said', what }) };
}

interface Name {
  dir: string;
  path: string;
  /** A file's number, a folder, or nothing. */
  to: number | 'dir' | null;
  certain: boolean;
}

/** What the disk may hold after a cut at one point, and what had been acknowledged by then. */
export interface AfterCut {
  said: string[];
  dirs: string[];
  files: Map<string, Uint8Array>;
}

const mostNames = 8;

/**
 * Every state that a power cut after the first `at` calls could leave. Beyond eight uncertain names the
 * combinations are sampled with `random`.
 */
export function* statesAfter(
  calls: readonly Call[],
  at: number,
  random: () => number = Math.random,
): Generator<AfterCut> {
  const { names, bytes, said } = run(calls.slice(0, at));
  const open = names.filter(({ certain }) => !certain);
  const unsynced = [...bytes].filter(([, file]) => file.synced < file.all.length);
  const choices = open.length <= mostNames ? 2 ** open.length : 200;
  for (let choice = 0; choice < choices; choice += 1) {
    const bits = open.length <= mostNames ? null : open.map(() => random() < 0.5);
    const kept = new Set(open.filter((_, n) => (bits === null ? (choice >> n) & 1 : bits[n])));
    for (const way of unsynced.length === 0 ? (['all'] as const) : ways) {
      const dirs = new Set<string>();
      const files = new Map<string, Uint8Array>();
      for (const name of names) {
        if (!name.certain && !kept.has(name)) continue;
        if (name.to === 'dir') dirs.add(name.path);
        else if (name.to === null) files.delete(name.path);
        else files.set(name.path, contentOf(bytes.get(name.to), way));
      }
      // What lies in a folder whose own name was lost is lost with it.
      const reached = (path: string): boolean =>
        dirname(path) === '.' || (dirs.has(dirname(path)) && reached(dirname(path)));
      yield {
        said,
        dirs: [...dirs].filter(reached),
        files: new Map([...files].filter(([path]) => reached(path))),
      };
    }
  }
}

const ways = ['all', 'synced', 'cut', 'zeros'] as const;

function contentOf(file: { all: Uint8Array; synced: number } | undefined, way: (typeof ways)[number]) {
  if (file === undefined) return new Uint8Array(0);
  const { all, synced } = file;
  if (way === 'synced') return all.subarray(0, synced);
  if (way === 'cut') return all.subarray(0, synced + Math.floor((all.length - synced) / 2));
  if (way === 'all') return all;
  const zeros = Uint8Array.from(all);
  return zeros.fill(0, synced);
}

function run(calls: readonly Call[]) {
  const names: Name[] = [];
  const bytes = new Map<number, { all: Uint8Array; synced: number }>();
  const said: string[] = [];
  const dirOf = (path: string): string => (dirname(path) === '.' ? '' : dirname(path));
  const note = (path: string, to: Name['to']) =>
    void names.push({ dir: dirOf(path), path, to, certain: false });
  for (const call of calls) {
    if (call.op === 'said') said.push(call.what);
    else if (call.op === 'mkdir') note(call.path, 'dir');
    else if (call.op === 'unlink') note(call.path, null);
    else if (call.op === 'create') {
      bytes.set(call.file, { all: new Uint8Array(0), synced: 0 });
      note(call.path, call.file);
    } else if (call.op === 'write') {
      const file = bytes.get(call.file);
      if (file) file.all = new Uint8Array(Buffer.concat([file.all, call.bytes]));
    } else if (call.op === 'fsync') {
      const file = bytes.get(call.file);
      if (file) file.synced = file.all.length;
    } else if (call.op === 'syncdir') {
      for (const name of names) if (name.dir === call.path) name.certain = true;
    } else if (call.op === 'rename') rename(names, call, note);
  }
  return { names, bytes, said };
}

function rename(
  names: Name[],
  { from, path }: { from: string; path: string },
  note: (path: string, to: Name['to']) => void,
): void {
  const file = names.findLast((name) => name.path === from)?.to ?? null;
  note(path, file);
  note(from, null);
  if (file !== 'dir') return;
  // A folder takes what lies in it along.
  for (const inside of names.filter((name) => name.path.startsWith(`${from}/`))) {
    const moved = `${path}${inside.path.slice(from.length)}`;
    names.push({ ...inside, path: moved, dir: dirname(moved) });
  }
}

/** Puts a state onto a real disk. */
export function rebuild(state: AfterCut, into: string): void {
  for (const dir of state.dirs.toSorted()) mkdirSync(join(into, dir), { recursive: true });
  for (const [path, content] of state.files) writeFileSync(join(into, path), content);
}
