import { join, resolve } from 'node:path';
import { hkdfSm3 } from '../crypto/hkdf.ts';
import { hmacSm3 } from '../crypto/hmac.ts';
import { equalBytes, fromHex, toHex } from '../crypto/random.ts';
import type { Secret } from '../crypto/secret.ts';
import { type FileLayer, readSmallFile, replaceFile } from '../vault/file-layer.ts';
import {
  type Body,
  canonicalBytes,
  damaged,
  encodeKeyring,
  KEYRING_MAX_BYTES,
  type KeyringFile,
  parseKeyring,
} from './format.ts';
import { MAC_LABEL } from './statements.ts';

const queues = new Map<string, Promise<unknown>>();

/** keyring.json of one folder. Changes go one after another: two at once would lose one of them. */
export class KeyringStore {
  readonly #dir: string;
  readonly #layer: FileLayer;

  constructor(dir: string, layer: FileLayer) {
    this.#dir = resolve(dir);
    this.#layer = layer;
  }

  /** Runs `work` when all earlier work on this folder has ended. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    const before = queues.get(this.#dir) ?? Promise.resolve();
    const mine = before.then(work, work);
    const settled = mine.catch(() => undefined);
    queues.set(this.#dir, settled);
    void settled.then(() => {
      if (queues.get(this.#dir) === settled) queues.delete(this.#dir);
    });
    return mine;
  }

  /** The parsed file, or null where there is none. */
  async read(): Promise<KeyringFile | null> {
    const bytes = await readSmallFile(this.#layer, this.#path(), KEYRING_MAX_BYTES);
    return bytes === null ? null : parseKeyring(bytes);
  }

  /** Replaces the file as a whole; durable when it resolves. */
  async write(file: KeyringFile): Promise<void> {
    await this.#layer.makeDir(this.#dir);
    await replaceFile(this.#layer, this.#path(), encodeKeyring(file));
  }

  /** Writes a changed body with its new MAC. */
  async writeBody(body: Body, databaseKey: Secret, attempts: KeyringFile['attempts']): Promise<KeyringFile> {
    const file = { body, mac: macOf(body, databaseKey), attempts };
    await this.write(file);
    return file;
  }

  #path(): string {
    return join(this.#dir, 'keyring.json');
  }
}

/** HMAC-SM3 over the canonical body, under a key that only holders of the database key can derive. */
export function macOf(body: Body, databaseKey: Secret): string {
  const key = hkdfSm3(databaseKey.bytes, Buffer.from(body.store, 'hex'), MAC_LABEL, 32);
  const mac = toHex(hmacSm3(key, canonicalBytes(body)));
  key.fill(0);
  return mac;
}

/** @throws AppError `store_damaged` when a byte of the body was changed */
export function checkMac(file: KeyringFile, databaseKey: Secret): void {
  const stored = fromHex(file.mac);
  const right = fromHex(macOf(file.body, databaseKey));
  if (stored === null || right === null || !equalBytes(stored, right)) throw damaged('keyring_mac');
}
