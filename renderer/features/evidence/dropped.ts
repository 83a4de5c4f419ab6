/** What is used of a dropped thing (DataTransferItem). */
interface Dropped {
  readonly kind: string;
  getAsFile(): File | null;
  webkitGetAsEntry(): { readonly isDirectory: boolean } | null;
}

/** Files among dropped things, and whether there is a folder, which looks like a file of no bytes. */
export function sortDropped(items: Iterable<Dropped>): { files: File[]; folder: boolean } {
  const files: File[] = [];
  let folder = false;
  for (const item of items) {
    if (item.kind !== 'file') continue;
    if (item.webkitGetAsEntry()?.isDirectory === true) folder = true;
    else {
      const file = item.getAsFile();
      if (file !== null) files.push(file);
    }
  }
  return { files, folder };
}
