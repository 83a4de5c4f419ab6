/** A line of a manifest: lower-case hex digest and the path as decoded. */
export interface ManifestLine {
  digest: string;
  path: string;
}

/** RFC 8493 2.1.3: `%`, CR and LF of a path are percent-encoded in manifests and in fetch.txt, nothing else. */
export function encodePath(path: string): string {
  return path.replace(/[%\r\n]/g, (char) => (char === '%' ? '%25' : char === '\r' ? '%0D' : '%0A'));
}

/** Undoes {@link encodePath}. Before 1.0 only CR and LF were encoded, and a `%25` meant itself. */
export function decodePath(text: string, version: BagVersion): string {
  const pattern = isBefore(version, 1, 0) ? /%0D|%0A/gi : /%25|%0D|%0A/gi;
  return text.replace(pattern, (code) => {
    const upper = code.toUpperCase();
    return upper === '%25' ? '%' : upper === '%0D' ? '\r' : '\n';
  });
}

/** One line of a manifest, with two spaces as `sha256sum` writes and reads them. */
export function formatLine(digest: string, path: string): string {
  return `${digest}  ${encodePath(path)}\n`;
}

/**
 * Parses one line, without its end. Takes what other writers made: upper-case digests, one space or tabs, a
 * `*` of binary mode, a `./` in front.
 * @returns null where the line is not `<hex> <path>`
 */
export function parseLine(line: string, version: BagVersion): ManifestLine | null {
  const match = /^([0-9a-fA-F]+)([ \t]+)(.+)$/su.exec(line);
  if (match === null) return null;
  const [, digest = '', gap = '', rest = ''] = match;
  const starred = rest.startsWith('*') && gap === ' ';
  const path = decodePath(starred ? rest.slice(1) : rest, version).replace(/^(\.\/)+/, '');
  return path === '' ? null : { digest: digest.toLowerCase(), path };
}

/**
 * Why a path of a manifest must not be opened: it would leave the bag on some system. Both separators count,
 * since the one who made the bag and the one who reads it may not share a system (RFC 8493 5.1).
 */
export function unsafeReason(path: string): string | null {
  if (/^[/\\]/.test(path)) return 'absolute';
  if (/^[A-Za-z]:/.test(path)) return 'drive';
  if (path.startsWith('~')) return 'home';
  if (path.includes('\0')) return 'nul';
  const parts = path.split(/[/\\]/);
  if (parts.includes('..')) return 'parent';
  return null;
}

/** Major and minor of `BagIt-Version`. */
export type BagVersion = readonly [number, number];

/** Whether `version` is older than `major.minor`; 0.97 is the ninety-seventh, as in the drafts. */
export function isBefore([major, minor]: BagVersion, thanMajor: number, thanMinor: number): boolean {
  return major < thanMajor || (major === thanMajor && minor < thanMinor);
}

/** What bagit.txt declares, or the reason why it does not (RFC 8493 2.1.1). */
export type Declaration = { version: BagVersion; encoding: string } | { problem: string };

const encodings = ['utf-8', 'utf-16', 'utf-16le', 'utf-16be', 'us-ascii', 'ascii', 'iso-8859-1'];

/** Reads bagit.txt: two lines, in their order, without a byte order mark. */
export function parseDeclaration(text: string): Declaration {
  if (text.startsWith('\ufeff')) return { problem: 'byte_order_mark' };
  const lines = text.split(/\r\n|\n|\r/).filter((line, index, all) => line !== '' || index < all.length - 1);
  const version = /^BagIt-Version:\s*(\d{1,3})\.(\d{1,3})\s*$/.exec(lines[0] ?? '');
  if (version === null) return { problem: 'version' };
  const encoding = /^Tag-File-Character-Encoding:\s*([\w.:-]{1,40})\s*$/.exec(lines[1] ?? '')?.[1];
  if (encoding === undefined || !encodings.includes(encoding.toLowerCase())) return { problem: 'encoding' };
  if (lines.length > 2) return { problem: 'lines' };
  const declared: BagVersion = [Number(version[1]), Number(version[2])];
  if (!isBefore(declared, 1, 1) || isBefore(declared, 0, 93)) return { problem: 'unknown_version' };
  return { version: declared, encoding: encoding.toLowerCase() };
}
