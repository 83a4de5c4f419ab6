import type Database from 'better-sqlite3';
import type { Secret } from '../crypto/secret.ts';

type Client = Database.Database;

/** Sets cipher and raw key; the key goes in as bytes, so that no string of it is left in memory. */
export function unlock(client: Client, key: Secret): void {
  client.pragma("cipher='chacha20'");
  const raw = Buffer.concat([Buffer.from('raw:', 'latin1'), key.bytes]);
  try {
    // `key()` is the multiple-ciphers build's own; @types/better-sqlite3 does not know it.
    (client as Client & { key(raw: Buffer): number }).key(raw);
  } finally {
    raw.fill(0);
  }
}

/** Encrypts every page of the open file under another raw key, in place: for a copy that nobody relies on yet. */
export function rekeyCopy(client: Client, key: Secret): void {
  const raw = Buffer.concat([Buffer.from('raw:', 'latin1'), key.bytes]);
  try {
    (client as Client & { rekey(raw: Buffer): number }).rekey(raw);
  } finally {
    raw.fill(0);
  }
}
