import { inflateRawSync } from 'node:zlib';
import { judgeZip } from '../reading/zip-budget.ts';

/** Parts of docx and xlsx that hold words a person can read. */
const wordy =
  /^(word\/(document|header\d*|footer\d*|footnotes|endnotes|comments)|xl\/(sharedStrings|worksheets\/sheet\d+)|ppt\/slides\/slide\d+|docProps\/(core|custom|app))\.xml$/iu;

/**
 * The readable lines of each part of an Office file, a paragraph or cell a line; only in a worker. Null where it is
 * no sound zip or holds more than the budget of text.
 */
export function linesOfOffice(bytes: Uint8Array, budget: number): string[][] | null {
  const judged = judgeZip(bytes, budget);
  if (!judged.ok) return null;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[][] = [];
  let at = view.readUInt32LE(view.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06])) + 16);
  for (const name of judged.names) {
    const nameLength = view.readUInt16LE(at + 28);
    if (wordy.test(name)) parts.push(linesOfXml(textOf(view, at, budget)));
    at += 46 + nameLength + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32);
  }
  return parts;
}

function textOf(view: Buffer, entry: number, budget: number): string {
  const size = view.readUInt32LE(entry + 20);
  const local = view.readUInt32LE(entry + 42);
  const start = local + 30 + view.readUInt16LE(local + 26) + view.readUInt16LE(local + 28);
  const packed = view.subarray(start, start + size);
  const plain =
    view.readUInt16LE(entry + 10) === 0 ? packed : inflateRawSync(packed, { maxOutputLength: budget });
  return plain.toString('utf8');
}

/** Runs of one paragraph belong together: Word splits 秘 and 密★ as it likes. */
function linesOfXml(xml: string): string[] {
  return xml
    .replace(
      /<\/(?:w:p|a:p|si|c|row)>|<w:br\b[^>]*>|<\/(?:dc:|cp:|vt:)?\w+>(?=<(?:dc|cp|vt|property):?)/gu,
      '\n',
    )
    .replace(/<w:tab\b[^>]*>/gu, '\t')
    .replace(/<[^>]*>/gu, '')
    .replace(/&#x([0-9a-f]{1,6});/giu, (_, code: string) => safePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d{1,7});/gu, (_, code: string) => safePoint(Number(code)))
    .split('\n');
}

function safePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}
