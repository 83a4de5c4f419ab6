import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { type BagVersion, parseLine, unsafeReason } from '../../../shared/archive/manifest.ts';

/** A manifest beyond this many bytes is not read: two million files of one dossier are a mistake or an attack. */
const maxTagBytes = 512 * 1024 * 1024;
const maxLine = 64 * 1024;

/** Opens for reading; a link put there after the walk is refused where the system can. */
export function openToRead(file: string) {
  return open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
}

/** The lines of a tag file, decoded strictly. @throws TypeError on bytes that are not of the encoding; RangeError when too large. */
export async function* linesOf(file: string, encoding: string, signal?: AbortSignal): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const handle = await openToRead(file);
  try {
    if ((await handle.stat()).size > maxTagBytes) throw new RangeError('tag file too large');
    let rest = '';
    for await (const piece of handle.createReadStream({ autoClose: false })) {
      signal?.throwIfAborted();
      const lines = (rest + decoder.decode(piece, { stream: true })).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      if (rest.length > maxLine) throw new RangeError('line too long');
      yield* lines;
    }
    rest += decoder.decode();
    if (rest !== '')
      yield* rest.split(/\r/).filter((line, index, all) => index < all.length - 1 || line !== '');
  } finally {
    await handle.close();
  }
}

/** A small tag file as a whole, or null where it is too large or not of its encoding. */
export async function readTag(
  file: string,
  encoding: string,
  max = 16 * 1024 * 1024,
): Promise<string | null> {
  const handle = await openToRead(file);
  try {
    if ((await handle.stat()).size > max) return null;
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(await handle.readFile());
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  } finally {
    await handle.close();
  }
}

/** What a manifest says, and what is wrong with its own lines. */
export interface Manifest {
  file: string;
  algorithm: string;
  entries: Map<string, string>;
  bad: { code: 'bad_manifest' | 'unsafe_path'; path: string; detail: string }[];
}

/**
 * Reads a manifest.
 * @param payload whether it may list only files of `data/` (true), only others (false), or all (null)
 */
export async function readManifest(
  root: string,
  file: string,
  options: {
    algorithm: string;
    digits: number;
    payload: boolean | null;
    version: BagVersion;
    encoding: string;
    signal?: AbortSignal;
  },
): Promise<Manifest> {
  const manifest: Manifest = { file, algorithm: options.algorithm, entries: new Map(), bad: [] };
  const wrong = (detail: string) => manifest.bad.push({ code: 'bad_manifest', path: file, detail });
  let number = 0;
  try {
    for await (const line of linesOf(path.join(root, file), options.encoding, options.signal)) {
      number++;
      if (line.trim() === '') continue;
      const parsed = parseLine(line, options.version);
      if (parsed === null) {
        wrong(`line ${number}: malformed`);
        continue;
      }
      const reason = unsafeReason(parsed.path);
      if (reason !== null) {
        manifest.bad.push({
          code: 'unsafe_path',
          path: parsed.path,
          detail: `${file} line ${number}: ${reason}`,
        });
        continue;
      }
      const inPayload = parsed.path.startsWith('data/');
      if (parsed.digest.length !== options.digits) wrong(`line ${number}: digest length`);
      else if (options.payload !== null && inPayload !== options.payload)
        wrong(`line ${number}: ${parsed.path}`);
      // RFC 8493 2.2.1: a tag manifest lists no tag manifest.
      else if (options.payload === false && /^tagmanifest-[^/]+\.txt$/.test(parsed.path))
        wrong(`line ${number}: ${parsed.path}`);
      else if (manifest.entries.has(parsed.path)) wrong(`line ${number}: listed twice: ${parsed.path}`);
      else manifest.entries.set(parsed.path, parsed.digest);
    }
  } catch (error) {
    if (error instanceof RangeError) wrong(error.message);
    else if (error instanceof TypeError) wrong(`not ${options.encoding}`);
    else throw error;
  }
  return manifest;
}
