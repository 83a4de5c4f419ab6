import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** What others say of the archive: our command line without a window, and the common tools of a stranger. */
export function outsiders(root: string, archive: string): string[] {
  const cli = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', path.join(root, 'electron/cli/main.ts'), 'verify', archive],
    {
      encoding: 'utf8',
    },
  );
  if (cli.status !== 0) throw new Error(`命令行 verify 答 ${cli.status}：${cli.stderr}`);
  const facts = ['命令行 verify：完整'];
  for (const manifest of ['manifest-sha256.txt', 'manifest-sha512.txt', 'tagmanifest-sha256.txt']) {
    const program = manifest.includes('512') ? 'sha512sum' : 'sha256sum';
    const sum = spawnSync(program, ['-c', '--quiet', manifest], { cwd: archive, encoding: 'utf8' });
    if (sum.error !== undefined) facts.push(`本机没有 ${program}，未核`);
    else if (sum.status !== 0) throw new Error(`${program} 核对 ${manifest}：${sum.stderr}`);
    else facts.push(`${program} -c ${manifest}：全部相符`);
  }
  return facts;
}
