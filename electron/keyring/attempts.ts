import { AppError } from '../../shared/model/errors.ts';
import type { Attempt } from './format.ts';

/** Failures before the first wait. */
export const FREE_ATTEMPTS = 5;
const FIRST_WAIT_S = 60;
const LONGEST_WAIT_S = 3600;

/** Seconds to wait after so many failures in a row: none before the fifth, then 60, 120, … 3600. */
export function waitAfter(failures: number): number {
  if (failures < FREE_ATTEMPTS) return 0;
  return Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** Math.min(30, failures - FREE_ATTEMPTS));
}

/**
 * Refuses an attempt that comes too early. A clock that went back begins the wait again: it never shortens
 * it, and cannot lock a person out for longer than one wait either.
 * @returns the attempt to store, with this one already counted as a failure: whoever kills the process while
 *   the password is being tried has used up the try
 * @throws {EarlyAttempt}
 */
export function beginAttempt(previous: Attempt | undefined, now: number): Attempt {
  const { failures, since } = previous ?? { failures: 0, since: 0 };
  const wait = waitAfter(failures);
  const elapsed = now < since ? 0 : (now - since) / 1000;
  if (elapsed < wait)
    throw new EarlyAttempt(Math.ceil(wait - elapsed), now < since ? { failures, since: now } : null);
  return { failures: failures + 1, since: now };
}

/** `wait_before_retry`, and what must be stored when the clock went back. */
export class EarlyAttempt extends AppError {
  readonly restart: Attempt | null;

  constructor(seconds: number, restart: Attempt | null) {
    super('wait_before_retry', { params: { retry_after_seconds: seconds } });
    this.restart = restart;
  }
}

/** The refusal of a wrong password. */
export function wrongPassword(failures: number): AppError {
  const wait = waitAfter(failures);
  return new AppError('wrong_password', {
    params: {
      attempts_left: Math.max(0, FREE_ATTEMPTS - failures),
      ...(wait > 0 ? { retry_after_seconds: wait } : {}),
    },
  });
}
