import { Secret } from '../crypto/secret.ts';
import type { OpenKeyring } from '../keyring/open-keyring.ts';
import { renewKey } from '../store/renew-key.ts';

/** The row that tells of it. */
export const keyRenewed = {
  channel: 'people.leave',
  stage: 'result',
  outcome: 'ok',
  rule: 'B-S09',
  details: { database_key: 'renewed' },
} as const;

/**
 * Somebody left who knew the database key: before the store is opened it gets another (ADR 0195). Answers whether it
 * did. What cannot be done now (a full disk) is told, keeps nobody out, and is tried again by the next unlock.
 */
export async function renewIfDue(
  keyring: OpenKeyring,
  file: string,
  report: (error: unknown) => void,
): Promise<boolean> {
  if (!keyring.renewalDue) return false;
  const from = keyring.databaseKey.clone();
  const to = Secret.random();
  try {
    return await renewKey({
      file,
      store: keyring.storeId,
      from,
      to,
      recheck: () => keyring.recheck(),
      commit: () => keyring.renewDatabaseKey(to),
    });
  } catch (error) {
    report(error);
    // A keyring that was written all the same opens with the next unlock only: nothing is written under the old key.
    await keyring.recheck().catch(() => {
      throw error;
    });
    return false;
  } finally {
    from.destroy();
    to.destroy();
  }
}
