import { z } from 'zod';
import { groupsOf, KnownKey, PublicKeyFile, typedGroups } from '../../../shared/model/transfer.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { KeyRefusal } from '../../../shared/text/transfer-refusals.ts';
import { frame } from '../../crypto/frame.ts';
import { fromHex, toHex } from '../../crypto/random.ts';
import { isSm2PublicKey, sm2Verify } from '../../crypto/sm2.ts';
import { sm3 } from '../../crypto/sm3.ts';
import type { Open } from '../../app/open.ts';
import { readProfile } from '../archive/unit-profile.ts';
import { fileSource } from '../evidence/file-source.ts';

/** A key file is a few hundred bytes. */
const mostBytes = 16 * 1024;
const book = 'transfer.keys';

type Owner = Pick<PublicKeyFile, 'name' | 'unit' | 'public_key' | 'at' | 'asks'>;

function statement({ name, unit, public_key, at, asks }: Owner): Uint8Array {
  return frame('juanzong/public-key/1', name, unit, public_key, at, asks ? 1 : 0);
}

/** SM3 of a public key in hex. */
export function printOf(publicKey: Uint8Array): string {
  return toHex(sm3(publicKey));
}

/** The open account's public key, by which others seal to it. @throws AppError `internal` where nobody vouches for it */
export function ownKey(open: Open): Uint8Array {
  const key = open.keyring.publicKeyOf(open.account);
  if (key === null) throw new AppError('internal');
  return key;
}

/** What the unit calls itself on its archives; empty where nobody said it. */
export function unitOf(open: Open): string {
  return readProfile(open.store.settings)?.unit ?? '';
}

/** The open account's key as a file to hand to others. @param asks for the reader's key in return */
export function keyFile(open: Open, asks: boolean, at: string): Uint8Array {
  const owner = {
    name: open.keyring.displayName,
    unit: unitOf(open),
    public_key: toHex(ownKey(open)),
    at,
    asks,
  };
  const signature = toHex(open.keyring.sign(statement(owner)));
  const file: PublicKeyFile = { format: 'juanzong-public-key', version: 1, ...owner, signature };
  return new TextEncoder().encode(`${JSON.stringify(file, null, 2)}\n`);
}

/**
 * Reads a key file that a person chose.
 * @throws AppError `key_refused` {reason}, `file_unreadable`
 */
export async function readKeyFile(path: string, store: string): Promise<PublicKeyFile> {
  const { size, pieces } = await fileSource(path, store);
  if (size > mostBytes) throw keyRefused('foreign');
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(Uint8Array.from(piece));
  return parseKeyFile(Buffer.concat(parts));
}

export function parseKeyFile(bytes: Uint8Array): PublicKeyFile {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw keyRefused('foreign');
  }
  const head = z.object({ format: z.literal('juanzong-public-key'), version: z.number() }).safeParse(value);
  if (!head.success) throw keyRefused('foreign');
  if (head.data.version > 1) throw keyRefused('newer');
  const parsed = PublicKeyFile.safeParse(value);
  if (!parsed.success) throw keyRefused('damaged');
  const key = fromHex(parsed.data.public_key);
  const signature = fromHex(parsed.data.signature);
  if (key === null || signature === null || !isSm2PublicKey(key)) throw keyRefused('damaged');
  if (!sm2Verify(key, statement(parsed.data), signature)) throw keyRefused('signature');
  return parsed.data;
}

/** Keys that people of this store compared with their owners. */
export function knownKeys(open: Open): KnownKey[] {
  const parsed = z.array(KnownKey).safeParse(open.store.settings.get(book) ?? []);
  return parsed.success ? parsed.data : [];
}

/** @throws AppError `not_found` for a key that nobody compared */
export function requireKey(open: Open, print: string): KnownKey {
  const key = knownKeys(open).find((each) => each.print === print);
  if (key === undefined) throw new AppError('not_found');
  return key;
}

/**
 * Keeps a key whose fingerprint a person compared: the last groups are typed as its owner said them, and were never
 * shown. Within the caller's transaction. @throws AppError `key_refused` {reason: compare}
 */
export function keepKey(open: Open, file: PublicKeyFile, typed: string, at: string): KnownKey {
  const print = printOf(fromHex(file.public_key) ?? new Uint8Array(0));
  const wanted = groupsOf(print).slice(-typedGroups).join('');
  const said = typed
    .normalize('NFKC')
    .replace(/[^0-9a-z]/gi, '')
    .toUpperCase();
  if (said !== wanted && said !== groupsOf(print).join('')) throw keyRefused('compare');
  const { public_key, name, unit } = file;
  const key: KnownKey = { print, public_key, name, unit, by: open.account, at };
  const others = knownKeys(open).filter((each) => each.print !== print);
  open.store.settings.set(book, [...others, key], at);
  return key;
}

/** A key is no longer sealed to; what was sealed to it stays so. @throws AppError `not_found` */
export function dropKey(open: Open, print: string, at: string): void {
  const keys = knownKeys(open);
  const rest = keys.filter((each) => each.print !== print);
  if (rest.length === keys.length) throw new AppError('not_found');
  open.store.settings.set(book, rest, at);
}

function keyRefused(reason: KeyRefusal): AppError {
  return new AppError('key_refused', { rule: 'E-11', params: { reason } });
}
