import path from 'node:path/posix';
import { namesTaken, safeName } from '../../../shared/archive/names.ts';
import type { PackagePiece, PackageView } from '../../../shared/model/derived.ts';
import type { Material } from '../archive/materials.ts';
import type { Language } from '../papers/format-value.ts';

/** A file of the package at its place, with its line in the 卷内目录. */
export interface Placed {
  material: Material;
  /** `01_验收申请/01_原名.pdf` */
  path: string;
  title: string;
  /** The piece's words, without its number. */
  group: string;
}

/** Units of a piece's folder name and of a file's name; with the package's folder they stay under 240. */
const folderLimit = 40;
const fileLimit = 80;

/** Every material at its place, in the order of the pieces; what belongs to no piece comes last. */
export function placeMaterials(
  view: PackageView,
  materials: readonly Material[],
  language: Language,
): Placed[] {
  const filed = new Set(materials.map(({ pieceKey }) => pieceKey));
  // A piece that nobody asks for keeps its folder where a file was filed under it all the same.
  const pieces = view.pieces.filter(({ state, key }) => state !== 'not_applicable' || filed.has(key));
  const known = new Set(pieces.map(({ key }) => key));
  const groups: { title: string; files: Material[] }[] = pieces.map((piece) => ({
    title: piece.title[language],
    files: inOrder(
      piece,
      materials.filter(({ pieceKey }) => pieceKey === piece.key),
    ),
  }));
  const others = materials.filter(({ pieceKey }) => pieceKey === null || !known.has(pieceKey));
  if (others.length > 0)
    groups.push({ title: language === 'zh' ? '其他材料' : 'Other files', files: others });
  return groups.flatMap(({ title, files }, group) => {
    const folder = `${pad(group + 1, groups.length)}_${safeName(title, folderLimit, 'piece')}`;
    const free = namesTaken();
    return files.map((material, index) => ({
      material,
      path: `${folder}/${free(`${pad(index + 1, files.length)}_${safeName(material.name, fileLimit)}`)}`,
      title: material.title ?? titleOf(title, material, files.length),
      group: title,
    }));
  });
}

/** As the record lists them; an object twice under one piece goes out once. */
function inOrder(piece: PackagePiece, files: readonly Material[]): Material[] {
  const place = new Map(piece.materials.map(({ object }, index) => [object, index]));
  const once = [...new Map(files.map((file) => [file.object, file])).values()];
  return once.sort((a, b) => (place.get(a.object) ?? Infinity) - (place.get(b.object) ?? Infinity) || 0);
}

function pad(n: number, of: number): string {
  return String(n).padStart(Math.max(2, String(of).length), '0');
}

/** The piece names the file; of several under one piece each keeps its own name beside it. */
function titleOf(piece: string, { name }: Material, among: number): string {
  return among === 1 ? piece : `${piece}（${path.parse(name).name}）`;
}
