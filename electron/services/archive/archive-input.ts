import type { ArchiveProfile } from '../../../shared/archive/profile.ts';
import type { Definition } from '../../../shared/agreements/define.ts';
import type { AuditRow } from '../../../shared/ipc/contract/work.ts';
import type { Finding, Obligation } from '../../../shared/model/derived.ts';
import type { DossierRecord } from '../../../shared/model/record.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import type { OriginValue } from '../dossiers/origin.ts';
import type { Language } from '../papers/format-value.ts';
import type { Material } from './materials.ts';
import type { OutLayer } from './out-folder.ts';

/** One version of one thing that was written: who, when, what, why, and with `value` what it said. */
export interface HistoryRow {
  noun: string;
  row: string;
  version: number;
  at: string;
  author: string;
  /** The account behind the name, where it is known. */
  author_id?: string;
  what: string;
  reason: string | null;
  removed: boolean;
  value?: unknown;
}

/** A row of the mapping table: where in the bag a file with its exact original name lies. */
export interface Mapped {
  path: string;
  name: string;
  object: string;
  type: string;
  size: number;
  pages: number | null;
  piece: string | null;
  /** When it was sealed, and by which account; what else was kept of it, a dataset's place among it. */
  at?: string;
  author?: string;
  meta?: Readonly<Record<string, unknown>>;
  sm3: string;
  sha256: string;
  sha512: string;
}

/** A row of the table before the file went out: what the forms need. */
export type Planned = Omit<Mapped, 'sha512'>;

export interface ExportOutput {
  /** The folder that a person chose in main's dialog. */
  destination: string;
  /** A name a person chose; refused, not bent, where a system would not take it. */
  folderName?: string;
  language: Language;
  today: CivilDate;
  /** The person's name as it stands on the papers. */
  author: string;
  /** Bytes written of the bytes of all materials, and the file at hand by its original name. */
  onProgress?: (done: number, total: number, label: string) => void;
  signal?: AbortSignal;
  /** Where bytes go; tests fail it. */
  layer?: OutLayer;
}

/** 补充归档: which archive is added to, and what of the dossier lies in it and in its earlier supplements already. */
export interface Supplement {
  to: string;
  manifest: string;
  /** From 1. */
  number: number;
  earlier: readonly Omit<Mapped, 'path' | 'sha512'>[];
}

export interface ArchiveInput extends ExportOutput {
  supplement?: Supplement;

  definition: Definition;
  record: DossierRecord;
  /** The record in the exchange format of `dossier.json` (yuan strings). */
  dossier: unknown;
  /** Title and number of the dossier, for the folder's name and bag-info. */
  title: string;
  number: string;
  history: readonly HistoryRow[];
  /** The rows of the history in the order in which they were first written, which times alone do not tell. */
  rows?: readonly { row: string; noun: string }[];
  /** Names of the accounts that wrote in it, by their ids. */
  people?: Readonly<Record<string, string>>;
  /** Where the dossier came from, if it was brought in from an archive. */
  origin?: OriginValue | null;
  obligations: readonly Obligation[];
  findings: readonly Finding[];
  /** The amounts are a trade secret and were not asked for: words stand in their place (B-Q16). */
  withheld?: boolean;
  audit?: readonly AuditRow[];
  materials: readonly Material[];
  /** The unit that holds the dossier, for `Source-Organization`. */
  organization?: string;
  /** What the unit's 编制方案 says; without it 档号 and 保管期限 are lines to write on. */
  profile?: ArchiveProfile;
  /** 归档年度, where the archivist has said it; else the year of the day. */
  year?: string;
  /** The application's version, for `Bag-Software-Agent`. */
  version: string;
}
