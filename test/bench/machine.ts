import { spawnSync } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { cpus, loadavg, release, tmpdir, totalmem, type } from 'node:os';
import { chromiumPath } from '../../build/chromium-shell/browser.ts';

/** Where figures were taken. No name of the machine and no path: figures travel. */
export interface Machine {
  readonly system: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  readonly chromium: string | null;
  readonly openssl: string | null;
  readonly poppler: string | null;
  /** The file system of the throw-away stores: on one in memory a durable save costs nothing. */
  readonly disk: string;
  readonly load: number;
}

/** The machine as far as it bears on a figure; a tool that is not there is null. */
export function describeMachine(): Machine {
  const [first] = cpus();
  const chromium = chromiumPath();
  return {
    system: `${type()} ${release().split('-')[0]} ${process.arch}`,
    processor: first?.model.trim() || 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    chromium: chromium === undefined ? null : versionOf(chromium, ['--version']),
    openssl: versionOf('openssl', ['version']),
    poppler: versionOf('pdftotext', ['-v']),
    disk: fileSystem(),
    load: currentLoad(),
  };
}

const fileSystems: Readonly<Record<number, string>> = {
  0xef53: 'ext4',
  0x58465342: 'xfs',
  0x9123683e: 'btrfs',
  0x794c7630: 'overlay',
  0x01021994: 'tmpfs (in memory)',
};

function fileSystem(): string {
  return process.platform === 'linux'
    ? (fileSystems[statfsSync(tmpdir()).type] ?? 'unknown')
    : process.platform;
}

/** The load average of the last minute; 0 where the system keeps none. */
export function currentLoad(): number {
  return Math.round((loadavg()[0] ?? 0) * 10) / 10;
}

/** Whether a program answers when it is asked for its version. */
export function versionOf(program: string, args: readonly string[]): string | null {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  // Debian's chromium script talks on stderr as well, pdftotext only there.
  const said = /\d+(\.\d+)+[a-z]?/.exec(`${stdout ?? ''}\n${stderr ?? ''}`)?.[0];
  return status === 0 || said !== undefined ? (said ?? null) : null;
}

/** Whether this machine's OpenSSL knows a cipher. */
export function hasCipher(name: string): boolean {
  const { status, stdout } = spawnSync('openssl', ['enc', '-list'], { encoding: 'utf8' });
  return status === 0 && stdout.includes(`-${name}`);
}
