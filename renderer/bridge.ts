import type { Bridge } from '../shared/ipc/bridge.ts';
import type { ErrorCode, Refusal, Result } from '../shared/model/errors.ts';
import type { Matter } from './stores/approvals.ts';
import { useRefusal } from './stores/refusal.ts';

declare global {
  interface Window {
    readonly juanzong: Bridge;
  }
}

/** The only way from the page to the main process. */
export function bridge(): Bridge {
  return window.juanzong;
}

/**
 * Awaits an answer: its value, or undefined after the refusal has been shown. A cancelled call and a lock are
 * not shown (the person did the one, the entry screen says the other); `quiet` codes are the caller's.
 */
export async function call<T>(
  answer: Promise<Result<T>>,
  quiet: readonly ErrorCode[] = [],
): Promise<T | undefined> {
  const result = await settle(answer);
  if (result.ok) return result.value;
  const silent: readonly ErrorCode[] = ['cancelled', 'locked', ...quiet];
  if (!silent.includes(result.code)) showRefusal(result);
  return undefined;
}

/** Awaits an answer as data; a broken connection is an `internal` refusal, never an exception. */
export async function settle<T>(answer: Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await answer;
  } catch {
    return { ok: false, code: 'internal' };
  }
}

/** @param matter what was to be handed over to a third party: the refusal then leads to a request */
export function showRefusal(refusal: Refusal, matter: Matter | null = null): void {
  useRefusal.getState().show(refusal, matter);
}

/** A fresh job id in the form of the contract. */
export function newJob(): string {
  return crypto.randomUUID().replaceAll('-', '');
}
