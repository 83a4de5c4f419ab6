import { existsSync, readFileSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ObjectId } from '../../shared/model/ids.ts';
import { temporaryFolder } from '../../test/support/file-layer.ts';
import { type AfterCut, rebuild, statesAfter, tracingLayer } from '../../test/support/power-cut.ts';
import { Secret } from '../crypto/secret.ts';
import { replaceFile } from './file-layer.ts';
import { openVault, type Vault } from './vault.ts';

const folders: { remove: () => void }[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

function folder(): string {
  const made = temporaryFolder('cut');
  folders.push(made);
  return made.dir;
}

/** Rebuilds each state of each cut in turn, and answers how many there were. */
async function afterEveryCut(
  calls: Parameters<typeof statesAfter>[0],
  look: (dir: string, state: AfterCut) => Promise<void>,
): Promise<number> {
  let seen = 0;
  const done = new Set<string>();
  for (let at = 0; at <= calls.length; at += 1) {
    for (const state of statesAfter(calls, at)) {
      const files = [...state.files].map(
        ([path, bytes]) => `${path}:${Buffer.from(bytes).toString('base64')}`,
      );
      const print = JSON.stringify([state.said, state.dirs.toSorted(), files.sort()]);
      if (done.has(print)) continue;
      done.add(print);
      const dir = folder();
      rebuild(state, dir);
      await look(dir, state);
      rmSync(dir, { recursive: true, force: true });
      seen += 1;
    }
  }
  return seen;
}

/** What was acknowledged is whole; whatever else lies there is told. */
async function holds(dir: string, said: string[]): Promise<void> {
  const vault: Vault = await openVault(dir);
  const alive = new Map<ObjectId, string[]>();
  const gone = new Set<ObjectId>();
  for (const line of said) {
    const [what = '', id = '', ...rest] = line.split(' ');
    if (what === 'sealed') alive.set(ObjectId.parse(id), rest);
    // From the moment its row is gone an object is nobody's.
    else if (what === 'dropped') alive.delete(ObjectId.parse(id));
    else gone.add(ObjectId.parse(id));
  }
  for (const [id, [key = '', root = '']] of alive) {
    await vault.verify(id, new Secret(Buffer.from(key, 'hex')), Buffer.from(root, 'hex'));
  }
  const findings = await vault.health(alive.keys());
  expect(findings.filter(({ severity }) => severity === 'block')).toEqual([]);
  const told = new Set(findings.flatMap(({ id }) => id ?? []));
  for (const id of await vault.list()) {
    expect(alive.has(id) || told.has(id), 'told').toBe(true);
    expect(gone.has(id), 'a removal that was acknowledged holds').toBe(false);
  }
}

describe('after a power cut at any point', () => {
  it('every sealed object is whole, every other file is told', async () => {
    const dir = folder();
    const { layer, calls, say } = tracingLayer(dir);
    const vault = await openVault(dir, layer);
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
    const seal = async (bytes: number) => {
      const object = await vault.seal([new Uint8Array(bytes).fill(bytes)]);
      say(`sealed ${object.id} ${hex(object.key.bytes)} ${hex(object.rootTag)}`);
      return object;
    };
    const first = await seal(5);
    await seal(0);
    say(`dropped ${first.id}`);
    await vault.remove(first.id);
    say(`removed ${first.id}`);
    const seen = await afterEveryCut(calls, (at, { said }) => holds(at, said));
    expect(seen).toBeGreaterThan(50);
  }, 120_000);

  it('a file that is replaced is the old one or the new one, and the new one once that was said', async () => {
    const dir = folder();
    const { layer, calls, say } = tracingLayer(dir);
    await mkdir(dir, { recursive: true });
    for (const text of ['one', 'two', 'three']) {
      await replaceFile(layer, join(dir, 'x.json'), Buffer.from(text));
      say(text);
    }
    const order = ['one', 'two', 'three'];
    await afterEveryCut(calls, async (at, { said }) => {
      const file = join(at, 'x.json');
      const found = existsSync(file) ? readFileSync(file, 'utf8') : null;
      const last = said.at(-1);
      if (last === undefined) expect([null, 'one']).toContain(found);
      else expect(order.slice(order.indexOf(last), order.indexOf(last) + 2)).toContain(found);
    });
  }, 60_000);
});

describe('the model bites', () => {
  it.each([
    ['without the file’s fsync', 'fsync'],
    ['without the folder’s fsync', 'syncdir'],
  ] as const)(
    '%s something acknowledged is lost',
    async (_what, left) => {
      const dir = folder();
      const { layer, calls, say } = tracingLayer(dir);
      const vault = await openVault(dir, layer);
      const object = await vault.seal([new Uint8Array(5)]);
      const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
      say(`sealed ${object.id} ${hex(object.key.bytes)} ${hex(object.rootTag)}`);
      const lazy = calls.filter((call) => call.op !== left);
      await expect(afterEveryCut(lazy, (at, { said }) => holds(at, said))).rejects.toThrow();
    },
    60_000,
  );
});
