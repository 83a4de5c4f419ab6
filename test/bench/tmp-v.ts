import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { fileSource } from '../../electron/services/evidence/file-source.ts';
import { openVault } from '../../electron/vault/vault.ts';
const folder = mkdtempSync('/tmp/tmpv-');
const plain = path.join(folder, 'p');
const N = Number(process.argv[2] ?? 512);
const d = openSync(plain, 'w');
for (let i = 0; i < N; i++) writeSync(d, randomBytes(1 << 20));
fsyncSync(d);
closeSync(d);
const vault = await openVault(path.join(folder, 'vault'));
const say = (n: string, ms: number, cpu: NodeJS.CpuUsage) =>
  console.log(
    n.padEnd(14),
    ms.toFixed(0).padStart(6),
    'ms',
    ((N / ms) * 1000).toFixed(0).padStart(5),
    'MiB/s',
    'cpu',
    ((cpu.user + cpu.system) / 1000 / ms).toFixed(2),
    'user',
    (cpu.user / 1000).toFixed(0),
    'sys',
    (cpu.system / 1000).toFixed(0),
  );
for (let r = 0; r < Number(process.argv[3] ?? 3); r++) {
  for (const f of [['sm3', 'sha256'], ['sm3'], []] as const) {
    const t = performance.now();
    const c = process.cpuUsage();
    const { pieces } = await fileSource(plain, path.join(folder, 'vault'));
    const s = await vault.seal(pieces, { fingerprints: [...f] });
    say(f.join('+') || 'none', performance.now() - t, process.cpuUsage(c));
    if (f.length === 0) {
      const t = performance.now();
      const c = process.cpuUsage();
      let n = 0;
      for await (const p of vault.stream(s.id, s.key, s.rootTag)) n += p.length;
      say('open', performance.now() - t, process.cpuUsage(c));
    }
    await vault.remove(s.id);
  }
  let t = performance.now();
  const k = randomBytes(16).toString('hex');
  spawnSync('openssl', ['enc', '-sm4-ctr', '-K', k, '-iv', k, '-in', plain, '-out', plain + '.e']);
  const e = openSync(plain + '.e', 'r');
  fsyncSync(e);
  closeSync(e);
  console.log('openssl', (performance.now() - t).toFixed(0));
  t = performance.now();
  spawnSync('openssl', [
    'enc',
    '-d',
    '-sm4-ctr',
    '-K',
    k,
    '-iv',
    k,
    '-in',
    plain + '.e',
    '-out',
    '/dev/null',
  ]);
  console.log('openssl -d', (performance.now() - t).toFixed(0));
  rmSync(plain + '.e');
}
rmSync(folder, { recursive: true });
process.exit(0);
