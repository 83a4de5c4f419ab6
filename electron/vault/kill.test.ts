import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';
import { ObjectId } from '../../shared/model/ids.ts';
import { temporaryFolder } from '../../test/support/file-layer.ts';
import { Secret } from '../crypto/secret.ts';
import { openVault } from './vault.ts';

const folder = temporaryFolder('kill');
afterAll(folder.remove);

// Seals without end and says each object that is durable.
const program = `
  const { openVault } = await import(${JSON.stringify(new URL('./vault.ts', import.meta.url).href)});
  const vault = await openVault(process.argv[1]);
  const hex = (bytes) => Buffer.from(bytes).toString('hex');
  for (let i = 1; ; i += 1) {
    const object = await vault.seal([new Uint8Array(i * 40_000).fill(i)]);
    console.log([object.id, hex(object.key.bytes), hex(object.rootTag), object.size].join(' '));
  }
`;

async function killedAfter(ms: number): Promise<string[]> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, folder.dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => said.push(line));
  await once(lines, 'line');
  await new Promise((resolve) => setTimeout(resolve, ms));
  const gone = once(child, 'close');
  child.kill('SIGKILL');
  await gone;
  return said;
}

describe('a process killed while it seals', () => {
  it('loses nothing that was said to be sealed, and the rest is told', async () => {
    const known = new Set<ObjectId>();
    const vault = await openVault(folder.dir);
    for (const ms of [0, 13, 37, 61, 90]) {
      for (const line of await killedAfter(ms)) {
        const [id = '', key = '', root = '', size = ''] = line.split(' ');
        const object = ObjectId.parse(id);
        known.add(object);
        const secret = new Secret(Buffer.from(key, 'hex'));
        await vault.verify(object, secret, Buffer.from(root, 'hex'));
        const reader = await vault.open(object, secret, Buffer.from(root, 'hex'));
        expect(reader.size).toBe(Number(size));
        await reader.close();
      }
    }
    expect(known.size).toBeGreaterThanOrEqual(5);
    const findings = await vault.health(known);
    expect(findings.filter(({ severity }) => severity === 'block')).toEqual([]);
    for (const { code } of findings) expect(['object_orphan', 'object_unfinished']).toContain(code);
    const told = findings.flatMap(({ id }) => id ?? []);
    const onDisk = await vault.list();
    expect(onDisk.filter((id) => !known.has(id) && !told.includes(id))).toEqual([]);
  }, 60_000);
});
