import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readlink } from 'node:fs/promises';
import { AppError } from '../../../shared/model/errors.ts';
import { randomId, toHex } from '../../crypto/random.ts';
import { sm3 } from '../../crypto/sm3.ts';
import type { SealedObject, Vault } from '../../vault/vault.ts';
import { refuseStateSecretName } from '../evidence/marking.ts';
import { type Entry, encodeIndex, named, type PartMeta } from './entry.ts';
import { type Found, isSystemError, walkFolder } from './walk-folder.ts';

/** From here on a file is an object of its own; smaller ones share one. */
export const LARGE = 8 * 1024 * 1024;
/** A pack ends with the file that reaches one of these. */
const PACK_BYTES = 64 * 1024 * 1024;
const PACK_ENTRIES = 8192;
/** Small files that are read ahead: opening one waits for the disk more than it works. */
const AHEAD = 16;
const PIECE = 1024 * 1024;

export interface SealedPart {
  sealed: SealedObject;
  meta: PartMeta;
}

export interface FolderIntake {
  vault: Vault;
  root: string;
  /** Whether a link refuses the folder or is kept as a link; it is never followed. */
  links: 'keep' | 'refuse';
  signal: AbortSignal;
  onProgress: (files: number, total: number, label: string) => void;
  /** Acknowledges a durable part: its row is written before the next one begins. */
  keep: (part: SealedPart) => void;
  /** For tests. */
  packBytes?: number;
}

/** What was taken of a small thing: its entry, and a file's bytes. */
interface Taken {
  entry: Entry;
  bytes: Uint8Array | null;
  large: Found | null;
}

/**
 * Seals a folder as a dataset: large files as objects of their own, small ones in packs with the index. Each part
 * is durable and has its row before the next begins. Names are looked at first, so that a marked one refuses the
 * folder before a byte is sealed (E-16).
 * @returns the last part, whose row stands for the whole dataset
 * @throws AppError `marked_state_secret`, `file_unreadable` (a link where links are refused), `cancelled` and what
 * the vault throws; parts that were kept stay
 */
export async function intakeFolder(intake: FolderIntake): Promise<SealedPart> {
  const total = await lookThrough(intake);
  const state = { id: randomId(), part: 0, first: 0, files: 0, folders: 0, bytes: 0, chain: '' };
  const limit = intake.packBytes ?? PACK_BYTES;
  const things = taken(intake);
  let next = await things.next();
  let waiting: Entry[] = [];

  const keep = (sealed: SealedObject, meta: Pick<PartMeta, 'sort' | 'last' | 'indexAt' | 'indexSize'>) => {
    const { id, part, first, chain, files, folders, bytes } = state;
    const entries = meta.sort === 'pack' ? waiting.length : 0;
    const kept: SealedPart = {
      sealed,
      meta: { id, part, first, entries, chain, files, folders, bytes, ...meta },
    };
    intake.keep(kept);
    state.part += 1;
    state.first += entries;
    if (meta.sort === 'pack') waiting = [];
    return kept;
  };
  const count = ({ k, s = 0 }: Entry): void => {
    if (k === 'f') state.files += 1;
    if (k === 'd') state.folders += 1;
    state.bytes += s;
  };

  for (;;) {
    const pack = { size: 0, large: null as Taken | null, indexAt: 0, index: new Uint8Array(0) as Uint8Array };
    async function* source(): AsyncGenerator<Uint8Array> {
      while (next.done !== true && pack.size < limit && waiting.length < PACK_ENTRIES) {
        const { entry, bytes, large } = next.value;
        if (large !== null) {
          pack.large = next.value;
          break;
        }
        if (bytes !== null) {
          yield bytes;
          Object.assign(entry, { o: state.part, a: pack.size });
          pack.size += bytes.length;
        }
        waiting.push(entry);
        count(entry);
        intake.onProgress(state.files, total, entry.p ?? '');
        next = await things.next();
      }
      pack.indexAt = pack.size;
      pack.index = encodeIndex(waiting);
      state.chain = toHex(sm3(Buffer.from(state.chain, 'hex'), pack.index));
      yield pack.index;
    }
    // A large file that comes with nothing waiting before it needs no empty pack.
    if (next.done !== true && next.value.large !== null) {
      const { entry, large } = next.value;
      const sealed = await sealLarge(intake, large);
      if (sealed === null) Object.assign(entry, { k: 'n', why: 'changed', s: undefined });
      else {
        Object.assign(entry, { s: sealed.size, h: sealed.sm3, o: state.part, a: 0 });
        keep(sealed, { sort: 'file', last: false, indexAt: sealed.size, indexSize: 0 });
      }
      waiting.push(entry);
      count(entry);
      intake.onProgress(state.files, total, entry.p ?? '');
      next = await things.next();
      continue;
    }
    const sealed = await intake.vault.seal(source(), { signal: intake.signal });
    const last = next.done === true;
    const kept = keep(sealed, { sort: 'pack', last, indexAt: pack.indexAt, indexSize: pack.index.length });
    if (last) return kept;
  }
}

