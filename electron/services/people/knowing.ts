import { z } from 'zod';
import { type InfoClass, infoClasses } from '../../../shared/ipc/channel.ts';
import type { AccountId, DossierId } from '../../../shared/model/ids.ts';
import { type DossierRole, dossierRoles } from '../../../shared/model/policy.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { AppError } from '../../../shared/model/errors.ts';
import { frame } from '../../crypto/frame.ts';
import type { OpenKeyring } from '../../keyring/open-keyring.ts';
import type { MemberRow } from '../../store/members.ts';
import type { Store } from '../../store/store.ts';

/** What a grant says, sealed under the dossier's key; the readable columns stand in it once more. */
const Sealed = z.object({
  account: z.string(),
  role: z.enum(dossierRoles),
  until: z.string().nullable(),
  /** The classes of the need-to-know list, or null: all that the role may see. */
  classes: z.array(z.enum(infoClasses)).nullable(),
  /** What for (E-02), in the granter's words. */
  purpose: z.string(),
});

/** A person's standing in one dossier, as far as its own grant says. */
export interface Knowing {
  role: DossierRole;
  classes: readonly InfoClass[] | null;
  purpose: string;
  until: CivilDate | null;
}

/** Signed by the granter: a row changed by another program is nobody's grant. */
export function grantedStatement(store: string, row: MemberRow): Uint8Array {
  const { id, dossier, account, role, until, epoch, sealed, granter, at } = row;
  return frame(
    'juanzong/member/1',
    store,
    id,
    dossier,
    account,
    role,
    until ?? '',
    epoch,
    sealed,
    granter,
    at,
  );
}

/** What a row's seal says; null where it says another thing than the row. */
export function knowingOf(store: Store, row: MemberRow): Knowing | null {
  let parsed: ReturnType<typeof Sealed.safeParse>;
  try {
    parsed = Sealed.safeParse(store.members.open(row));
  } catch (error) {
    if (error instanceof AppError && (error.code === 'store_damaged' || error.code === 'not_found'))
      return null;
    throw error;
  }
  if (!parsed.success) return null;
  const { account, role, until, classes, purpose } = parsed.data;
  if (account !== row.account || role !== row.role || until !== row.until) return null;
  return { role, classes, purpose, until: row.until };
}

/**
 * The need-to-know list as the open account stands on it (知悉名单, E-03). What a grant says is sealed under the
 * dossier's key, and its readable columns in it: another program cannot give a role without that key.
 */
export class NeedToKnow {
  readonly #store: Store;
  readonly #account: AccountId;
  readonly #today: () => CivilDate;
  #rows: Map<DossierId, MemberRow> | null = null;
  readonly #opened = new Map<string, Knowing | null>();

  constructor(store: Store, keyring: OpenKeyring, today: () => CivilDate) {
    this.#store = store;
    this.#account = keyring.accountId;
    this.#today = today;
  }

  /** The running grant of the open account in a dossier it holds the key of, or null. */
  of(dossier: DossierId): Knowing | null {
    this.#rows ??= new Map(this.#store.members.ofAccount(this.#account).map((row) => [row.dossier, row]));
    const row = this.#rows.get(dossier);
    // A term ends by itself, also in the middle of a session.
    if (row === undefined || (row.until !== null && row.until < this.#today())) return null;
    let known = this.#opened.get(row.id);
    if (known === undefined) {
      known = knowingOf(this.#store, row);
      this.#opened.set(row.id, known);
    }
    return known;
  }

  /** After a grant was written, or one's own dossier made. */
  reload(): void {
    this.#rows = null;
  }
}
