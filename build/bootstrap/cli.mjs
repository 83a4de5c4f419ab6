// `npm run -s cli -- <command>`: the command line from any folder, under any Node from 20 on.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { main, root, run, setUp, typeless } from './setup.mjs';

const args = process.argv.slice(2);

/** npm changes into the project's folder; file names are meant from where the person stands. */
function folder() {
  const from = process.env.INIT_CWD;
  const byNpm = process.env.npm_lifecycle_event === 'cli' && process.cwd() === root;
  return byNpm && from && existsSync(from) ? from : process.cwd();
}

/** A password's descriptor has to reach the command as well. */
function stdio() {
  const handed = [0, 1, 2];
  const at = args.findIndex((arg) => arg === '--password-fd' || arg.startsWith('--password-fd='));
  const number = at < 0 ? Number.NaN : Number(args[at].split('=')[1] ?? args[at + 1]);
  if (Number.isInteger(number) && number > 2 && number < 64) {
    for (let fd = 3; fd < number; fd += 1) handed[fd] = 'ignore';
    handed[number] = number;
  }
  return handed;
}

main(async () => {
  const node = await setUp();
  return run(node, [...typeless, path.join(root, 'electron/cli/main.ts'), ...args], {
    cwd: folder(),
    stdio: stdio(),
  });
});
