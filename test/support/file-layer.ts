import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskLayer, type FileLayer, type WriteHandle } from '../../electron/vault/file-layer.ts';

/** For tests: a folder of its own under the system's temporary folder, and how to remove it. */
export function temporaryFolder(name: string): { dir: string; remove: () => void } {
  const dir = mkdtempSync(join(tmpdir(), `jz-${name}-`));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** One operation that a {@link recordingLayer} saw: `write tmp/<id>.part`. */
export type Seen = string;

/**
 * For tests: the real disk, but every change is written down, and `fail` may throw before it happens.
 * Ids are shortened to `<id>` so that orders can be compared.
 */
export function recordingLayer(dir: string, fail: (seen: Seen) => void = () => undefined) {
  const seen: Seen[] = [];
  const note = (operation: string, path: string) => {
    const short = path.slice(dir.length + 1).replaceAll('\\', '/');
    const entry = `${operation} ${short.replace(/[0-9a-f]{32}/g, '<id>').replace(/objects\/[0-9a-f]{2}\b/, 'objects/<xx>')}`;
    fail(entry);
    if (seen.at(-1) !== entry || operation !== 'write') seen.push(entry);
  };
  const watch = (path: string, file: WriteHandle): WriteHandle => ({
    async write(bytes) {
      note('write', path);
      await file.write(bytes);
    },
    async sync() {
      note('fsync', path);
      await file.sync();
    },
    close: () => file.close(),
  });
  const layer: FileLayer = {
    ...diskLayer,
    async create(path) {
      note('create', path);
      return watch(path, await diskLayer.create(path));
    },
    async append(path) {
      note('append', path);
      return watch(path, await diskLayer.append(path));
    },
    async rename(from, to) {
      note('rename', to);
      await diskLayer.rename(from, to);
    },
    async syncDir(path) {
      note('fsyncdir', path);
      await diskLayer.syncDir(path);
    },
    async unlink(path) {
      note('unlink', path);
      await diskLayer.unlink(path);
    },
  };
  return { layer, seen };
}

/** A system error as Node makes it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(code), { code, errno: -1, syscall: 'test' });
}
