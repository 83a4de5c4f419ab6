import type { Refusal, Result } from '../../shared/model/errors.ts';

export type Invoke = (
  channel: string,
  input?: unknown,
  options?: { job?: string },
) => Promise<Result<unknown>>;

interface Sealed {
  items: unknown[];
  refused: { name: string; code: string }[];
}

/** Where dropped files go, and what they are declared as (E-13). */
export interface Destination {
  dossier: string;
  job: string;
  marking?: unknown;
}

const pieceSize = 1024 * 1024;
/** Refusals that concern the whole call and not one file: the rest need not be tried. */
const ofTheCall: readonly string[] = [
  'untrusted_sender',
  'locked',
  'not_set_up',
  'forbidden',
  'not_found',
  'cancelled',
  'disk_full',
];

/**
 * Part of the preload: hands dropped files to main, one after the other, by path where the shell knows one
 * (Electron), else in pieces of 1 MiB, each answered before the next is read. No path comes from the page and
 * none goes back to it. A refused file does not keep the others out; what concerns all of them ends the call.
 */
export async function drop(
  files: readonly File[],
  to: Destination,
  invoke: Invoke,
  pathOf: (file: File) => string,
): Promise<Result<Sealed>> {
  const sealed: Sealed = { items: [], refused: [] };
  for (const file of files) {
    const result = await one(file, to, invoke, pathOf(file));
    if (result.ok) {
      const value = result.value as Sealed;
      sealed.items.push(...value.items);
      sealed.refused.push(...value.refused);
    } else if (ofTheCall.includes(result.code) && sealed.items.length === 0) return result;
    else {
      sealed.refused.push({ name: file.name, code: result.code });
      if (ofTheCall.includes(result.code)) break;
    }
  }
  return { ok: true, value: sealed };
}

async function one(
  file: File,
  { dossier, job, marking }: Destination,
  invoke: Invoke,
  path: string,
): Promise<Result<unknown>> {
  const declared = marking === undefined ? {} : { marking };
  if (path) return invoke('drop.file', { dossier, path, name: file.name, ...declared }, { job });
  const begun = await invoke('drop.begin', { dossier, name: file.name, size: file.size, job, ...declared });
  if (!begun.ok) return begun;
  const id = (begun.value as { drop: string }).drop;
  const failed = await pieces(file, id, invoke);
  if (failed) {
    await invoke('drop.abort', { drop: id });
    return failed;
  }
  return invoke('drop.end', { dossier, drop: id });
}

async function pieces(file: File, drop: string, invoke: Invoke): Promise<Refusal | undefined> {
  for (let at = 0; at < file.size; at += pieceSize) {
    let bytes: Uint8Array;
    try {
      bytes = new Uint8Array(await file.slice(at, at + pieceSize).arrayBuffer());
    } catch {
      // A folder, or a file that went away between the drop and the reading.
      return { ok: false, code: 'file_unreadable' };
    }
    const taken = await invoke('drop.piece', { drop, bytes });
    if (!taken.ok) return taken;
  }
  return undefined;
}
