import { randomBytes } from 'node:crypto';
import { Kernel } from '../../electron/crypto/kernel/kernel.ts';
import { refHmacSm3, refSm3, refSm4Ctr } from '../support/reference-crypto.ts';
import type { Group, Subject } from './rounds.ts';

const mebibyte = 1024 * 1024;
const times = 64;

/** The kernel against Node's OpenSSL, one thread each, over the same mebibyte again and again. */
export function kernelGroup(): Group {
  const kernel = new Kernel(mebibyte);
  const [data, key, iv] = [randomBytes(mebibyte), randomBytes(16), randomBytes(16)];
  const mac = kernel.macStates(randomBytes(32));
  const headers = randomBytes(16 * 64);
  const state = kernel.initialState();
  const subject = (name: string, run: () => void, peer?: string): Subject => ({
    name,
    work: { amount: times, unit: 'MiB' },
    ...(peer === undefined ? {} : { peer }),
    run() {
      for (let i = 0; i < times; i += 1) run();
    },
  });
  kernel.setKey(key);
  kernel.buffer.set(data);
  return {
    title: 'vault: the kernel, one thread',
    notes: ['Node’s OpenSSL is the peer; Electron has none of the three.'],
    warmups: 2,
    subjects: [
      subject('kernel SM4-CTR', () => kernel.ctr(iv, 0, mebibyte), 'node:crypto sm4-ctr'),
      subject('node:crypto sm4-ctr', () => void refSm4Ctr(key, iv, data)),
      subject('kernel SM3', () => kernel.absorb(state, 0, mebibyte), 'node:crypto sm3'),
      subject('node:crypto sm3', () => void refSm3(data)),
      subject(
        'kernel HMAC-SM3, four at a time',
        () => void kernel.hmacMany(mac, headers, 0, 65_536),
        'node:crypto HMAC-SM3',
      ),
      subject('node:crypto HMAC-SM3', () => void refHmacSm3(key, data)),
    ],
  };
}
