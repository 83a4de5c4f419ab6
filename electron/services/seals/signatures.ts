import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } from '@cantoo/pdf-lib';
import type { FileSignature } from './seal-look.ts';

/**
 * The signatures in a PDF: their names and days as the file says them, and whether each covers the whole file. No
 * certificate is judged: there is no root to judge by without a network.
 */
export async function signaturesIn(bytes: Uint8Array): Promise<FileSignature[]> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false, ignoreEncryption: true });
  const pageOf = new Map<string, number>();
  for (const [index, page] of document.getPages().entries()) {
    const annotations = page.node.Annots();
    for (let at = 0; at < (annotations?.size() ?? 0); at += 1) {
      const widget = annotations?.lookupMaybe(at, PDFDict);
      const value = widget?.get(PDFName.of('V'));
      if (value !== undefined) pageOf.set(String(value), index + 1);
    }
  }
  return document.context.enumerateIndirectObjects().flatMap(([reference, object]): FileSignature[] => {
    if (!(object instanceof PDFDict)) return [];
    const range = object.lookupMaybe(PDFName.of('ByteRange'), PDFArray);
    if (range === undefined || object.get(PDFName.of('Contents')) === undefined) return [];
    const numbers = range.asArray().map((one) => (one instanceof PDFNumber ? one.asNumber() : -1));
    const end = (numbers[2] ?? 0) + (numbers[3] ?? 0);
    return [
      {
        name: textOf(object, 'Name'),
        on: textOf(object, 'M'),
        page: pageOf.get(String(reference)) ?? null,
        whole: numbers[0] === 0 && end >= bytes.length - 2,
      },
    ];
  });
}

function textOf(dict: PDFDict, key: string): string {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText().slice(0, 100) : '';
}
