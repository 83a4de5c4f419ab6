import type { AccountId } from '../../shared/model/ids.ts';
import { toHex } from '../crypto/random.ts';
import type { Secret } from '../crypto/secret.ts';
import { sm2Wrap } from '../crypto/sm2.ts';
import { openProfile, sealProfile } from './account.ts';
import { type Body, damaged, isActive } from './format.ts';

/** The newest key of an account, null where nobody vouches for it; and of the newest papers. */
interface PublicKeys {
  of(id: AccountId): Uint8Array | null;
  papers: Uint8Array | null;
}

/**
 * The body under another database key. Who may not unlock gets no wrap: neither who left nor who is disabled nor a key
 * that nobody vouches for.
 * @throws AppError `store_damaged` where the papers' key is not trusted: they must open what comes
 */
export function renewedBody(
  { renew: _done, ...body }: Body,
  keys: PublicKeys,
  { from, to }: { from: Secret; to: Secret },
): Body {
  const { papers } = keys;
  if (papers === null) throw damaged('keyring_untrusted');
  const newest = toHex(papers);
  return {
    ...body,
    generation: body.generation + 1,
    accounts: body.accounts.map((account) => {
      const profile = sealProfile(body.store, account.id, openProfile(body.store, account, from), to);
      if (account.access === null) return { ...account, profile };
      const key = isActive(account) ? keys.of(account.id) : null;
      const databaseWrap = key === null ? '' : toHex(sm2Wrap(key, to));
      return { ...account, profile, access: { ...account.access, databaseWrap } };
    }),
    recovery: body.recovery.map((one) => ({
      ...one,
      databaseWrap: one.publicKey === newest ? toHex(sm2Wrap(papers, to)) : null,
    })),
  };
}
