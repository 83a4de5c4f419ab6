type Flush = () => Promise<void> | void;

const resets = new Set<() => void>();
const flushes = new Set<Flush>();

/** Every store that holds content registers how to empty itself: nothing confidential outlives the lock. */
export function onReset(reset: () => void): void {
  resets.add(reset);
}

/** Registers what must be saved before the lock; returns how to withdraw it. */
export function onFlush(flush: Flush): () => void {
  flushes.add(flush);
  return () => flushes.delete(flush);
}

/** Saves every draft that is still being typed. */
export async function flushAll(): Promise<void> {
  await Promise.allSettled([...flushes].map(async (flush) => flush()));
}

/** Empties every store. Order: {@link flushAll} before it, or typed words are lost. */
export function resetAll(): void {
  for (const reset of resets) reset();
}
