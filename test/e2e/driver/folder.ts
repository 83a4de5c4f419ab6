import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The project's own sample agreement, as it comes from a scanner's text layer. */
export const sampleAgreement = path.join(
  import.meta.dirname,
  '../../fixtures/agreements/sample-agreement.txt',
);

/** A throw-away folder for the files a person has at hand, and for what is exported. */
export interface Folder {
  readonly path: string;
  /** Writes a file and answers its path. */
  file(name: string, bytes: Uint8Array | string): string;
  /** Makes a folder within and answers its path. */
  folder(name: string): string;
  remove(): void;
}

export function makeFolder(): Folder {
  const own = mkdtempSync(path.join(tmpdir(), 'juanzong-files-'));
  return {
    path: own,
    file(name, bytes) {
      const to = path.join(own, name);
      writeFileSync(to, bytes);
      return to;
    },
    folder(name) {
      const to = path.join(own, name);
      mkdirSync(to, { recursive: true });
      return to;
    },
    remove: () => rmSync(own, { recursive: true, force: true, maxRetries: 5 }),
  };
}
