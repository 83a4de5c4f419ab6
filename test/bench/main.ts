import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type BenchName, benches } from './bench.ts';
import { describeMachine } from './machine.ts';
import { leastRounds } from './measure.ts';
import type { Order, Told } from './one.ts';
import { markdown, type Report, type Result, table } from './report.ts';

/**
 * `npm run bench [-- <name> …] [--rounds N] [--full] [--markdown]`: each benchmark in a process of its own, one
 * after the other. Tables on stdout, the whole of it in out/bench/report.json. Nothing is judged here: a loaded
 * machine would be.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '9' },
    full: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const unknown = positionals.filter((name) => !benches.some((known) => known === name));
if (unknown.length > 0 || !Number.isInteger(rounds) || rounds < leastRounds) {
  process.stderr.write(
    `usage: bench [${benches.join(' | ')} …] [--rounds ${leastRounds}…] [--full] [--markdown]\n`,
  );
  process.exit(2);
}

function runOne(order: Order): Promise<Result | undefined> {
  return new Promise((resolve) => {
    const child = fork(path.join(import.meta.dirname, 'one.ts'), [JSON.stringify(order)], {
      execArgv: process.execArgv,
    });
    let result: Result | undefined;
    child.on('message', (told: Told) => {
      if ('result' in told) result = told.result;
      else process.stderr.write(`\r\u001b[K${told.progress}`);
    });
    child.on('exit', () => {
      process.stderr.write('\r\u001b[K');
      resolve(result);
    });
  });
}

const chosen = benches.filter((name) => positionals.length === 0 || positionals.includes(name));
const results: Result[] = [];
const failed: BenchName[] = [];
for (const name of chosen) {
  const result = await runOne({ name, rounds, full: values.full });
  if (!result) {
    failed.push(name);
    continue;
  }
  results.push(result);
  const write = values.markdown ? markdown : table;
  for (const group of result.groups) process.stdout.write(`${write(group)}\n\n`);
}

const report: Report = {
  format: 'juanzong-bench-1',
  at: new Date().toISOString(),
  machine: describeMachine(),
  results,
};
const folder = path.resolve(import.meta.dirname, '../../out/bench');
mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
if (failed.length > 0) process.stderr.write(`failed: ${failed.join(', ')}\n`);
process.exit(failed.length > 0 ? 1 : 0);
