import type { OpenKeyring } from '../keyring/open-keyring.ts';
import { endLapsedLeases } from '../services/people/leases.ts';
import { type Ended, renewKeys, sweepGrants } from '../services/people/sweep.ts';
import type { Store } from '../store/store.ts';
import type { Environment } from './environment.ts';
import type { Open } from './open.ts';

/** Before the session has its keys: terms that are over take their wraps with them, the session's own too. */
export function endWhatRanOut(store: Store, keyring: OpenKeyring, clock: Environment): Ended[] {
  return store.transaction(() => sweepGrants(store, keyring, clock.today(), clock.now().toISOString()));
}

/** What ended by itself is recorded (E-06), and what somebody knew who must not any longer gets a new key. */
export function settle(open: Open, ended: readonly Ended[], now: Date): void {
  for (const details of ended) {
    const facts = { channel: 'member.end', stage: 'single', outcome: 'ok', code: 'term' } as const;
    open.audit(now, { ...facts, rule: 'E-06', details: { ...details } });
  }
  renewKeys(open, now.toISOString());
  endLapsedLeases(open, now);
}
