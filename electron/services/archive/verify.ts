import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { VerifyReport } from '../../../shared/ipc/contract/archive.ts';
import { parseBagInfo, parseOxum } from '../../../shared/archive/bag-info.ts';
import { decodePath, isBefore, parseDeclaration, unsafeReason } from '../../../shared/archive/manifest.ts';
import { AppError } from '../../../shared/model/errors.ts';
import { ioCode } from '../../vault/file-layer.ts';
import { Digesting, type DigestStream, someAtOnce } from './digesting.ts';
import { linesOf, type Manifest, openToRead, readManifest, readTag } from './read-tags.ts';
import { walk } from './walk.ts';

export interface VerifyOptions {
  /** Bytes done of bytes in all, and the file at hand. */
  onProgress?: (done: number, total: number, label: string) => void;
  signal?: AbortSignal;
}

type Finding = VerifyReport['findings'][number];

/** Hex digits of each algorithm that is checked; others cannot be judged here. */
const algorithms: Record<string, number> = {
  md5: 32,
  sha1: 40,
  sha224: 56,
  sha256: 64,
  sha384: 96,
  sha512: 128,
  sm3: 64,
};
const sm3File = 'juanzong/sm3.txt';
const segment = 1024 * 1024;

/**
 * Checks a BagIt bag (RFC 8493; drafts from 0.93 on too), ours or another's, with SM3 where it is given: what is missing,
 * changed or extra, and whether manifests, declaration and Oxum are right. Reads in constant memory, follows
 * no link, fetches nothing.
 * @throws AppError `not_an_archive` where there is no folder, or one without any trace of a bag; `cancelled`
 */
export async function verifyArchive(dir: string, options: VerifyOptions = {}): Promise<VerifyReport> {
  try {
    return await new Check(path.resolve(dir), options).run();
  } catch (error) {
    if (options.signal?.aborted === true && !(error instanceof AppError)) {
      throw new AppError('cancelled', { cause: error });
    }
    if (ioCode(error) !== null)
      throw new AppError('io_failed', { params: { reason: ioCode(error) ?? '' }, cause: error });
    throw error;
  }
}

class Check {
  readonly #root: string;
  readonly #options: VerifyOptions;
  readonly #findings: Finding[] = [];
  #files = new Set<string>();
  #byForm = new Map<string, string[]>();
  /** Files that cannot be judged, told already. */
  readonly #told = new Set<string>();

  constructor(root: string, options: VerifyOptions) {
    this.#root = root;
    this.#options = options;
  }

