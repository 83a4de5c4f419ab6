import type { Group } from './rounds.ts';

/** What a benchmark is given. */
export interface Context {
  /** A throw-away folder of its own; stores, documents and copies live and die in it. */
  readonly folder: string;
  /** The sizes that take longer than a few minutes. */
  readonly full: boolean;
  /** Measures a group and tells it; `rounds` caps what was asked for, where one round takes seconds. */
  measure(group: Group, rounds?: number): Promise<void>;
  /** Something that could not be measured here, and why. */
  skip(title: string, why: string): void;
  /** Ends with the benchmark, last first, whether it succeeded or not. */
  defer(end: () => Promise<void> | void): void;
}

export interface Bench {
  readonly about: string;
  run(context: Context): Promise<void>;
}

export const benches = ['start', 'read', 'pdf', 'engine', 'vault', 'store', 'audit', 'archive'] as const;
export type BenchName = (typeof benches)[number];

/** Loads one benchmark alone: another one's imports are not in its memory. */
export async function loadBench(name: BenchName): Promise<Bench> {
  const { bench } = (await import(`./${name}.bench.ts`)) as { bench: Bench };
  return bench;
}
