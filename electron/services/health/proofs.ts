import { z } from 'zod';
import { ObjectId } from '../../../shared/model/ids.ts';
import { Instant } from '../../../shared/model/units.ts';
import type { Store } from '../../store/store.ts';

/** What the last reading of an object's every byte found. */
export interface Proof {
  at: string;
  /** Null where all was right. */
  code: 'object_damaged' | 'fingerprint_mismatch' | 'object_unread' | null;
}

const Page = z.record(
  ObjectId,
  z.tuple([Instant, z.enum(['object_damaged', 'fingerprint_mismatch', 'object_unread']).nullable()]),
);

/**
 * The proofs lie sealed under the store's key, in 256 pages by the first two digits of the id: a hundred thousand
 * objects are read in a moment, and a day's share rewrites what it touched.
 */
const pageName = (id: string): string => `proof/${id.slice(0, 2)}`;

export function readProofs(store: Store): Map<ObjectId, Proof> {
  const proofs = new Map<ObjectId, Proof>();
  for (const name of store.settings.names()) {
    if (!name.startsWith('proof/')) continue;
    const page = Page.safeParse(store.settings.get(name));
    // A page that is not ours proves nothing: its objects count as never proven.
    for (const [id, [at, code]] of Object.entries(page.data ?? {})) proofs.set(id as ObjectId, { at, code });
  }
  return proofs;
}

/** Notes new proofs; what is known of objects that are gone is dropped. One transaction. */
export function noteProofs(store: Store, news: ReadonlyMap<ObjectId, Proof>, at: string): void {
  const alive = new Set(store.objects.ids());
  const pages = Map.groupBy(news, ([id]) => pageName(id));
  store.transaction(() => {
    for (const [name, entries] of pages) {
      const page = Page.safeParse(store.settings.get(name)).data ?? {};
      for (const [id, proof] of entries) page[id] = [proof.at, proof.code];
      const kept = Object.entries(page).filter(([id]) => alive.has(id as ObjectId));
      store.settings.set(name, Object.fromEntries(kept), at);
    }
  });
}
