// `npm run build | format | generate | kernel | dist`: one thing each, under our own Node.
import { build, main, run, SetupError, setUp, typeless } from './setup.mjs';

const [name, ...args] = process.argv.slice(2);

/** The agreements' index and schemas, then the store's snapshot and embedded migrations. */
async function generate(node) {
  for (const file of ['build/generate/main.ts', 'build/schema/generate.ts']) {
    const code = await run(node, [...typeless, file]);
    if (code !== 0) return code;
  }
  return 0;
}

const tasks = {
  build: (node) => build(node, { force: true }),
  format: (node) => run(node, ['node_modules/@biomejs/biome/bin/biome', 'format', '--write', '.']),
  generate,
  kernel: (node) => run(node, [...typeless, 'build/kernel/main.ts']),
  async dist(node) {
    await build(node, { force: true });
    return run(node, [...typeless, 'build/dist.ts', ...args]);
  },
};

main(async () => {
  const task = tasks[name];
  if (!task) throw new SetupError(`Unknown task ${name}: ${Object.keys(tasks).join(', ')}.`);
  return task(await setUp());
});
