import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ObjectId } from '../../shared/model/ids.ts';
import { recordingLayer, systemError, temporaryFolder } from '../../test/support/file-layer.ts';
import { randomId } from '../crypto/random.ts';
import { replaceFile, toAppError } from './file-layer.ts';
import { openVault } from './vault.ts';

const folders: { remove: () => void }[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

function folder(): string {
  const made = temporaryFolder('durable');
  folders.push(made);
  return made.dir;
}

const plain = new Uint8Array(300_000).fill(5);

function filesOf(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
}

describe('sealing is durable before it resolves', () => {
  it('writes, syncs, renames, syncs the folder: in this order', async () => {
    const dir = folder();
    const { layer, seen } = recordingLayer(dir);
    const vault = await openVault(dir, layer);
    seen.length = 0;
    await vault.seal([plain]);
    expect(seen).toEqual([
      'create tmp/<id>.part',
      'write tmp/<id>.part',
      'fsync tmp/<id>.part',
      'rename objects/<xx>/<id>.jzv',
      'fsyncdir objects/<xx>',
      'fsyncdir objects',
    ]);
  });

  it('a removal is synced too', async () => {
    const dir = folder();
    const { layer, seen } = recordingLayer(dir);
    const vault = await openVault(dir, layer);
    const { id } = await vault.seal([plain]);
    seen.length = 0;
    await vault.remove(id);
    expect(seen).toEqual(['unlink objects/<xx>/<id>.jzv', 'fsyncdir objects/<xx>']);
  });
});

describe('a failing disk', () => {
  const operations = ['create', 'write', 'fsync', 'rename', 'fsyncdir'];
  const codes = [
    ['ENOSPC', 'disk_full'],
    ['EDQUOT', 'disk_full'],
    ['EIO', 'io_failed'],
    ['EROFS', 'read_only'],
    ['EACCES', 'read_only'],
  ] as const;
  for (const operation of operations) {
    for (const [system, code] of codes) {
      it(`${system} at ${operation} is ${code}, and nothing half-written stays`, async () => {
        const dir = folder();
        let armed = false;
        const { layer } = recordingLayer(dir, (seen) => {
          if (armed && seen.startsWith(`${operation} `)) throw systemError(system);
        });
        const vault = await openVault(dir, layer);
        armed = true;
        await expect(vault.seal([plain])).rejects.toMatchObject({ code, params: { reason: system } });
        armed = false;
        expect(filesOf(dir)).toEqual([]);
        expect(await vault.health([])).toEqual([]);
        const object = await vault.seal([plain]);
        await vault.verify(object.id, object.key, object.rootTag);
      });
    }
  }

  it('in the middle of the writing counts as well', async () => {
    const dir = folder();
    let writes = 0;
    const { layer } = recordingLayer(dir, (seen) => {
      if (seen.startsWith('write ') && (writes += 1) === 3) throw systemError('ENOSPC');
    });
    const vault = await openVault(dir, layer);
    await expect(vault.seal([plain])).rejects.toMatchObject({ code: 'disk_full' });
    expect(filesOf(dir)).toEqual([]);
  });

  it('a source that fails, and a source of something else, leave nothing', async () => {
    const dir = folder();
    const vault = await openVault(dir);
    async function* broken() {
      yield plain;
      throw new Error('the scanner went away');
    }
    await expect(vault.seal(broken())).rejects.toThrow('the scanner went away');
    const strings: Iterable<unknown> = ['text'];
    await expect(vault.seal(strings as Iterable<Uint8Array>)).rejects.toThrow(TypeError);
    expect(filesOf(dir)).toEqual([]);
  });

  it('programming errors are not called disk errors', () => {
    expect(toAppError(new TypeError('x'))).toBeInstanceOf(TypeError);
    expect(toAppError('x')).toBe('x');
  });
});

describe('cancelling', () => {
  it('before, during sealing and during verifying', async () => {
    const dir = folder();
    const vault = await openVault(dir);
    await expect(vault.seal([plain], { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
    const stop = new AbortController();
    const sealing = vault.seal(
      (function* () {
        for (;;) yield plain;
      })(),
      { signal: stop.signal, onProgress: (bytes) => bytes > 600_000 && stop.abort() },
    );
    await expect(sealing).rejects.toMatchObject({ code: 'cancelled' });
    expect(filesOf(dir)).toEqual([]);
    const object = await vault.seal([plain]);
    await expect(
      vault.verify(object.id, object.key, object.rootTag, { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('lets timers run while it works', async () => {
    const vault = await openVault(folder());
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 1);
    await vault.seal([new Uint8Array(4 * 1024 * 1024)]);
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(5);
  });
});

describe('health', () => {
  it('tells of what crashes and people left, and deletes nothing', async () => {
    const dir = folder();
    const vault = await openVault(dir);
    const kept = await vault.seal([plain]);
    const orphan = await vault.seal([plain]);
    const misshapen = await vault.seal([plain]);
    const missing = ObjectId.parse(randomId());
    const unfinished = ObjectId.parse(randomId());
    writeFileSync(join(dir, 'tmp', `${unfinished}.part`), 'half');
    writeFileSync(join(dir, 'tmp', 'notes.txt'), 'stray');
    mkdirSync(join(dir, 'objects', 'Zz'));
    writeFileSync(join(dir, 'objects', misshapen.id.slice(0, 2), `${misshapen.id}.jzv`), 'short');
    const before = filesOf(dir).sort();
    const findings = await vault.health([kept.id, missing, misshapen.id]);
    expect(findings).toHaveLength(5);
    expect(findings).toEqual(
      expect.arrayContaining([
        { severity: 'block', code: 'object_missing', id: missing },
        { severity: 'block', code: 'object_misshapen', id: misshapen.id },
        { severity: 'warn', code: 'object_orphan', id: orphan.id },
        { severity: 'info', code: 'object_unfinished', id: unfinished },
        { severity: 'info', code: 'vault_stray', count: 2 },
      ]),
    );
    expect(filesOf(dir).sort()).toEqual(before);
    await vault.removeUnfinished(unfinished);
    expect(filesOf(dir)).not.toContain(`${unfinished}.part`);
  });
});

describe('replaceFile', () => {
  it('leaves the old file whole whatever fails', async () => {
    for (const operation of ['create', 'write', 'fsync', 'rename']) {
      const dir = folder();
      writeFileSync(join(dir, 'x.json'), 'old');
      const { layer } = recordingLayer(dir, (seen) => {
        if (seen.startsWith(`${operation} `)) throw systemError('ENOSPC');
      });
      await expect(replaceFile(layer, join(dir, 'x.json'), Buffer.from('new'))).rejects.toMatchObject({
        code: 'disk_full',
      });
      expect(filesOf(dir)).toEqual(['x.json']);
    }
  });

  it('replaces, in order, over the leavings of a crash', async () => {
    const dir = folder();
    writeFileSync(join(dir, 'x.json.tmp'), 'half');
    const { layer, seen } = recordingLayer(dir);
    await replaceFile(layer, join(dir, 'x.json'), Buffer.from('new'));
    expect(seen).toEqual([
      'unlink x.json.tmp',
      'create x.json.tmp',
      'write x.json.tmp',
      'fsync x.json.tmp',
      'rename x.json',
      'fsyncdir ',
    ]);
  });
});
