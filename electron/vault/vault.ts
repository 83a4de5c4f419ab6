import { dirname } from 'node:path';
import { AppError } from '../../shared/model/errors.ts';
import { ObjectId } from '../../shared/model/ids.ts';
import { equalBytes, fromHex, randomId, toHex } from '../crypto/random.ts';
import { Secret } from '../crypto/secret.ts';
import { initCrypto } from '../crypto/sm3.ts';
import { diskLayer, type FileLayer, ioCode, type ReadHandle, removeIfThere, withIo } from './file-layer.ts';
import { checkHealth, type HealthFinding } from './health.ts';
import { objectPath, objectsDir, temporaryDir, temporaryPath, walkObjects } from './paths.ts';
import { ObjectReader, type ReadOptions } from './v1/reader.ts';
import { type WriteOptions, writeSealed } from './v1/writer.ts';

/** What the row of a sealed object needs. The key exists nowhere else: wrap it or lose the file. */
export interface SealedObject {
  id: ObjectId;
  key: Secret;
  suite: 1;
  /** Bytes of plaintext. */
  size: number;
  chunks: number;
  rootTag: Uint8Array;
  /** Lower-case hex; the evidence fingerprints of the plaintext. */
  sm3: string;
  sha256: string;
}

interface OpenObject {
  reader: ObjectReader;
  key: Secret;
  root: Uint8Array;
}

/** Readers kept open for ranges; a viewer asks for many of the same file. */
const OPEN_READERS = 8;

/** Opens (and where needed creates) the vault in `dir`. One process owns it: the store's lock says so. */
export async function openVault(dir: string, layer: FileLayer = diskLayer): Promise<Vault> {
  await initCrypto();
  await withIo(async () => {
    await layer.makeDir(objectsDir(dir));
    await layer.makeDir(temporaryDir(dir));
    await layer.syncDir(dir);
    // The vault's own name as well: without it nothing in it would be found after a power cut.
    await layer.syncDir(dirname(dir));
  });
  return new Vault(dir, layer);
}

/** Sealed files by random id. It knows no names, no dossiers and no people. */
export class Vault {
  readonly #dir: string;
  readonly #layer: FileLayer;
  readonly #open = new Map<ObjectId, OpenObject>();
  /** Being sealed now: neither unfinished nor orphaned. */
  readonly #sealing = new Set<ObjectId>();

  constructor(dir: string, layer: FileLayer) {
    this.#dir = dir;
    this.#layer = layer;
  }

