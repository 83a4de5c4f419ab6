import { AppError } from '../../../shared/model/errors.ts';

/** One character a byte; TextDecoder's latin1 is windows-1252 and is not. */
function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/**
 * What a document is, by its content: PDF, docx (a zip that says so), or text.
 * @throws AppError `file_type_refused` for other formats, `file_encrypted` for a password-protected docx
 */
export function typeOfDocument(bytes: Uint8Array): 'text' | 'pdf' | 'docx' {
  const head = latin(bytes.subarray(0, 1024));
  if (head.includes('%PDF-')) return 'pdf';
  if (head.startsWith('PK\u0003\u0004')) return 'docx';
  if (head.startsWith('\u00d0\u00cf\u0011\u00e0')) {
    // Office wraps an encrypted docx in the old container; its directory names the package in UTF-16.
    const wrapped = latin(bytes).includes('E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e');
    throw new AppError(wrapped ? 'file_encrypted' : 'file_type_refused', { params: { type: 'doc' } });
  }
  for (const [mark, type] of refused) {
    if (head.startsWith(mark)) throw new AppError('file_type_refused', { params: { type } });
  }
  return 'text';
}

const refused: readonly (readonly [string, string])[] = [
  ['{\\rtf', 'rtf'],
  ['\u0089PNG', 'png'],
  ['\u00ff\u00d8\u00ff', 'jpeg'],
  ['II*\0', 'tiff'],
  ['MM\0*', 'tiff'],
  ['GIF8', 'gif'],
  ['BM', 'bmp'],
  ['7z\u00bc\u00af', '7z'],
  ['Rar!', 'rar'],
  ['\u001f\u008b', 'gzip'],
  ['MZ', 'exe'],
];
