// `npm run bench [-- name …]`: measures, each thing against a named peer in the same run. It never fails on time.
import { build, main, run, setUp, typeless } from './setup.mjs';
import { ensureChromium } from './tools.mjs';

const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith('-') && !/^\d+$/.test(arg));
/** These start the built application in a browser. */
const needsBrowser = names.length === 0 || names.some((name) => ['start', 'pdf'].includes(name));

main(async () => {
  const node = await setUp();
  if (needsBrowser && !args.includes('--help') && !args.includes('-h')) {
    // Without a browser the rest is still measured, and it is said what was not.
    ensureChromium();
    await build(node);
  }
  return run(node, [...typeless, 'test/bench/main.ts', ...args]);
});