  /**
   * Seals a source under a fresh id and key; when it resolves the file is durable. A retry is a new call and so
   * a new id and key: the same key for two contents would be a two-time pad. On failure or abort the temporary
   * file is removed; what a crash leaves is told by {@link Vault.health}.
   * @throws AppError `cancelled` | `disk_full` | `read_only` | `io_failed`, or what the source throws
   */
  async seal(
    source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    options: WriteOptions = {},
  ): Promise<SealedObject> {
    const id = ObjectId.parse(randomId());
    const key = Secret.random();
    const temporary = temporaryPath(this.#dir, id);
    const final = objectPath(this.#dir, id);
    this.#sealing.add(id);
    try {
      return await withIo(async () => {
        const file = await this.#layer.create(temporary);
        const written = await (async () => {
          try {
            const result = await writeSealed(file, key, idBytes(id), source, options);
            await file.sync();
            return result;
          } finally {
            await file.close();
          }
        })();
        await this.#layer.makeDir(dirname(final));
        await this.#layer.rename(temporary, final);
        // The file's name, then the shard's own name in its parent (it may be new).
        await this.#layer.syncDir(dirname(final));
        await this.#layer.syncDir(objectsDir(this.#dir));
        return { ...written, id, key, suite: 1, sm3: toHex(written.sm3), sha256: toHex(written.sha256) };
      });
    } catch (error) {
      key.destroy();
      await removeIfThere(this.#layer, temporary).catch(() => undefined);
      await removeIfThere(this.#layer, final).catch(() => undefined);
      throw error;
    } finally {
      this.#sealing.delete(id);
    }
  }

  /** Opens an object for many reads; the caller closes it. @throws AppError `object_damaged` */
  async open(id: ObjectId, key: Secret, rootTag: Uint8Array): Promise<ObjectReader> {
    return ObjectReader.open(await this.#openFile(id), key, idBytes(id), rootTag);
  }

  /** Checks every byte of an object. @throws AppError `object_damaged` | `cancelled` */
  async verify(id: ObjectId, key: Secret, rootTag: Uint8Array, options: ReadOptions = {}): Promise<void> {
    const reader = await this.open(id, key, rootTag);
    try {
      await reader.verify(options);
    } finally {
      await reader.close();
    }
  }

  /** The plaintext of [start, end); root and touched chunks are checked. Keeps the object open for the next. */
  async readRange(
    id: ObjectId,
    key: Secret,
    rootTag: Uint8Array,
    start: number,
    end: number,
  ): Promise<Uint8Array> {
    const cached = this.#open.get(id);
    if (cached && equalBytes(cached.key.bytes, key.bytes) && equalBytes(cached.root, rootTag)) {
      this.#open.delete(id);
      this.#open.set(id, cached);
      return cached.reader.read(start, end);
    }
    const reader = await this.open(id, key, rootTag);
    // The read has begun (and holds the reader) before anything may close it.
    const entry = { reader, key: key.clone(), root: Uint8Array.from(rootTag) };
    const [bytes] = await Promise.all([reader.read(start, end), this.#keep(id, entry)]);
    return bytes;
  }

  /** The whole plaintext, piece by checked piece. */
  async *stream(
    id: ObjectId,
    key: Secret,
    rootTag: Uint8Array,
    options: ReadOptions = {},
  ): AsyncGenerator<Uint8Array> {
    const reader = await this.open(id, key, rootTag);
    try {
      yield* reader.stream(options);
    } finally {
      await reader.close();
    }
  }

  /** Ids of all sealed files on the disk, sorted. */
  async list(): Promise<ObjectId[]> {
    return withIo(async () => (await walkObjects(this.#layer, this.#dir)).ids);
  }

  /** Removes a sealed file, durably; content when it was gone. The caller has destroyed its key. */
  async remove(id: ObjectId): Promise<void> {
    await this.forget(id);
    await withIo(async () => {
      const path = objectPath(this.#dir, id);
      await removeIfThere(this.#layer, path);
      await this.#layer.syncDir(dirname(path)).catch((error) => {
        if (ioCode(error) !== 'ENOENT') throw error;
      });
    });
  }

  /** Compares the disk with the rows. It tells and never repairs: a person decides about every file. */
  async health(known: Iterable<ObjectId>): Promise<HealthFinding[]> {
    const sealing = new Set(this.#sealing);
    const findings = await withIo(() => checkHealth(this.#layer, this.#dir, new Set(known)));
    return findings.filter(({ id }) => id === undefined || !(sealing.has(id) || this.#sealing.has(id)));
  }

  /** Removes an unfinished file that health told of, at a person's word. */
  async removeUnfinished(id: ObjectId): Promise<void> {
    await withIo(async () => {
      await removeIfThere(this.#layer, temporaryPath(this.#dir, id));
      await this.#layer.syncDir(temporaryDir(this.#dir));
    });
  }

  /** Closes the readers kept for ranges and zeroes their keys: at lock all, at recall one. */
  async forget(id?: ObjectId): Promise<void> {
    const ids = id === undefined ? [...this.#open.keys()] : [id];
    await Promise.all(ids.map((each) => this.#drop(each)));
  }

  async #keep(id: ObjectId, entry: OpenObject): Promise<void> {
    const displaced = this.#drop(id);
    this.#open.set(id, entry);
    await displaced;
    const [oldest] = this.#open.keys();
    if (this.#open.size > OPEN_READERS && oldest !== undefined) await this.#drop(oldest);
  }

  async #drop(id: ObjectId): Promise<void> {
    const cached = this.#open.get(id);
    if (cached === undefined) return;
    this.#open.delete(id);
    cached.key.destroy();
    await cached.reader.close();
  }

  async #openFile(id: ObjectId): Promise<ReadHandle> {
    return withIo(async () => {
      try {
        return await this.#layer.open(objectPath(this.#dir, id));
      } catch (error) {
        if (ioCode(error) === 'ENOENT')
          throw new AppError('object_damaged', { params: { reason: 'missing' } });
        if (ioCode(error) === 'ELOOP') throw new AppError('object_damaged', { params: { reason: 'link' } });
        throw error;
      }
    });
  }
}

function idBytes(id: ObjectId): Uint8Array {
  const bytes = fromHex(id);
  if (bytes?.length !== 16) throw new AppError('not_found');
  return bytes;
}
