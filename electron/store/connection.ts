import { chmodSync, closeSync, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { AppError } from '../../shared/model/errors.ts';
import type { Secret } from '../crypto/secret.ts';
import { unlock } from './raw-key.ts';
import { adoptRenewed } from './renewed.ts';
import { sync, syncDirectory } from './sync.ts';
import { toStoreError } from './store-errors.ts';

export type Client = Database.Database;

/** "JZ01", in the (encrypted) header: another application's file is not taken for ours. */
const applicationId = 0x4a5a3031;

const plainHeader = Buffer.from('SQLite format 3\0', 'latin1');

export interface Connection {
  client: Client;
  /** Lets go of the file, then of its ownership; harmless when repeated. */
  release(): void;
}

/**
 * Opens or creates the encrypted file and becomes its one owner. The order is the point: ownership first, cipher
 * and key before all else, EXCLUSIVE before WAL (no shared-memory file), the lock taken at once.
 *
 * POSIX drops all locks of a process on a file when it closes *any* descriptor of it, and a second owner then
 * corrupts the log. So the data file is read (its header) only while no connection has it, and ownership stands
 * on a file of its own that nothing ever reads.
 * @throws AppError `store_in_use`, `store_damaged` (wrong key, foreign or damaged file), `io_failed`, `read_only`.
 */
export function openConnection(file: string, key: Secret): Connection {
  try {
    const owner = takeOwnership(`${file}.lock`);
    try {
      adoptRenewed(file, key);
      if (createIfMissing(file)) {
        connect(file, key).close();
        sync(file);
        syncDirectory(file);
      }
      assertUnreadable(file);
      const client = connect(file, key);
      const release = () => {
        client.close();
        owner.close();
      };
      return { client, release };
    } catch (error) {
      owner.close();
      throw error;
    }
  } catch (error) {
    throw toFileError(error);
  }
}

export function connect(file: string, key: Secret): Client {
  const client = new Database(file, { timeout: 0 });
  try {
    unlock(client, key);
    prepare(client);
    return client;
  } catch (error) {
    client.close();
    throw error;
  }
}

/** An empty database in an open exclusive transaction: the one portable lock that the kernel frees at a crash. */
export function takeOwnership(file: string): Client {
  if (!existsSync(file)) closeSync(openSync(file, 'wx', 0o600));
  const owner = new Database(file, { timeout: 0 });
  try {
    // No journal file beside it: nothing is ever written.
    owner.pragma('journal_mode = MEMORY');
    owner.exec('BEGIN EXCLUSIVE');
    return owner;
  } catch (error) {
    owner.close();
    throw error;
  }
}

/**
 * Writes a whole copy, encrypted under the same key; the library's own `backup()` fails with ciphers and
 * `serialize()` gives plaintext. `target` must not exist.
 */
export function copyTo(client: Client, target: string): void {
  try {
    // Made first with its mode: VACUUM INTO accepts an empty file and would create one readable by others.
    closeSync(openSync(target, 'wx', 0o600));
    client.prepare('VACUUM INTO ?').run(target);
    assertUnreadable(target);
    sync(target);
    syncDirectory(target);
  } catch (error) {
    throw toFileError(error);
  }
}

/** Refuses a file whose header says SQLite in the clear: a cipher without a key silently writes plaintext. */
export function assertUnreadable(file: string): void {
  const header = readHeader(file);
  if (header.length < plainHeader.length) throw new AppError('store_damaged', { params: { reason: 'cut' } });
  if (header.equals(plainHeader))
    throw new AppError('store_damaged', { params: { reason: 'not_encrypted' } });
}

function prepare(client: Client): void {
  client.pragma('locking_mode = EXCLUSIVE');
  // The first read of the file: a wrong key shows here.
  const id = client.pragma('application_id', { simple: true });
  const fresh = client.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
  if (id !== applicationId && !fresh)
    throw new AppError('store_damaged', { params: { reason: 'foreign_file' } });
  const mode = client.pragma('journal_mode = WAL', { simple: true });
  if (mode !== 'wal') throw new AppError('io_failed', { params: { reason: 'no_wal' } });
  client.pragma('synchronous = FULL');
  client.pragma('temp_store = MEMORY');
  client.pragma('secure_delete = ON');
  client.pragma('foreign_keys = ON');
  // Takes the lock now, not at the first write; the kernel frees it when the process ends.
  client.exec('BEGIN EXCLUSIVE');
  if (id !== applicationId) client.pragma(`application_id = ${applicationId}`);
  client.exec('COMMIT');
}

function createIfMissing(file: string): boolean {
  if (!existsSync(file)) {
    closeSync(openSync(file, 'wx', 0o600));
    return true;
  }
  const stat = statSync(file);
  if (!stat.isFile()) throw new AppError('store_damaged', { params: { reason: 'not_a_file' } });
  if ((stat.mode & 0o077) !== 0 && process.platform !== 'win32') chmodSync(file, 0o600);
  return stat.size === 0;
}

function readHeader(file: string): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const header = Buffer.alloc(Math.min(plainHeader.length, fstatSync(descriptor).size));
    readSync(descriptor, header, 0, header.length, 0);
    return header;
  } finally {
    closeSync(descriptor);
  }
}

export function toFileError(error: unknown): AppError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('disk_full', { cause: error });
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return new AppError('read_only', { cause: error });
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) {
    return new AppError('io_failed', { params: { reason: code }, cause: error });
  }
  return toStoreError(error);
}