  async run(): Promise<VerifyReport> {
    const { signal } = this.#options;
    const folder = await stat(this.#root).catch(() => null);
    if (folder === null || !folder.isDirectory()) throw new AppError('not_an_archive');
    const walked = await walk(this.#root, signal);
    this.#files = walked.files;
    const names = [...walked.files];
    if (!names.some((name) => name === 'bagit.txt' || /^(tag)?manifest-[^/]+\.txt$/.test(name))) {
      throw new AppError('not_an_archive');
    }
    for (const { path: at, what } of walked.strange) this.#tell('unsafe_path', at, what);
    for (const { path: at, why } of walked.unreadable) this.#tell('unreadable', at, why);
    for (const name of names) {
      const form = name.normalize('NFC');
      this.#byForm.set(form, [...(this.#byForm.get(form) ?? []), name]);
    }
    const { version, encoding } = await this.#declaration();
    const reading = { version, encoding, signal };
    const payload = await this.#manifests(/^manifest-([^/]+)\.txt$/, true, reading);
    const tags = await this.#manifests(/^tagmanifest-([^/]+)\.txt$/, false, reading);
    const sm3 = await this.#sm3(reading);
    if (payload.length === 0) this.#tell('bad_manifest', 'manifest-*.txt', 'none');
    if (![...names, ...walked.strange.map((one) => one.path)].some((name) => name.startsWith('data/'))) {
      const data = await stat(path.join(this.#root, 'data')).catch(() => null);
      if (data?.isDirectory() !== true) this.#tell('missing', 'data', 'folder');
    }
    const fetched = await this.#fetch(version, encoding, payload);
    const all = [...payload, ...tags, ...(sm3 === null ? [] : [sm3])];
    this.#missing(all, fetched);
    this.#extra(payload, tags, sm3, !isBefore(version, 1, 0));
    const sizes = await this.#sizes(names);
    await this.#oxum(sizes, encoding);
    const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    await this.#digests(all, sizes);
    return {
      valid: this.#findings.length === 0,
      name: path.basename(this.#root),
      files: names.length,
      bytes,
      findings: this.#findings,
    };
  }

  #tell(code: Finding['code'], at: string, detail?: string): void {
    this.#told.add(at);
    this.#findings.push(detail === undefined ? { code, path: at } : { code, path: at, detail });
  }

  /** The file on disk for a path of a manifest: exactly, or the only one that differs in Unicode form alone. */
  #onDisk(listed: string): string | null {
    if (this.#files.has(listed)) return listed;
    const same = this.#byForm.get(listed.normalize('NFC')) ?? [];
    return same.length === 1 ? (same[0] ?? null) : null;
  }

  async #declaration() {
    const fallback = { version: [1, 0] as const, encoding: 'utf-8' };
    if (!this.#files.has('bagit.txt')) {
      if (!this.#told.has('bagit.txt')) this.#tell('bad_declaration', 'bagit.txt', 'missing');
      return fallback;
    }
    const text = await readTag(path.join(this.#root, 'bagit.txt'), 'utf-8', 64 * 1024).catch(() => null);
    const declared = text === null ? { problem: 'unreadable' } : parseDeclaration(text);
    if (!('problem' in declared)) return declared;
    this.#tell('bad_declaration', 'bagit.txt', declared.problem);
    return fallback;
  }

  async #manifests(
    pattern: RegExp,
    payload: boolean,
    reading: Pick<Parameters<typeof readManifest>[2], 'version' | 'encoding' | 'signal'>,
  ): Promise<Manifest[]> {
    const found: Manifest[] = [];
    const unknown: string[] = [];
    for (const file of [...this.#files].sort()) {
      const named = pattern.exec(file)?.[1];
      if (named === undefined) continue;
      // Drafts wrote `sha-256` now and then.
      const algorithm = named.toLowerCase().replaceAll('-', '');
      const digits = algorithms[algorithm];
      if (digits === undefined) {
        unknown.push(file);
        continue;
      }
      const manifest = await this.#read(file, { ...reading, algorithm, digits, payload });
      if (manifest !== null) found.push(manifest);
    }
    // One manifest that can be checked suffices; a bag with none cannot be called valid.
    if (found.length === 0) for (const file of unknown) this.#tell('bad_manifest', file, 'unknown algorithm');
    return found;
  }

  async #sm3(reading: Pick<Parameters<typeof readManifest>[2], 'version' | 'encoding' | 'signal'>) {
    if (!this.#files.has(sm3File)) return null;
    return this.#read(sm3File, { ...reading, algorithm: 'sm3', digits: 64, payload: null });
  }

  async #read(file: string, how: Parameters<typeof readManifest>[2]): Promise<Manifest | null> {
    try {
      const manifest = await readManifest(this.#root, file, how);
      for (const { code, path: at, detail } of manifest.bad) this.#findings.push({ code, path: at, detail });
      return manifest;
    } catch (error) {
      if (ioCode(error) === null) throw error;
      this.#tell('unreadable', file, ioCode(error) ?? undefined);
      return null;
    }
  }

  /** fetch.txt: what it lists and is not here is missing; nothing is ever fetched (RFC 8493 2.2.3). */
  async #fetch(
    version: Parameters<typeof decodePath>[1],
    encoding: string,
    payload: readonly Manifest[],
  ): Promise<Set<string>> {
    const listed = new Set<string>();
    if (!this.#files.has('fetch.txt')) return listed;
    let number = 0;
    try {
      for await (const line of linesOf(path.join(this.#root, 'fetch.txt'), encoding, this.#options.signal)) {
        number++;
        if (line.trim() === '') continue;
        const match = /^\S+[ \t]+(?:\d+|-)[ \t]+(.+)$/u.exec(line);
        const at = match?.[1] === undefined ? null : decodePath(match[1], version);
        if (at === null) this.#tell('bad_manifest', 'fetch.txt', `line ${number}: malformed`);
        else if (unsafeReason(at) !== null) this.#tell('unsafe_path', at, `fetch.txt line ${number}`);
        else {
          listed.add(at);
          // RFC 8493 2.2.3: payload only, and only what the manifests list.
          const known = at.startsWith('data/') && payload.some(({ entries }) => entries.has(at));
          if (!known) this.#tell('bad_manifest', 'fetch.txt', `line ${number}: not in a manifest: ${at}`);
        }
      }
    } catch (error) {
      if (!(error instanceof RangeError) && !(error instanceof TypeError) && ioCode(error) === null)
        throw error;
      this.#tell('unreadable', 'fetch.txt');
    }
    return listed;
  }

  #missing(manifests: readonly Manifest[], fetched: ReadonlySet<string>): void {
    const gone = new Map<string, string[]>();
    for (const { file, entries } of manifests) {
      for (const listed of entries.keys()) {
        if (this.#onDisk(listed) !== null || this.#told.has(listed)) continue;
        const by = gone.get(listed) ?? [];
        by.push(file);
        gone.set(listed, by);
      }
    }
    for (const listed of fetched)
      if (listed.startsWith('data/') && this.#onDisk(listed) === null && !gone.has(listed))
        gone.set(listed, []);
    for (const [listed, by] of gone) {
      this.#tell(
        'missing',
        listed,
        [...by, ...(fetched.has(listed) ? ['fetch.txt (not fetched)'] : [])].join(', '),
      );
    }
  }

  /**
   * Payload that a manifest does not list; in our own archives, also tag files that no tag manifest lists.
   * @param every whether each manifest has to list each file (from 1.0 on; before, one of them)
   */
  #extra(
    payload: readonly Manifest[],
    tags: readonly Manifest[],
    sm3: Manifest | null,
    every: boolean,
  ): void {
    const listedIn = (manifest: Manifest) =>
      new Set([...manifest.entries.keys()].map((listed) => this.#onDisk(listed) ?? listed));
    const inPayload = payload.map((manifest) => ({ file: manifest.file, listed: listedIn(manifest) }));
    const inTags = new Set(tags.flatMap((manifest) => [...listedIn(manifest)]));
    const inSm3 = sm3 === null ? null : listedIn(sm3);
    const ours = inTags.has(sm3File);
    for (const file of [...this.#files].sort()) {
      if (file.startsWith('data/')) {
        const lacking = inPayload.filter(({ listed }) => !listed.has(file));
        if (inPayload.length > 0 && lacking.length === inPayload.length) {
          this.#tell('extra', file);
          continue;
        }
        for (const { file: manifest } of every ? lacking : []) {
          this.#findings.push({ code: 'bad_manifest', path: manifest, detail: `does not list ${file}` });
        }
      } else if (/^tagmanifest-[^/]+\.txt$/.test(file)) {
        continue;
      } else if (ours && !inTags.has(file)) {
        this.#tell('extra', file);
        continue;
      }
      if (inSm3 !== null && file !== sm3File && !inSm3.has(file)) {
        this.#findings.push({ code: 'bad_manifest', path: sm3File, detail: `does not list ${file}` });
      }
    }
  }

  async #sizes(names: readonly string[]): Promise<Map<string, number>> {
    const sizes = new Map<string, number>();
    for (const name of names) {
      this.#options.signal?.throwIfAborted();
      try {
        sizes.set(name, (await stat(path.join(this.#root, name))).size);
      } catch (error) {
        this.#tell('unreadable', name, ioCode(error) ?? undefined);
      }
    }
    return sizes;
  }

  async #oxum(sizes: ReadonlyMap<string, number>, encoding: string): Promise<void> {
    if (!this.#files.has('bag-info.txt')) return;
    const text = await readTag(path.join(this.#root, 'bag-info.txt'), encoding).catch(() => null);
    if (text === null) {
      this.#findings.push({ code: 'unreadable', path: 'bag-info.txt' });
      return;
    }
    const { elements, bad } = parseBagInfo(text);
    for (const line of bad) this.#tell('bad_declaration', 'bag-info.txt', `line ${line}: malformed`);
    const oxums = elements.filter(([label]) => label.toLowerCase() === 'payload-oxum');
    if (oxums.length > 1) this.#tell('bad_oxum', 'bag-info.txt', 'given twice');
    const here = { bytes: 0, files: 0 };
    for (const [name, size] of sizes) {
      if (!name.startsWith('data/')) continue;
      here.bytes += size;
      here.files++;
    }
    for (const [, value] of oxums) {
      const oxum = parseOxum(value);
      if (oxum === null) this.#tell('bad_oxum', 'bag-info.txt', `malformed: ${value}`);
      else if (oxum.bytes !== here.bytes || oxum.files !== here.files) {
        this.#tell('bad_oxum', 'bag-info.txt', `${value} ≠ ${here.bytes}.${here.files}`);
      }
    }
  }

  async #digests(manifests: readonly Manifest[], sizes: ReadonlyMap<string, number>): Promise<void> {
    const wanted = new Map<string, { algorithm: string; digest: string }[]>();
    for (const { algorithm, entries } of manifests) {
      for (const [listed, digest] of entries) {
        const file = this.#onDisk(listed);
        if (file === null || !sizes.has(file)) continue;
        const all = wanted.get(file) ?? [];
        all.push({ algorithm, digest });
        wanted.set(file, all);
      }
    }
    const total = [...wanted.keys()].reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0);
    let done = 0;
    const tell = (file: string) => this.#options.onProgress?.(done, total, file);
    const digesting = new Digesting(total);
    const sorted = [...wanted].sort(([a], [b]) => (a < b ? -1 : 1));
    const found: (() => void)[] = [];
    try {
      await someAtOnce(sorted, async ([file, expected], index) => {
        tell(file);
        try {
          const names = [...new Set(expected.map(({ algorithm }) => algorithm))];
          const digests = await this.#hash(file, await digesting.stream(names), (bytes) => {
            done += bytes;
            tell(file);
          });
          const wrong = expected.filter(({ algorithm, digest }) => digests.get(algorithm) !== digest);
          if (wrong.length === 0) return;
          const which = [...new Set(wrong.map(({ algorithm }) => algorithm))].join(', ');
          found[index] = () => this.#tell('changed', file, which);
        } catch (error) {
          if (ioCode(error) === null) throw error;
          found[index] = () => this.#tell('unreadable', file, ioCode(error) ?? undefined);
        }
      });
    } finally {
      await digesting.close();
    }
    // Told in the order of the names, whichever was done first.
    for (const one of found) one?.();
    this.#options.onProgress?.(total, total, '');
  }

  async #hash(file: string, stream: DigestStream, onBytes: (more: number) => void) {
    try {
      const handle = await openToRead(path.join(this.#root, file));
      try {
        const buffer = new Uint8Array(segment);
        for (;;) {
          this.#options.signal?.throwIfAborted();
          const { bytesRead } = await handle.read(buffer, 0, buffer.length);
          if (bytesRead === 0) break;
          await stream.update(buffer.subarray(0, bytesRead));
          onBytes(bytesRead);
        }
      } finally {
        await handle.close();
      }
    } catch (error) {
      stream.drop();
      throw error;
    }
    return stream.end();
  }
}
