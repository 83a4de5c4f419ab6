import { desc, eq } from 'drizzle-orm';
import type { AccountId, LeaseId } from '../../shared/model/ids.ts';
import type { MachineRole } from '../../shared/model/policy.ts';
import type { Ground } from './repository.ts';
import { lease } from './schema.ts';
import { asBuffer, openJson, sealJson } from './sealing.ts';

/** One lease of administrator rights (B-S16, E-06), from asking to its end. */
export interface LeaseRow {
  id: LeaseId;
  account: AccountId;
  role: MachineRole;
  /** For how many hours it is asked. */
  hours: number;
  reason: string;
  at: string;
  decidedBy: AccountId | null;
  decidedAt: string | null;
  /** When it ends by itself; null before it is granted, and where it was refused. */
  until: string | null;
  signature: Uint8Array | null;
  endedAt: string | null;
  endedBy: AccountId | 'term' | null;
}

export interface Leases {
  ask(row: Pick<LeaseRow, 'id' | 'account' | 'role' | 'hours' | 'reason' | 'at'>): void;
  decide(id: LeaseId, decision: Pick<LeaseRow, 'decidedBy' | 'decidedAt' | 'until' | 'signature'>): void;
  end(id: LeaseId, at: string, by: AccountId | 'term'): void;
  /** Newest first. */
  list(): LeaseRow[];
}

export function leases({ db, store, storeKeys }: Ground): Leases {
  const place = (row: string, epoch: number) => ({
    store,
    dossier: 'store',
    noun: 'lease',
    row,
    version: 1,
    epoch,
  });
  return {
    ask({ reason, ...row }) {
      const { epoch } = storeKeys;
      const sealed = sealJson(storeKeys.current().bytes, place(row.id, epoch), reason);
      db.insert(lease)
        .values({ ...row, epoch, sealed })
        .run();
    },
    decide(id, { signature, ...decision }) {
      db.update(lease)
        .set({ ...decision, signature: signature === null ? null : asBuffer(signature) })
        .where(eq(lease.id, id))
        .run();
    },
    end(id, endedAt, endedBy) {
      db.update(lease).set({ endedAt, endedBy }).where(eq(lease.id, id)).run();
    },
    list: () =>
      db
        .select()
        .from(lease)
        .orderBy(desc(lease.at))
        .all()
        .map(({ epoch, sealed, ...row }) => ({
          ...row,
          id: row.id as LeaseId,
          account: row.account as AccountId,
          role: row.role as MachineRole,
          decidedBy: row.decidedBy as AccountId | null,
          endedBy: row.endedBy as AccountId | 'term' | null,
          reason: String(openJson(storeKeys.of(epoch).bytes, place(row.id, epoch), sealed)),
        })),
  };
}
