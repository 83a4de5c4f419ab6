import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { initCrypto, sm3 } from '../../electron/crypto/sm3.ts';
import { exportArchive } from '../../electron/services/archive/export-archive.ts';
import type { Material } from '../../electron/services/archive/materials.ts';
import { verifyArchive } from '../../electron/services/archive/verify.ts';
import { ObjectId } from '../../shared/model/ids.ts';
import { archiveInput } from '../support/outgoing.ts';
import type { Bench } from './bench.ts';

const count = 5_000;

const spare: Uint8Array[] = [];

/** A file in pieces that are lent, as the vault gives them. */
async function* lent(file: string): AsyncGenerator<Uint8Array> {
  const handle = await open(file, 'r');
  const buffer = spare.pop() ?? new Uint8Array(1024 * 1024);
  try {
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    spare.push(buffer);
    await handle.close();
  }
}

/** Archiving many files against what every system has: tar into one file, and sha256sum over all of them. */
export const bench: Bench = {
  about: 'an archive of 5,000 files against tar and sha256sum',
  async run({ folder, full, measure }) {
    await initCrypto();
    const mib = Number(process.env['JUANZONG_BENCH_ARCHIVE_MIB'] ?? (full ? 20_480 : 1024));
    const source = path.join(folder, 'source');
    mkdirSync(source);
    const size = Math.floor((mib * 1024 * 1024) / count);
    const materials = Array.from({ length: count }, (_, at): Material => {
      const bytes = randomBytes(size);
      const file = path.join(source, `${at}.bin`);
      writeFileSync(file, bytes);
      return {
        object: ObjectId.parse(randomBytes(16).toString('hex')),
        name: `文件${at}.bin`,
        type: 'application/octet-stream',
        size,
        sm3: Buffer.from(sm3(bytes)).toString('hex'),
        sha256: createHash('sha256').update(bytes).digest('hex'),
        pages: null,
        pieceKey: null,
        open: () => lent(file),
      };
    });
    const work = { amount: mib, unit: 'MiB' };
    const peer = 'tar + sync + sha256sum';
    const tar = path.join(folder, 'peer.tar');
    const archive = path.join(folder, 'archive');
    let made = '';
    await measure(
      {
        title: `archive: ${count.toLocaleString('en-US')} files, ${mib.toLocaleString('en-US')} MiB, not sealed`,
        warmups: 0,
        notes: [
          'The peer writes one tar, flushes it and prints one SHA-256 a file; the archive flushes each of its files, ' +
            'hashes each with SHA-256, SHA-512 and SM3, and writes catalogue, metadata and forms.',
        ],
        subjects: [
          {
            name: peer,
            work,
            run: () => {
              execFileSync('tar', ['-cf', tar, '-C', source, '.']);
              execFileSync('sync', [tar]);
              execFileSync('sh', ['-c', 'find . -type f -print0 | xargs -0 sha256sum >/dev/null'], {
                cwd: source,
              });
            },
            after: () => rmSync(tar, { force: true }),
          },
          {
            name: 'archive written',
            peer,
            work,
            before: () => {
              rmSync(archive, { recursive: true, force: true });
              mkdirSync(archive);
            },
            run: async () => {
              made = path.join(archive, (await exportArchive(archiveInput(archive, materials))).name);
            },
          },
          {
            name: 'archive verified, three digests',
            peer,
            work,
            run: async () => {
              if (!(await verifyArchive(made)).valid) throw new Error('not valid');
            },
          },
        ],
      },
      5,
    );
  },
};
