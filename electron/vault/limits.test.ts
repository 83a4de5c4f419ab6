import { execFile } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/file-layer.ts';

const run = promisify(execFile);
const folder = temporaryFolder('limits');
afterEach(folder.remove);

const modules = {
  vault: new URL('./vault.ts', import.meta.url).href,
};

/** Seals one object of each size in a process of its own and tells what each attempt came to. */
const program = `
  const { openVault } = await import(${JSON.stringify(modules.vault)});
  const [dir, ...sizes] = process.argv.slice(1);
  const vault = await openVault(dir);
  const kept = [];
  for (const size of sizes.map(Number)) {
    try {
      const object = await vault.seal([new Uint8Array(size).fill(7)]);
      kept.push(object);
      console.log('sealed');
    } catch (error) {
      console.log(error.code + ' ' + (error.params?.reason ?? ''));
    }
  }
  for (const object of kept) await vault.verify(object.id, object.key, object.rootTag);
  const findings = await vault.health(new Set(kept.map(({ id }) => id)));
  console.log(JSON.stringify({ whole: kept.length, findings: findings.map(({ code }) => code) }));
  process.exit(0);
`;

async function sealing(prefix: string, sizes: readonly number[], as?: { uid: number; gid: number }) {
  const node = [process.execPath, '--input-type=module', '-e', program, folder.dir, ...sizes.map(String)];
  const command = [prefix, 'exec "$@"'].filter(Boolean).join('; ');
  const { stdout } = await run('bash', ['-c', command, 'bash', ...node], { ...as });
  const lines = stdout.trim().split('\n');
  return {
    told: lines.slice(0, -1),
    end: JSON.parse(lines.at(-1) ?? '{}') as { whole: number; findings: string[] },
  };
}

describe.skipIf(process.platform === 'win32')('a disk that takes only part of a write', () => {
  // The kernel writes up to the limit, answers with the short count, and refuses the next call.
  it('is no sealed object; what was sealed before and after it is whole', async () => {
    mkdirSync(folder.dir, { recursive: true });
    const { told, end } = await sealing('ulimit -f 700', [40_000, 3_000_000, 100_000, 700 * 1024 - 300, 0]);
    expect(told).toEqual([
      'sealed',
      'disk_full EFBIG',
      'sealed',
      expect.stringMatching(/^disk_full/u),
      'sealed',
    ]);
    expect(end).toEqual({ whole: 3, findings: [] });
    expect(readdirSync(path.join(folder.dir, 'tmp'))).toEqual([]);
  }, 60_000);
});

/** Whether somebody else could run this checkout at all: a clone in root's own home cannot be entered. */
function othersMayEnter(place: string): boolean {
  const parent = path.dirname(place);
  return (statSync(place).mode & 0o005) === 0o005 && (parent === place || othersMayEnter(parent));
}

const canBeNobody =
  process.getuid?.() === 0 &&
  othersMayEnter(import.meta.dirname) &&
  othersMayEnter(path.dirname(process.execPath));

describe.skipIf(!canBeNobody)('a folder that may no longer be written, for a person who is not root', () => {
  const nobody = { uid: 65_534, gid: 65_534 };

  it('refuses in words and goes on when it may be written again', async () => {
    mkdirSync(folder.dir, { recursive: true });
    chownSync(folder.dir, nobody.uid, nobody.gid);
    const first = await sealing('', [50_000], nobody);
    expect(first.told).toEqual(['sealed']);
    chmodSync(path.join(folder.dir, 'tmp'), 0o500);
    const second = await sealing('', [50_000], nobody);
    expect(second.told).toEqual([expect.stringMatching(/^read_only E(ACCES|PERM)/u)]);
    chmodSync(path.join(folder.dir, 'tmp'), 0o700);
    const third = await sealing('', [50_000], nobody);
    expect(third.told).toEqual(['sealed']);
    // The first object is not among those this process knows: told as an orphan, never deleted.
    expect(third.end).toEqual({ whole: 1, findings: ['object_orphan'] });
  }, 60_000);
});
