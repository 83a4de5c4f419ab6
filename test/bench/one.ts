import '../../electron/app/disk-threads.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BenchName, type Context, loadBench } from './bench.ts';
import { currentLoad } from './machine.ts';
import { leastRounds, measure, type Outcome } from './rounds.ts';
import type { Result } from './report.ts';

/** What the process of one benchmark is told, as JSON in its first argument. */
export interface Order {
  name: BenchName;
  rounds: number;
  full: boolean;
}

/** What it tells its parent. */
export type Told = { progress: string } | { result: Result };

// A process of its own for each benchmark: one's heap, threads and compiled code are not another's.
const order = JSON.parse(process.argv[2] ?? '{}') as Order;
const folder = mkdtempSync(path.join(tmpdir(), `juanzong-bench-${order.name}-`));
const ends: (() => Promise<void> | void)[] = [];
const groups: Outcome[] = [];

function tell(told: Told): void {
  process.send?.(told);
}

const context: Context = {
  folder,
  full: order.full,
  async measure(group, most = Number.MAX_SAFE_INTEGER) {
    const rounds = Math.max(leastRounds, Math.min(order.rounds, most));
    groups.push(
      await measure(group, rounds, (done, total) => tell({ progress: `${group.title}: ${done}/${total}` })),
    );
  },
  skip(title, why) {
    groups.push({ title, rounds: 0, rows: [], notes: [`Not measured: ${why}.`] });
  },
  defer: (end) => void ends.push(end),
};

async function run(): Promise<void> {
  const start = performance.now();
  const before = currentLoad();
  try {
    const bench = await loadBench(order.name);
    await bench.run(context);
  } finally {
    for (const end of ends.toReversed()) await Promise.resolve(end()).catch(() => undefined);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  const seconds = Math.round((performance.now() - start) / 1000);
  tell({ result: { name: order.name, seconds, load: [before, currentLoad()], groups } });
}

// Whoever ends the benchmark wants its folder gone as well.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    process.exit(130);
  });
}

await run();
process.disconnect?.();
