import { and, desc, eq } from 'drizzle-orm';
import type { AccountId, DossierId } from '../../shared/model/ids.ts';
import type { DestructionId, DestructionState } from '../../shared/model/retention.ts';
import type { CivilDate } from '../../shared/model/units.ts';
import type { Ground } from './repository.ts';
import { destruction } from './schema.ts';
import { asBuffer, openJson, sealJson } from './sealing.ts';

/** One row of the 销毁清册, from the request on. */
export interface DestructionRow {
  id: DestructionId;
  dossier: DossierId;
  /** How far the dossier's rows had come when it was asked for. */
  mark: string;
  requestedBy: AccountId;
  requestedAt: string;
  /** What the list says; the shape is the caller's to check. */
  facts: unknown;
  signature: Uint8Array;
  state: DestructionState;
  decidedBy: AccountId | null;
  decidedAt: string | null;
  answer: { on: CivilDate; reason: string } | null;
  decidedSignature: Uint8Array | null;
  recall: string | null;
}

export interface Destructions {
  /** A request; one a dossier waits at a time. */
  ask(
    row: Pick<
      DestructionRow,
      'id' | 'dossier' | 'mark' | 'requestedBy' | 'requestedAt' | 'facts' | 'signature'
    >,
  ): void;
  /** Decides a request once; `destroyed` names the recall that took the dossier away. */
  decide(
    id: DestructionId,
    decision: {
      state: Exclude<DestructionState, 'asked'>;
      decidedBy: AccountId;
      decidedAt: string;
      answer: { on: CivilDate; reason: string };
      signature: Uint8Array;
      recall: string | null;
    },
  ): void;
  get(id: DestructionId): DestructionRow | null;
  /** The request of a dossier that waits. */
  waiting(dossier: DossierId): DestructionRow | null;
  /** Newest first. */
  list(): DestructionRow[];
}

/** 销毁清册 (E-12): sealed under the store's key, since it is read when the dossier's key is gone. */
export function destructions({ db, store, storeKeys }: Ground): Destructions {
  const place = (row: string, noun: string, epoch: number) => ({
    store,
    dossier: 'store',
    noun,
    row,
    version: 1,
    epoch,
  });
  const toRow = (row: typeof destruction.$inferSelect): DestructionRow => {
    const { epoch, sealed, answerEpoch, answerSealed, ...rest } = row;
    return {
      ...rest,
      id: row.id as DestructionId,
      dossier: row.dossier as DossierId,
      requestedBy: row.requestedBy as AccountId,
      decidedBy: row.decidedBy as AccountId | null,
      facts: openJson(storeKeys.of(epoch).bytes, place(row.id, 'destruction', epoch), sealed),
      answer:
        answerEpoch === null || answerSealed === null
          ? null
          : (openJson(
              storeKeys.of(answerEpoch).bytes,
              place(row.id, 'destruction-answer', answerEpoch),
              answerSealed,
            ) as DestructionRow['answer']),
    };
  };
  return {
    ask({ facts, signature, ...row }) {
      const { epoch } = storeKeys;
      const sealed = sealJson(storeKeys.current().bytes, place(row.id, 'destruction', epoch), facts);
      db.insert(destruction)
        .values({ ...row, state: 'asked', epoch, sealed, signature: asBuffer(signature) })
        .run();
    },
    decide(id, { answer, signature, ...decision }) {
      const { epoch: answerEpoch } = storeKeys;
      const where = place(id, 'destruction-answer', answerEpoch);
      const answerSealed = sealJson(storeKeys.current().bytes, where, answer);
      db.update(destruction)
        .set({ ...decision, answerEpoch, answerSealed, decidedSignature: asBuffer(signature) })
        .where(eq(destruction.id, id))
        .run();
    },
    get(id) {
      const row = db.select().from(destruction).where(eq(destruction.id, id)).get();
      return row === undefined ? null : toRow(row);
    },
    waiting(dossier) {
      const asked = and(eq(destruction.dossier, dossier), eq(destruction.state, 'asked'));
      const row = db.select().from(destruction).where(asked).get();
      return row === undefined ? null : toRow(row);
    },
    list: () => db.select().from(destruction).orderBy(desc(destruction.requestedAt)).all().map(toRow),
  };
}
