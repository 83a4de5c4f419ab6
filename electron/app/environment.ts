import type { Changed } from '../../shared/ipc/bridge.ts';
import type { JobView } from '../../shared/ipc/contract/work.ts';
import type { CivilDate } from '../../shared/model/units.ts';

/** A file that the person chose in main's own dialog. Paths never leave main. */
export interface ChosenFile {
  path: string;
  name: string;
}

/** What a folder is chosen for: to export or back up into, to verify, take in or restore from. */
export type FolderPurpose = 'export' | 'verify' | 'intake' | 'backup' | 'restore';

/** Main's dialogs, the only source of destinations; `null` when the person cancelled. */
export interface Dialogs {
  chooseFiles(options: { many: boolean }): Promise<ChosenFile[] | null>;
  chooseFolder(options: { purpose: FolderPurpose }): Promise<string | null>;
}

/** Everything the application needs from the outside; the composition roots (window, CLI, tests) provide it. */
export interface Environment {
  /** The folder of keyring, database and vault. */
  userData: string;
  version: string;
  shell: 'electron' | 'chromium';
  /** A `demo` shell opens only stores marked so, and the other way round. */
  mark: 'real' | 'demo';
  language: 'zh' | 'en';
  platform: string;
  /** Now, for records of what happened. */
  now(): Date;
  /** Today as a civil date in Asia/Shanghai, whatever the machine's zone; the only clock of deadlines. */
  today(): CivilDate;
  dialogs: Dialogs;
  /** Keeping other programs from what the window shows; `works` is false where the system or the shell cannot. */
  contentProtection: { works: boolean; set(on: boolean): void };
  /** A failure nobody foresaw; a real store says its name only, since a message may carry content. */
  report(error: unknown): void;
  notify: {
    changed(change: Changed): void;
    progress(job: JobView): void;
  };
}

/** The civil date in Asia/Shanghai of an instant (design section 3, Clock). */
export function civilDateInShanghai(instant: Date): CivilDate {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(instant);
  return parts as CivilDate;
}
