import type Database from 'better-sqlite3';
import type { Secret } from '../crypto/secret.ts';

/** `key()` and `rekey()` are the multiple-ciphers build's own; @types/better-sqlite3 does not know them. */
type Client = Database.Database & { key(raw: Buffer): number; rekey(raw: Buffer): number };

/** Sets cipher and raw key. */
export function unlock(client: Database.Database, key: Secret): void {
  client.pragma("cipher='chacha20'");
  withRaw(key, (raw) => (client as Client).key(raw));
}

/** Encrypts every page of the open file under another raw key, in place: for a copy that nobody relies on yet. */
export function rekeyCopy(client: Database.Database, key: Secret): void {
  withRaw(key, (raw) => (client as Client).rekey(raw));
}

/** The key goes in as bytes, so that no string of it is left in memory. */
function withRaw(key: Secret, use: (raw: Buffer) => void): void {
  const raw = Buffer.concat([Buffer.from('raw:', 'latin1'), key.bytes]);
  try {
    use(raw);
  } finally {
    raw.fill(0);
  }
}
