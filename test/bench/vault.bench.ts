import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  createReadStream,
  fsyncSync,
  openSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { openVault, type SealedObject, type Vault } from '../../electron/vault/vault.ts';
import type { Bench } from './bench.ts';
import { hasCipher } from './machine.ts';
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

function openssl(...args: string[]): void {
  const { status, stderr } = spawnSync('openssl', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`openssl ${args[0]}: ${stderr}`);
}

const crypt = (...args: string[]): void => openssl('enc', '-sm4-ctr', '-K', key, '-iv', iv, ...args);

interface Place {
  folder: string;
  plain: string;
  sizeMiB: number;
}

/** Each peer begins with a target that is not there yet, as the vault does. */
function peer(name: string, place: Place, run: (target: string) => void): Subject {
  const target = path.join(place.folder, 'peer.bin');
  return {
    name,
    work: { amount: place.sizeMiB, unit: 'MiB' },
    run: () => run(target),
    after: () => rmSync(target, { force: true }),
  };
}

const sm4 = 'openssl enc -sm4-ctr + fsync';
const sameWork = 'openssl enc -sm4-ctr, HMAC-SM3, SM3, SHA-256 + fsync';
const copy = 'cp + fsync';

function sealing(vault: Vault, place: Place, withOpenssl: boolean): Subject[] {
  let last: SealedObject | undefined;
  const { plain, sizeMiB } = place;
  return [
    {
      name: 'vault: seal',
      peer: withOpenssl ? sm4 : copy,
      work: { amount: sizeMiB, unit: 'MiB' },
      async run() {
        last = await vault.seal(createReadStream(plain, { highWaterMark: mebibyte }));
      },
      async after() {
        last?.key.destroy();
        if (last !== undefined) await vault.remove(last.id);
        last = undefined;
      },
    },
    ...(withOpenssl
      ? [
          peer(sm4, place, (target) => {
            crypt('-in', plain, '-out', target);
            makeDurable(target);
          }),
          peer(sameWork, place, (target) => {
            crypt('-in', plain, '-out', target);
            openssl('dgst', '-sm3', '-mac', 'HMAC', '-macopt', `hexkey:${key}`, target);
            openssl('dgst', '-sm3', plain);
            openssl('dgst', '-sha256', plain);
            makeDurable(target);
          }),
        ]
      : []),
    peer(copy, place, (target) => {
      copyFileSync(plain, target);
      makeDurable(target);
    }),
  ];
}

async function opening(vault: Vault, place: Place, withOpenssl: boolean): Promise<Subject[]> {
  const { plain, sizeMiB, folder } = place;
  const sealed = await vault.seal(createReadStream(plain, { highWaterMark: mebibyte }));
  const work = { amount: sizeMiB, unit: 'MiB' };
  const enciphered = path.join(folder, 'enciphered.bin');
  const read = 'plain file read';
  const decipher = 'openssl enc -d -sm4-ctr';
  if (withOpenssl) crypt('-in', plain, '-out', enciphered);
  const middle = Math.floor(sealed.size / 2);
  return [
    {
      name: 'vault: open, every byte checked',
      peer: withOpenssl ? decipher : read,
      work,
      async run() {
        let size = 0;
        for await (const piece of vault.stream(sealed.id, sealed.key, sealed.rootTag)) size += piece.length;
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
      ? [
          {
            name: decipher,
            work,
            run: () =>
              crypt('-d', '-in', enciphered, '-out', process.platform === 'win32' ? 'NUL' : '/dev/null'),
          },
        ]
      : []),
    {
      name: read,
      work,
      async run() {
        for await (const piece of createReadStream(plain, { highWaterMark: mebibyte })) void piece;
      },
    },
  ];
}

/** Sealing and opening a large file, against the national cipher in C and against no cipher at all. */
export const bench: Bench = {
  about: 'sealing and opening files',
  async run({ folder, full, measure, skip }) {
    const sizeMiB = full ? 256 : 64;
    const place: Place = { folder, plain: path.join(folder, 'plain.bin'), sizeMiB };
    writeFileSync(place.plain, randomBytes(sizeMiB * mebibyte));
    const vault = await openVault(path.join(folder, 'vault'));
    const withOpenssl = hasCipher('sm4-ctr');
    if (!withOpenssl) skip('vault: peers in C', 'this machine has no OpenSSL with sm4-ctr');
    const notes = [
      'The vault enciphers (SM4-CTR), authenticates (HMAC-SM3) and fingerprints (SM3, SHA-256) in JavaScript and',
      'WebAssembly on two threads; openssl runs the C code of this machine on one, three programs after another.',
    ];
    const rounds = 5;
    await measure(
      {
        title: `vault: seal ${sizeMiB} MiB`,
        subjects: sealing(vault, place, withOpenssl),
        notes,
        warmups: 0,
      },
      rounds,
    );
    await measure(
      { title: `vault: open ${sizeMiB} MiB`, subjects: await opening(vault, place, withOpenssl), warmups: 0 },
      rounds,
    );
    await vault.forget();
  },
};
