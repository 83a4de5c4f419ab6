/** What a page is drawn from. Text pages are ours: so many lines of a text file each. */
export type PageSource = 'pdf' | 'image' | 'text';

/** What the worker that draws is given. */
export interface DrawOrder {
  source: PageSource;
  bytes: Uint8Array<ArrayBuffer>;
  assets: string | null;
  /** A face that has Chinese characters, for the marks and for text files. */
  face: Uint8Array;
  /** 1-based. */
  page: number;
  /** Pixels. */
  width: number;
  /** Who looks and when: burnt into the picture, across all of it. */
  marks: readonly string[];
}

export type DrawAnswer =
  | { kind: 'done'; pages: number; width: number; height: number; png: Uint8Array<ArrayBuffer> }
  | { kind: 'failed'; code: 'file_damaged' | 'file_encrypted' | 'not_found' };

/** How a type by content is drawn; null: only its facts are shown. */
export function pageSourceOf(type: string): PageSource | null {
  const plain = type.split(';')[0]?.trim().toLowerCase() ?? '';
  if (plain === 'application/pdf') return 'pdf';
  if (/^image\/(png|jpeg|webp|gif|bmp|avif)$/.test(plain)) return 'image';
  return /^(text\/|application\/(json|xml)$)/.test(plain) ? 'text' : null;
}
