// `npm run bench`: builds when stale, then measures what a person waits for.
import { build, main, run, SetupError, setUp, typeless } from './setup.mjs';
import { ensureChromium } from './tools.mjs';

main(async () => {
  const node = await setUp();
  const problem = ensureChromium();
  if (problem) throw new SetupError(problem);
  await build(node);
  return run(node, [...typeless, 'test/bench/run.ts', ...process.argv.slice(2)]);
});