/** Refuses marked names and unwanted links, and counts the files. */
async function lookThrough({ root, links, signal }: FolderIntake): Promise<number> {
  let files = 0;
  for await (const { path, kind } of walkFolder(root)) {
    if (signal.aborted) throw new AppError('cancelled');
    const name = path.subarray(path.lastIndexOf(0x2f) + 1).toString('utf8');
    refuseStateSecretName(name);
    if (kind === 'link' && links === 'refuse')
      throw new AppError('file_unreadable', { params: { reason: 'link', name } });
    if (kind === 'file') files += 1;
  }
  return files;
}

/** The folder's things in order, small files read some ahead. */
async function* taken({ root, signal }: FolderIntake): AsyncGenerator<Taken> {
  const flight: Promise<Taken>[] = [];
  try {
    for await (const found of walkFolder(root)) {
      if (signal.aborted) throw new AppError('cancelled');
      const one = take(found);
      one.catch(() => undefined);
      flight.push(one);
      if (flight.length >= AHEAD) yield (await flight.shift()) as Taken;
    }
    while (flight.length > 0) yield (await flight.shift()) as Taken;
  } finally {
    for (const one of flight) one.then(({ bytes }) => bytes?.fill(0)).catch(() => undefined);
  }
}

async function take(found: Found): Promise<Taken> {
  const name = named(found.path);
  const without = (why: NonNullable<Entry['why']>): Taken => ({
    entry: { ...name, k: 'n', why },
    bytes: null,
    large: null,
  });
  try {
    if (found.kind === 'file') return await takeFile(found, name);
    if (found.kind === 'special' || found.kind === 'unreadable')
      return without(found.kind === 'special' ? 'special' : 'unreadable');
    const facts = await lstat(found.full, { bigint: true });
    const entry: Entry = {
      ...name,
      k: found.kind === 'folder' ? 'd' : 'l',
      t: String(facts.mtimeNs),
      m: Number(facts.mode) & 0o777,
    };
    if (found.kind === 'link') {
      const to = named(await readlink(found.full, { encoding: 'buffer' }));
      Object.assign(entry, to.p === undefined ? { tx: to.x } : { to: to.p });
    }
    return { entry, bytes: null, large: null };
  } catch (error) {
    if (error instanceof AppError && error.code === 'file_unreadable') return without('changed');
    if (isSystemError(error)) return without('unreadable');
    throw error;
  }
}

// A link that has taken the file's place is not followed, a pipe not waited for.
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

async function takeFile(found: Found, name: Pick<Entry, 'p' | 'x'>): Promise<Taken> {
  const file = await open(found.full, flags);
  try {
    const facts = await file.stat({ bigint: true });
    const entry: Entry = { ...name, k: 'f', t: String(facts.mtimeNs), m: Number(facts.mode) & 0o777 };
    if (facts.size >= LARGE) return { entry, bytes: null, large: found };
    const bytes = new Uint8Array(Number(facts.size));
    // One byte more than it had: a file that grows meanwhile is not taken in half.
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    if (bytesRead !== bytes.length || (await grew(file, bytes.length)))
      throw new AppError('file_unreadable', { params: { reason: 'changed' } });
    return { entry: { ...entry, s: bytes.length, h: toHex(sm3(bytes)) }, bytes, large: null };
  } finally {
    await file.close();
  }
}

async function grew(file: FileHandle, size: number): Promise<boolean> {
  const { bytesRead } = await file.read(new Uint8Array(1), 0, 1, size);
  return bytesRead > 0;
}

/** A large file as its own object; null where it changed while it was read. */
async function sealLarge({ vault, signal }: FolderIntake, found: Found): Promise<SealedObject | null> {
  const file = await open(found.full, flags);
  try {
    const before = await file.stat({ bigint: true });
    const sealed = await vault.seal(pieces(file), { signal });
    const after = await file.stat({ bigint: true });
    if (sealed.size === Number(before.size) && after.mtimeNs === before.mtimeNs) return sealed;
    sealed.key.destroy();
    await vault.remove(sealed.id);
    return null;
  } finally {
    await file.close();
  }
}

async function* pieces(file: FileHandle): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(PIECE);
  try {
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    buffer.fill(0);
  }
}
