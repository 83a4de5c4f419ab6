import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  fsyncSync,
  mkdirSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { fileSource } from '../../electron/services/evidence/file-source.ts';
import { intakeFolder } from '../../electron/services/datasets/intake.ts';
import type { Fingerprint } from '../../electron/vault/v1/work.ts';
import { openVault, type SealedObject, type Vault } from '../../electron/vault/vault.ts';
import type { Bench, Context } from './bench.ts';
import { kernelGroup } from './kernel.ts';
import { hasCipher, versionOf } from './machine.ts';
import type { Subject } from './rounds.ts';

const mebibyte = 1024 * 1024;
const key = randomBytes(16).toString('hex');
const iv = randomBytes(16).toString('hex');

/** The content and the name that lead to it: what "saved" means for the vault, so for its peers as well. */
function makeDurable(file: string): void {
  for (const place of [file, path.dirname(file)]) {
    const descriptor = openSync(place, 'r');
    fsyncSync(descriptor);
    closeSync(descriptor);
  }
}

function run(program: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args[0]}: ${stderr}`);
}

const crypt = (...args: string[]): void => run('openssl', 'enc', '-sm4-ctr', '-K', key, '-iv', iv, ...args);

interface Place {
  folder: string;
  plain: string;
  sizeMiB: number;
}

/** Random bytes, piece by piece: a file of any size. */
function fill(file: string, sizeMiB: number): void {
  const descriptor = openSync(file, 'w');
  for (let i = 0; i < sizeMiB; i += 1) writeSync(descriptor, randomBytes(mebibyte));
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** Each peer begins with a target that is not there yet, as the vault does. */
function peer(name: string, place: Place, make: (target: string) => void): Subject {
  const target = path.join(place.folder, 'peer.bin');
  return {
    name,
    work: { amount: place.sizeMiB, unit: 'MiB' },
    run() {
      make(target);
      makeDurable(target);
    },
    after: () => rmSync(target, { force: true }),
  };
}

const sm4 = 'openssl enc -sm4-ctr + fsync';
const copy = 'cp + fsync';

function seal(
  vault: Vault,
  place: Place,
  name: string,
  fingerprints: Fingerprint[],
  against: string,
): Subject {
  let last: SealedObject | undefined;
  return {
    name,
    peer: against,
    work: { amount: place.sizeMiB, unit: 'MiB' },
    async run() {
      const { pieces } = await fileSource(place.plain, path.join(place.folder, 'vault'));
      last = await vault.seal(pieces, { fingerprints });
    },
    async after() {
      last?.key.destroy();
      if (last !== undefined) await vault.remove(last.id);
      last = undefined;
    },
  };
}

function sealing(vault: Vault, place: Place, tools: { openssl: boolean; zip: boolean }): Subject[] {
  const { plain } = place;
  const against = tools.openssl ? sm4 : copy;
  return [
    seal(vault, place, 'vault: seal, SM3 and SHA-256', ['sm3', 'sha256'], against),
    seal(vault, place, 'vault: seal, SM3', ['sm3'], against),
    seal(vault, place, 'vault: seal, no fingerprint', [], against),
    ...(tools.openssl ? [peer(sm4, place, (target) => crypt('-in', plain, '-out', target))] : []),
    ...(tools.zip
      ? [
          peer('7zz a -mx0 -p (AES-256) + fsync', place, (target) =>
            run('7zz', 'a', '-mx0', '-pbench', '-bd', '-t7z', target, plain),
          ),
        ]
      : []),
    peer(copy, place, (target) => copyFileSync(plain, target)),
  ];
}

async function opening(vault: Vault, place: Place, withOpenssl: boolean): Promise<Subject[]> {
  const { plain, sizeMiB, folder } = place;
  const { pieces } = await fileSource(plain, path.join(folder, 'vault'));
  const sealed = await vault.seal(pieces, { fingerprints: [] });
  const work = { amount: sizeMiB, unit: 'MiB' };
  const enciphered = path.join(folder, 'enciphered.bin');
  const decipher = 'openssl enc -d -sm4-ctr';
  if (withOpenssl) crypt('-in', plain, '-out', enciphered);
  const middle = Math.floor(sealed.size / 2);
  const nowhere = process.platform === 'win32' ? 'NUL' : '/dev/null';
  return [
    {
      name: 'vault: open, every byte checked',
      ...(withOpenssl ? { peer: decipher } : {}),
      work,
      async run() {
        let size = 0;
        for await (const piece of vault.stream(sealed.id, sealed.key, sealed.rootTag, { lent: true }))
          size += piece.length;
        if (size !== sealed.size) throw new Error('cut');
      },
    },
    {
      name: 'vault: a page of 64 KiB from the middle, first look',
      run: async () =>
        void (await vault.readRange(sealed.id, sealed.key, sealed.rootTag, middle, middle + 65_536)),
      after: () => vault.forget(),
    },
    ...(withOpenssl
      ? [{ name: decipher, work, run: () => crypt('-d', '-in', enciphered, '-out', nowhere) }]
      : []),
  ];
}

/** The same sealing at sizes that differ by factors: linear where the rate stays. */
async function growing({ folder, full, measure }: Context, vault: Vault): Promise<void> {
  const sizes = full ? [1, 16, 256, 1024, 10_240] : [1, 16, 256, 1024];
  const subjects = sizes.map((sizeMiB) => {
    const place = { folder, plain: path.join(folder, `plain-${sizeMiB}.bin`), sizeMiB };
    fill(place.plain, sizeMiB);
    const { peer: _peer, ...subject } = seal(
      vault,
      place,
      `vault: seal ${sizeMiB} MiB, SM3 and SHA-256`,
      ['sm3', 'sha256'],
      '',
    );
    return subject;
  });
  await measure({ title: 'vault: cost by size', subjects, warmups: 0 }, 5);
  for (const sizeMiB of sizes) rmSync(path.join(folder, `plain-${sizeMiB}.bin`));
}

/** Ten thousand files of 10 KB as a dataset, against a copy that is as durable. */
async function small({ folder, measure, skip }: Context, vault: Vault): Promise<void> {
  if (process.platform === 'win32') return skip('vault: small files', 'there is no cp');
  const [root, target] = [path.join(folder, 'small'), path.join(folder, 'small-copy')];
  const files = 10_000;
  for (let i = 0; i < files; i += 1) {
    const at = path.join(root, String(i % 100));
    if (i < 100) mkdirSync(at, { recursive: true });
    writeFileSync(path.join(at, `${i}.dat`), randomBytes(10_000));
  }
  const work = { amount: files, unit: 'files' };
  const copying = 'cp -r, sync of the file system';
  let parts: SealedObject[] = [];
  await measure(
    {
      title: 'vault: a folder of 10,000 files of 10 KB',
      subjects: [
        {
          name: 'dataset: seal, with fingerprints and manifest',
          peer: copying,
          work,
          async run() {
            parts = [];
            await intakeFolder({
              vault,
              root,
              links: 'keep',
              signal: new AbortController().signal,
              onProgress: () => undefined,
              keep: ({ sealed }) => parts.push(sealed),
            });
          },
          async after() {
            for (const part of parts) await vault.remove(part.id);
          },
        },
        {
          name: copying,
          work,
          run() {
            run('cp', '-r', root, target);
            run('sync', '-f', target);
          },
          after: () => rmSync(target, { recursive: true, force: true }),
        },
      ],
      warmups: 1,
    },
    5,
  );
}

/** Sealing and opening large files and many small ones, against the national cipher in C and no cipher at all. */
export const bench: Bench = {
  about: 'sealing and opening files',
  async run(context) {
    const { folder, measure, skip } = context;
    const sizeMiB = Number(process.env['JUANZONG_BENCH_MIB'] ?? 1024);
    const place: Place = { folder, plain: path.join(folder, 'plain.bin'), sizeMiB };
    const vault = await openVault(path.join(folder, 'vault'));
    const tools = { openssl: hasCipher('sm4-ctr'), zip: versionOf('7zz', []) !== null };
    if (!tools.openssl) skip('vault: peers in C', 'this machine has no OpenSSL with sm4-ctr');
    if (!tools.zip) skip('vault: 7zz', 'it is not installed');
    await measure(kernelGroup(), 9);
    await small(context, vault);
    fill(place.plain, sizeMiB);
    const notes = [
      'The vault enciphers (SM4-CTR), authenticates (HMAC-SM3) and fingerprints on two cores; openssl enciphers alone,',
      'on one. Against 0.4 × means 2.5 times as fast.',
    ];
    const subjects = sealing(vault, place, tools);
    await measure({ title: `vault: seal ${sizeMiB} MiB`, subjects, notes, warmups: 0 }, 5);
    await measure(
      {
        title: `vault: open ${sizeMiB} MiB`,
        subjects: await opening(vault, place, tools.openssl),
        warmups: 0,
      },
      5,
    );
    rmSync(place.plain);
    await growing(context, vault);
    await vault.forget();
  },
};
