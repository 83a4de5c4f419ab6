import { z } from 'zod';
import { BackupNote } from '../../../shared/ipc/contract/safety.ts';
import type { Store } from '../../store/store.ts';

const setting = 'backups';
const most = 50;

/** The backups that were taken of this store, newest first; sealed under the store's key. */
export function readBackups(store: Store): BackupNote[] {
  return z.array(BackupNote).safeParse(store.settings.get(setting)).data ?? [];
}

export function noteBackup(store: Store, note: BackupNote, at: string): void {
  store.settings.set(setting, [note, ...readBackups(store)].slice(0, most), at);
}

/** What the last drill said of a snapshot: proven at an instant, or (null) not. */
export function noteDrill(store: Store, snapshot: string, provenAt: string | null, at: string): void {
  const notes = readBackups(store).map((note) =>
    note.snapshot === snapshot ? { ...note, proven_at: provenAt } : note,
  );
  store.settings.set(setting, notes, at);
}
