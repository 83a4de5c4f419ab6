import { AppError } from '../../../shared/model/errors.ts';
import type { ObjectId } from '../../../shared/model/ids.ts';
import type { OutFolder, Written } from './out-folder.ts';

/** A sealed file as it goes into a package or an archive. */
export interface Material {
  object: ObjectId;
  /** The original name, exactly as it came. */
  name: string;
  /** MIME type by content. */
  type: string;
  size: number;
  /** Lower-case hex digests of the plain bytes, as fingerprinted when it was sealed. */
  sm3: string;
  sha256: string;
  pages: number | null;
  /** The piece of the package it stands under, or null. */
  pieceKey: string | null;
  /** What only a person knows, for the 卷内目录: 文件编号, 责任者, 文件题名, 日期 (civil). */
  number?: string;
  responsible?: string;
  title?: string;
  date?: string;
  /** When it was sealed, by which account, and what else its row keeps. */
  sealedAt?: string;
  author?: string;
  meta?: Readonly<Record<string, unknown>>;
  open(): AsyncIterable<Uint8Array>;
}

/**
 * Writes one material byte for byte and compares what went out with its fingerprints.
 * @throws AppError `object_damaged` (G-019) where a byte differs
 */
export async function writeMaterial(out: OutFolder, relative: string, material: Material): Promise<Written> {
  const written = await out.write(relative, material.open());
  if (
    written.size !== material.size ||
    written.sha256 !== material.sha256.toLowerCase() ||
    written.sm3 !== material.sm3.toLowerCase()
  ) {
    throw new AppError('object_damaged', { rule: 'G-019', params: { name: material.name } });
  }
  return written;
}
