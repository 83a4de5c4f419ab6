import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseBagInfo } from '../../../shared/archive/bag-info.ts';
import { readTag } from './read-tags.ts';

/*
 * 补充归档: late papers of an archive that stays as it is. A supplement is a bag of its own beside it, with its own lists; its
 * bag-info names by digest the archive that it belongs to and which one it is, and its record is that of the day it was made
 * (docs/archive-format.md).
 */

export const supplementTo = 'Juanzong-Supplement-To';
export const supplementNumber = 'Juanzong-Supplement';

/** What an archive is told apart by: the SHA-256 of its list of payload. */
export async function manifestDigest(root: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path.join(root, 'manifest-sha256.txt')))
    .digest('hex');
}

/** Which archive a folder supplements, and as which of its supplements; null for an archive, and for anything else. */
export async function supplementOf(root: string): Promise<{ to: string; number: number } | null> {
  const text = await readTag(path.join(root, 'bag-info.txt'), 'utf-8').catch(() => null);
  const said = new Map(text === null ? [] : parseBagInfo(text).elements);
  const to = said.get(supplementTo);
  const number = Number(said.get(supplementNumber));
  if (to === undefined || !/^[0-9a-f]{64}$/.test(to)) return null;
  return Number.isInteger(number) && number >= 1 && number <= 9999 ? { to, number } : null;
}

/** The folders beside an archive that say they supplement it, in their order; whether they verify is another matter. */
export async function supplementsBeside(root: string): Promise<{ root: string; number: number }[]> {
  const manifest = await manifestDigest(root);
  const parent = path.dirname(path.resolve(root));
  const found: { root: string; number: number }[] = [];
  for (const entry of await readdir(parent, { withFileTypes: true }).catch(() => [])) {
    if (!entry.isDirectory()) continue;
    const folder = path.join(parent, entry.name);
    const said = await supplementOf(folder);
    if (said?.to === manifest) found.push({ root: folder, number: said.number });
  }
  return found.sort((a, b) => a.number - b.number);
}
