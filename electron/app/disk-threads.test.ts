import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

const counting = `
  import { readdirSync } from 'node:fs';
  import { pbkdf2 } from 'node:crypto';
  for (let i = 0; i < 40; i++) pbkdf2('a', 'b', 2000, 32, 'sha256', () => undefined);
  process.stdout.write(String(readdirSync('/proc/self/task').length));`;

it.runIf(process.platform === 'linux')('sixteen operations wait for the disk at once, not four', () => {
  const threads = (before: string) =>
    Number(
      execFileSync(process.execPath, ['--input-type=module', '-e', before + counting], {
        cwd: import.meta.dirname,
        env: {},
      }),
    );
  expect(threads(`import './disk-threads.ts';`) - threads('')).toBe(12);
});
