import type { DossierId } from '../../../shared/model/ids.ts';
import type { ToldMember } from '../../../shared/model/transfer.ts';
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
  /** Rows that had to take another id here, by their ids there. */
  renamed?: Record<string, string>;
  /** Of a sealed file: who sent it to whom for what, and the list of who knew the dossier there. */
  transfer?: {
    id: string;
    from: { name: string; unit: string; print: string };
    to: { name: string; print: string };
    purpose: string;
    at: string;
    whole: boolean;
    /** The ids that the dossier has had: with the sender first. */
    lineage: DossierId[];
    members: ToldMember[];
  };
  /** The origin that the archive itself told; what was taken in before. */
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

/** Accounts that this store does not know, by their names. */
export function strangersIn(open: Open, people: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(people).filter(
      ([account]) => open.nameOf(account as Parameters<Open['nameOf']>[0]) === account,
    ),
  );
}

/** The ids that a dossier has had in the stores that it went through, its own first. */
export function lineageOf(origin: OriginValue | null, dossier: DossierId): DossierId[] {
  const ids = [dossier];
  for (let one = origin; one !== null; one = one.before) ids.push(...(one.transfer?.lineage ?? []));
  return [...new Set(ids)];
}

/** Rows that have another id here than where they came from. */
export function renamedOf(origin: OriginValue | null): Record<string, string> {
  return origin === null ? {} : { ...renamedOf(origin.before), ...origin.renamed };
}
