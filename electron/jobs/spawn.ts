import { Worker, type ResourceLimits, type Transferable } from 'node:worker_threads';

export interface SpawnOptions {
  /** A foreign file must not take the machine's memory: V8 ends the worker beyond these. */
  resourceLimits?: ResourceLimits;
  transferList?: Transferable[];
}

/**
 * Starts the worker `electron/jobs/workers/<name>.worker.ts`. From the sources Node strips the types; in the
 * bundle main lies at `out/main/main.mjs` and its workers at `out/main/workers/<name>.worker.mjs`.
 */
export function spawnWorker(name: string, workerData: unknown, options: SpawnOptions = {}): Worker {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new RangeError('spawnWorker: name');
  return new Worker(workerUrl(name, import.meta.url), {
    workerData,
    // Nothing of the environment or of the command line is a worker's business.
    env: {},
    argv: [],
    // A program that was given as text (`node --input-type=module -e`) is not a worker's either; Node refuses it.
    ...(process.execArgv.includes('-e') ? { execArgv: [] } : {}),
    resourceLimits: options.resourceLimits,
    transferList: options.transferList,
  });
}

/** Where a worker lies, seen from the module that starts it. */
export function workerUrl(name: string, from: string): URL {
  const file = from.endsWith('.ts') ? `./workers/${name}.worker.ts` : `./workers/${name}.worker.mjs`;
  return new URL(file, from);
}
