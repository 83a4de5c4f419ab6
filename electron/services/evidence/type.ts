import { fileTypeFromBuffer } from 'file-type';

/** Bytes of a file's beginning that tell its type; zip-based documents need more than a magic number. */
export const headBytes = 64 * 1024;

/**
 * The MIME type by content, never by name: `text/plain` where the beginning decodes as text, and
 * `application/octet-stream` where nothing is recognised.
 */
export async function typeOf(head: Uint8Array): Promise<string> {
  if (head.length === 0) return 'application/x-empty';
  const known = await fileTypeFromBuffer(head).catch(() => undefined);
  if (known !== undefined) return known.mime;
  return looksLikeText(head) ? 'text/plain' : 'application/octet-stream';
}

/** Tab, line feed, vertical tab, form feed, carriage return, escape: what a text may hold below a space. */
const printed: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1b]);

function looksLikeText(head: Uint8Array): boolean {
  if (head.some((byte) => byte < 0x20 && !printed.has(byte))) return false;
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      // `stream`: the head may end within a character.
      new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
      return true;
    } catch {
      // not this encoding
    }
  }
  return false;
}
