import type { DossierId } from '../../../shared/model/ids.ts';
import type { Open } from '../../app/open.ts';

/** What is sealed under `origin`: the archive that a dossier was brought in from, with what has no other place here. */
export interface OriginValue {
  /** The archive's folder, its format's version, and the SHA-256 of its list of payload. */
  archive: string;
  format: number;
  manifest: string;
  imported_at: string;
  /** Names of accounts that this store does not know, by their ids there. */
  people: Record<string, string>;
  /** The rows of the other store's log about this dossier, as the archive had them. */
  audit: readonly unknown[] | null;
  /** Requests and consents of the other store: history that allows nothing here. */
  approvals?: readonly unknown[];
  /** The origin that the archive itself told. */
  before: OriginValue | null;
}

/** The name of whoever wrote in a dossier: as this store knows them, else as the archive it came from did. */
export function authorOf(open: Open, dossier: DossierId): (account: string) => string {
  const names = peopleOf(open.shelf.get(dossier).origin);
  return (account) => {
    const known = open.nameOf(account as Parameters<Open['nameOf']>[0]);
    return known === account ? (names[account] ?? account) : known;
  };
}

/** All names that an origin and the ones before it tell. */
export function peopleOf(origin: OriginValue | null): Record<string, string> {
  return origin === null ? {} : { ...peopleOf(origin.before), ...origin.people };
}
