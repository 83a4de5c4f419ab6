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

function looksLikeText(head: Uint8Array): boolean {
  if (head.includes(0)) return false;
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
