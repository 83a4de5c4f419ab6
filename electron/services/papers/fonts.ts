import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The faces of our papers: the serif for text, its bold for heads, and one that has characters which they lack. */
export const faces = {
  regular: { file: 'NotoSerifSC_400Regular.ttf', folder: '@expo-google-fonts/noto-serif-sc/400Regular' },
  bold: { file: 'NotoSerifSC_700Bold.ttf', folder: '@expo-google-fonts/noto-serif-sc/700Bold' },
  rare: { file: 'NotoSerifJP_400Regular.ttf', folder: '@expo-google-fonts/noto-serif-jp/400Regular' },
} as const;
export type Face = keyof typeof faces;

/**
 * The bytes of a face: from `fonts/` beside the bundle where the package carries it, else from node_modules.
 * Walks up from this module, so that sources and bundle find it alike.
 */
export async function readFace(face: Face, from: string = import.meta.url): Promise<Uint8Array> {
  const { file, folder } = faces[face];
  for (let at = path.dirname(fileURLToPath(from)); ; at = path.dirname(at)) {
    for (const place of [path.join(at, 'fonts', file), path.join(at, 'node_modules', folder, file)]) {
      if (existsSync(place)) return readFile(place);
    }
    if (path.dirname(at) === at) throw new Error(`no font ${file}`);
  }
}
