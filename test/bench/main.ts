import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type BenchName, benches } from './bench.ts';
import { describeMachine } from './machine.ts';
import type { Order, Told } from './one.ts';
import { markdown, type Report, type Result, table } from './report.ts';
import { leastRounds } from './rounds.ts';

const usage = `npm run bench -- [name …] [options]

  ${benches.join(', ')}   which ones; all where none is named
  --rounds N   rounds of each measurement, ${leastRounds} or more (7)
  --full       the large sizes as well
  --json       the report as JSON on stdout, the tables on stderr
  --markdown   the tables as docs/benchmarks.md has them

The report is also written to out/bench/report.json. Exit: 0, 1 = a benchmark failed, 2 = wrong usage.
`;

interface Asked {
  names: readonly BenchName[];
  rounds: number;
  full: boolean;
  json: boolean;
  markdown: boolean;
}

class UsageError extends Error {}

function ask(argv: readonly string[]): Asked | 'help' {
  const { values, positionals } = parse(argv);
  if (values.help) return 'help';
  const unknown = positionals.find((name) => !isBench(name));
  if (unknown !== undefined) throw new UsageError(`no benchmark ${unknown}`);
  const rounds = Number(values.rounds ?? 7);
  if (!Number.isSafeInteger(rounds) || rounds < leastRounds) {
    throw new UsageError(`--rounds: a number from ${leastRounds} on`);
  }
  const { full = false, json = false, markdown: asMarkdown = false } = values;
  const named = benches.filter((name) => positionals.includes(name));
  return { names: named.length > 0 ? named : benches, rounds, full, json, markdown: asMarkdown };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        rounds: { type: 'string' },
        full: { type: 'boolean' },
        json: { type: 'boolean' },
        markdown: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function isBench(name: string): name is BenchName {
  return (benches as readonly string[]).includes(name);
}

let running: ChildProcess | undefined;
let stopped = false;

function runOne(order: Order): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(import.meta.dirname, 'one.ts'), [JSON.stringify(order)], {
      execArgv: ['--disable-warning=ExperimentalWarning', '--expose-gc'],
      stdio: ['ignore', 2, 2, 'ipc'],
    });
    running = child;
    let result: Result | undefined;
    child.on('message', (told: Told) => {
      if ('result' in told) result = told.result;
      else progress(`${order.name}: ${told.progress}`);
    });
    child.once('exit', (code, signal) => {
      running = undefined;
      progress('');
      if (result !== undefined && code === 0) resolve(result);
      else reject(new Error(`${order.name} ended (${code ?? signal})`));
    });
  });
}

/** One line that is written over; only where somebody watches. */
function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}

async function main(asked: Asked): Promise<number> {
  const say = (text: string): void => void (asked.json ? process.stderr : process.stdout).write(`${text}\n`);
  const machine = describeMachine();
  const show = asked.markdown ? markdown : table;
  say(
    `${machine.system}, ${machine.cores} × ${machine.processor}, ${machine.memoryGiB} GiB; Node ${machine.node}, ` +
      `Chromium ${machine.chromium ?? '–'}, OpenSSL ${machine.openssl ?? '–'}, poppler ${machine.poppler ?? '–'}, ${machine.disk}; ` +
      `load ${machine.load}`,
  );
  const results: Result[] = [];
  let failed = 0;
  for (const name of asked.names) {
    if (stopped) break;
    try {
      const result = await runOne({ name, rounds: asked.rounds, full: asked.full });
      results.push(result);
      say(`\n── ${name} (${result.seconds} s, load ${result.load.join(' → ')})`);
      for (const group of result.groups) say(`\n${show(group)}`);
    } catch (error) {
      failed += 1;
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
  const report: Report = { format: 'juanzong-bench-1', at: new Date().toISOString(), machine, results };
  const folder = path.resolve(import.meta.dirname, '../../out/bench');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  if (asked.json) process.stdout.write(`${JSON.stringify(report)}\n`);
  return failed > 0 ? 1 : 0;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stopped = true;
    running?.kill('SIGTERM');
  });
}

try {
  const asked = ask(process.argv.slice(2));
  if (asked === 'help') process.stdout.write(usage);
  else process.exitCode = await main(asked);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}
