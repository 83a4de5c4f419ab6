import { AppError } from '../../../shared/model/errors.ts';

/**
 * Text of a file's bytes: UTF-8 (strict), UTF-16 with its mark, else GB 18030; a byte order mark is dropped.
 * @throws AppError `file_unreadable` where it is none of them, or binary
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes.length === 0) throw new AppError('file_unreadable', { params: { reason: 'empty' } });
  const [first, second] = bytes;
  const encodings =
    first === 0xff && second === 0xfe
      ? ['utf-16le']
      : first === 0xfe && second === 0xff
        ? ['utf-16be']
        : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!isBinary(text)) return text;
    } catch {
      // not this encoding
    }
  }
  throw new AppError('file_unreadable', { params: { reason: 'encoding' } });
}

/** GB 18030 decodes much that is not text: controls, and characters nobody assigned, give it away. */
function isBinary(text: string): boolean {
  const sample = text.slice(0, 20_000);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  const odd =
    sample.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f\ue000-\uf8ff\ufffd]/gu)?.length ?? 0;
  return odd > Math.max(2, sample.length / 200);
}
