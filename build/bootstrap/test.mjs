// `npm test`: everything, step by step, each named; the last line is `N passed, N failed` over all of them.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build, main, root, run, say, setUp, typeless } from './setup.mjs';
import { ensureChromium, hasChromium, onPath } from './tools.mjs';

const long = process.argv.includes('--long');
const endToEnd = !process.argv.includes('--no-e2e');
const results = path.join(root, 'out/test');
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const env = { JUANZONG_LONG: long ? '1' : '', FORCE_COLOR: process.stdout.isTTY ? '1' : '0' };

function count(name, { passed, failed, skipped = 0 }, started) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  if (failed > 0) failures.push(name);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  say(
    `── ${name}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''} (${seconds} s)`,
  );
}

/** A step that is one fact: it passes or it fails. */
async function step(name, work) {
  say(`\n── ${name}`);
  const started = Date.now();
  let ok = false;
  try {
    ok = await work();
  } catch (error) {
    say(error.message);
  }
  count(name, { passed: ok ? 1 : 0, failed: ok ? 0 : 1 }, started);
  return ok;
}

/** A step whose tool counts for itself into a file. No file, or a failure that no test accounts for, is one. */
async function counted(name, file, work, read) {
  say(`\n── ${name}`);
  const started = Date.now();
  rmSync(file, { force: true });
  const code = await work();
  const sum = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 1 };
  if (code !== 0 && sum.failed === 0) sum.failed = 1;
  count(name, sum, started);
}

const tools = [
  ['chromium', hasChromium],
  ['qpdf', () => onPath('qpdf')],
  ['openssl', () => onPath('openssl')],
  ['pdftotext', () => onPath('pdftotext')],
];

/** In CI a missing tool is a failure; elsewhere the tests that need it are skipped and it is said. */
async function checkTools() {
  ensureChromium();
  const missing = tools.filter(([, has]) => !has()).map(([name]) => name);
  if (process.env.CI) {
    await step('outside tools', () => {
      if (missing.length > 0) say(`missing: ${missing.join(', ')}`);
      return missing.length === 0;
    });
  } else if (missing.length > 0) {
    say(`Not installed: ${missing.join(', ')}. The tests that need them are skipped (they fail in CI).`);
  }
}

function unit(node, name, args, extra = {}) {
  const file = path.join(results, `${name.replace(/\W+/g, '-')}.json`);
  const report = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  return counted(
    name,
    file,
    () =>
      run(node, [...typeless, 'node_modules/vitest/vitest.mjs', 'run', ...report, ...args], {
        env: { ...env, ...extra },
      }),
    ({ numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites, testResults }) => {
      // A file that does not even load has no test to fail in.
      const unloaded = testResults.filter(
        (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
      );
      const failed = numFailedTests + unloaded.length;
      return {
        passed: numPassedTests,
        failed: failed || (numFailedTestSuites ? 1 : 0),
        skipped: numPendingTests,
      };
    },
  );
}

/** The titles of tests that failed and then passed. */
function flaky(suites) {
  return suites.flatMap((suite) => [
    ...suite.specs
      .filter((spec) => spec.tests.some((test) => test.status === 'flaky'))
      .map((spec) => `${spec.file}:${spec.line} ${spec.title}`),
    ...flaky(suite.suites ?? []),
  ]);
}

function browser(node) {
  const file = path.join(results, 'end-to-end.json');
  return counted(
    'end to end',
    file,
    () =>
      run(node, [...typeless, 'node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'], {
        env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
      }),
    ({ stats, errors, suites }) => {
      for (const title of flaky(suites)) say(`Passed only when tried again: ${title}`);
      return {
        passed: stats.expected + stats.flaky,
        failed: stats.unexpected + (stats.unexpected === 0 ? errors.length : 0),
        skipped: stats.skipped,
      };
    },
  );
}

main(async () => {
  const node = await setUp();
  mkdirSync(results, { recursive: true });
  await checkTools();
  const tool = (...args) => run(node, [...typeless, ...args], { env }).then((code) => code === 0);
  await step('format', () => tool('node_modules/@biomejs/biome/bin/biome', 'format', '.'));
  await step('lint', () => tool('node_modules/oxlint/bin/oxlint', '--type-aware', '--max-warnings=0'));
  for (const layer of ['shared', 'electron', 'renderer', 'build', 'test']) {
    await step(`types of ${layer}`, () => tool('node_modules/typescript/bin/tsc', '-p', layer));
  }
  await unit(node, 'unit and integration', [], { TZ: 'UTC' });
  for (const zone of ['Asia/Shanghai', 'America/Los_Angeles']) {
    await unit(node, `dates under ${zone}`, ['shared/calendar', 'shared/engine', 'test/definitions'], {
      TZ: zone,
    });
  }
  const built = await step('build', async () => {
    await build(node);
    return true;
  });
  if (endToEnd && built) {
    if (hasChromium()) await browser(node);
    else if (!process.env.CI) say('No Chromium: the end-to-end tests are skipped.');
  }
  if (failures.length > 0) say(`\nFailed: ${failures.join(', ')}`);
  if (total.skipped > 0) say(`${total.skipped} skipped`);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  return total.failed > 0 ? 1 : 0;
});
