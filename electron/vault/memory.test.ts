import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, ftruncateSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/file-layer.ts';

const folder = temporaryFolder('memory');
afterAll(folder.remove);

const mebibyte = 1024 * 1024;
/** A night run takes the size that was promised. */
const size = Number(process.env.JUANZONG_MEMORY_MIB ?? 384) * mebibyte;

// Seals a file of holes, checks and reads it back, removes it, and says the most that was ever resident.
const program = `
  const { openVault } = await import(${JSON.stringify(new URL('./vault.ts', import.meta.url).href)});
  const { fileSource } = await import(${JSON.stringify(new URL('../services/evidence/file-source.ts', import.meta.url).href)});
  const { readFileSync } = await import('node:fs');
  const [dir, file] = process.argv.slice(1);
  const vault = await openVault(dir);
  const object = await vault.seal((await fileSource(file, dir)).pieces);
  let read = 0;
  for await (const piece of vault.stream(object.id, object.key, object.rootTag, { lent: true })) read += piece.length;
  await vault.remove(object.id);
  const most = /VmHWM:\\s+(\\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))[1];
  console.log(JSON.stringify({ size: object.size, read, mostMiB: Math.round(most / 1024) }));
`;

describe.skipIf(!existsSync('/proc/self/status'))('a file larger than the memory', () => {
  it(`of ${size / mebibyte} MiB, is sealed and opened in memory that does not grow with it`, {
    timeout: 3_600_000,
  }, async () => {
    const file = join(folder.dir, 'holes');
    const descriptor = openSync(file, 'w');
    ftruncateSync(descriptor, size);
    closeSync(descriptor);
    const child = spawn(
      process.execPath,
      ['--input-type=module', '-e', program, join(folder.dir, 'vault'), file],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let said = '';
    child.stdout.on('data', (text) => (said += text));
    await once(child, 'close');
    const found = JSON.parse(said) as { size: number; read: number; mostMiB: number };
    expect(found).toMatchObject({ size, read: size });
    console.info(`${size / mebibyte} MiB: at most ${found.mostMiB} MiB resident`);
    // Some 300, of which 98 are there before anything is sealed: this child strips the types of its sources.
    expect(found.mostMiB).toBeLessThan(350);
  });
});
