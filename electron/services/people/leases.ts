import { AppError } from '../../../shared/model/errors.ts';
import { LeaseId } from '../../../shared/model/ids.ts';
import { administrators, type MachineRole } from '../../../shared/model/policy.ts';
import type { Open } from '../../app/open.ts';
import { frame } from '../../crypto/frame.ts';
import { randomId } from '../../crypto/random.ts';
import type { OpenKeyring } from '../../keyring/open-keyring.ts';
import type { LeaseRow } from '../../store/leases.ts';
import type { Store } from '../../store/store.ts';

/** After the set-up its first person makes the accounts of the others without anybody to ask. */
const foundingMs = 7 * 24 * 3600 * 1000;

/** Why the rights of an administrator may be used now, and until when; null where they may not (E-06). */
export type Footing =
  | { by: 'founding'; until: string }
  /** Nobody else is there who could approve. */
  | { by: 'alone'; until: null }
  | { by: 'lease'; until: string }
  | null;

/** Signed by whoever grants it. */
function leaseStatement(store: string, row: Pick<LeaseRow, 'id' | 'account' | 'role' | 'until'>): Uint8Array {
  return frame('juanzong/lease/1', store, row.id, row.account, row.role, row.until ?? '');
}

function isAdministrator(role: string): role is MachineRole {
  return administrators.some((one) => one === role);
}

/** The leases of the store, and on which footing the open account uses its rights. */
export class Leases {
  readonly #store: Store;
  readonly #keyring: OpenKeyring;
  readonly #now: () => Date;
  #rows: LeaseRow[] | null = null;
  /** Rows whose signature was found right: a check costs 4 ms. */
  readonly #checked = new Map<string, boolean>();

  constructor(store: Store, keyring: OpenKeyring, now: () => Date) {
    this.#store = store;
    this.#keyring = keyring;
    this.#now = now;
  }

  footing(): Footing {
    const { accountId, role } = this.#keyring;
    if (!isAdministrator(role)) return null;
    const others = this.#keyring
      .accounts()
      .some((each) => each.id !== accountId && each.state === 'active' && isAdministrator(each.role));
    if (!others) return { by: 'alone', until: null };
    const now = this.#now().toISOString();
    const founded = new Date(Date.parse(this.#store.createdAt) + foundingMs).toISOString();
    if (this.#keyring.isRoot && now >= this.#store.createdAt && now < founded)
      return { by: 'founding', until: founded };
    const row = this.rows().find((each) => each.account === accountId && this.runs(each));
    return row?.until == null ? null : { by: 'lease', until: row.until };
  }

  /** Newest first. */
  rows(): readonly LeaseRow[] {
    this.#rows ??= this.#store.leases.list();
    return this.#rows;
  }

  /** Whether a lease runs now: granted by another administrator, begun, not over and not handed back. */
  runs(row: LeaseRow): boolean {
    const now = this.#now().toISOString();
    // A clock that stands before the grant gives nothing.
    return (
      row.endedAt === null &&
      row.until !== null &&
      row.decidedAt !== null &&
      row.decidedAt <= now &&
      now < row.until &&
      this.#granted(row)
    );
  }

  #granted(row: LeaseRow): boolean {
    const known = this.#checked.get(row.id);
    if (known !== undefined) return known;
    const { decidedBy, signature } = row;
    const by = this.#keyring.accounts().find(({ id }) => id === decidedBy);
    const asks = this.#keyring.accounts().find(({ id }) => id === row.account);
    const right =
      by !== undefined &&
      asks !== undefined &&
      by.id !== row.account &&
      asks.role === row.role &&
      isAdministrator(by.role) &&
      signature !== null &&
      this.#keyring.verify(by.id, signature, leaseStatement(this.#store.id, row));
    this.#checked.set(row.id, right);
    return right;
  }

  reload(): void {
    this.#rows = null;
    this.#checked.clear();
  }
}

/** Asks for the rights of one's own role, for some hours. @throws AppError `forbidden` for who has none to ask for */
export function askForLease(open: Open, wanted: { hours: number; reason: string }, at: string): LeaseId {
  const { role } = open.keyring;
  if (!isAdministrator(role)) throw new AppError('forbidden', { rule: 'E-06' });
  const waits = open.leases
    .rows()
    .some((row) => row.account === open.account && (open.leases.runs(row) || row.decidedAt === null));
  if (waits) throw new AppError('conflict', { rule: 'E-06' });
  const id = LeaseId.parse(randomId());
  open.store.leases.ask({ id, account: open.account, role, at, ...wanted });
  open.leases.reload();
  return id;
}

/**
 * Grants or refuses what another administrator asked for; the term begins now.
 * @throws AppError `forbidden` B-S16 for one's own, `not_found` for one that does not wait
 */
export function decideLease(open: Open, id: LeaseId, grant: boolean, now: Date): LeaseRow {
  const row = open.leases.rows().find((each) => each.id === id);
  if (row === undefined || row.decidedAt !== null) throw new AppError('not_found');
  if (row.account === open.account || !isAdministrator(open.keyring.role)) {
    throw new AppError('forbidden', { rule: 'B-S16' });
  }
  const until = grant ? new Date(now.getTime() + row.hours * 3_600_000).toISOString() : null;
  const decided = { ...row, until };
  const signature = grant ? open.keyring.sign(leaseStatement(open.store.id, decided)) : null;
  open.store.leases.decide(id, {
    decidedBy: open.account,
    decidedAt: now.toISOString(),
    until,
    signature,
  });
  open.leases.reload();
  return decided;
}

/** Hands one's own lease back. @throws AppError `not_found` for one that does not run */
export function returnLease(open: Open, id: LeaseId, at: string): void {
  const row = open.leases.rows().find((each) => each.id === id && each.account === open.account);
  if (row === undefined || !open.leases.runs(row)) throw new AppError('not_found');
  open.store.leases.end(id, at, open.account);
  open.leases.reload();
}

/** E-06: what has run out is ended and recorded, at anybody's unlock. */
export function endLapsedLeases(open: Open, now: Date): void {
  const at = now.toISOString();
  for (const row of open.leases.rows()) {
    if (row.endedAt !== null || row.until === null || row.until > at) continue;
    open.store.transaction(() => {
      open.store.leases.end(row.id, at, 'term');
      open.audit(now, {
        channel: 'lease.return',
        stage: 'single',
        outcome: 'ok',
        code: 'term',
        rule: 'E-06',
        details: { lease: row.id, account: row.account },
      });
    });
  }
  open.leases.reload();
}
