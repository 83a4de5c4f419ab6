import { describe, expect, it } from 'vitest';
import { kinds, sources, wallsFor } from './walls.ts';

const walls = wallsFor([...new Set([...kinds(), 'cooperation-agreement'])]);

function wall(name: string) {
  const found = walls.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no wall ${name}`);
  return found;
}

describe('the walls stand', () => {
  const all = [...sources()];
  it('sees the project', () => {
    expect(all.length).toBeGreaterThan(50);
  });
  it.each(walls.map((each) => [each.name, each] as const))('%s', (_name, each) => {
    const breaches = all.flatMap((source) => each.breaches(source).map((what) => `${source.file}: ${what}`));
    expect(breaches, each.instead).toEqual([]);
  });
});

const long = (lines: number): string => 'x\n'.repeat(lines);
const home = ['', 'ro' + 'ot', 'x'].join('/');

/** A guard that never bites is no guard: each wall refuses these and leaves those. */
const cases: [name: string, bites: [string, string][], lets: [string, string][]][] = [
  [
    'ipcMain only in the router',
    [['electron/services/a.ts', "import { ipcMain } from 'electron';"]],
    [
      ['electron/ipc/router.ts', "import { ipcMain } from 'electron';"],
      ['electron/ipc/router.test.ts', 'ipcMain'],
    ],
  ],
  [
    'electron only at the edge',
    [
      ['electron/services/a.ts', "import { app } from 'electron';"],
      ['electron/app/a.ts', "const { app } = await import('electron');"],
      ['renderer/a.tsx', "import type { App } from 'electron';"],
    ],
    [['electron/shell/window.ts', "import { app } from 'electron';"]],
  ],
  [
    'SQL only in the store',
    [
      ['electron/services/a.ts', "db.prepare('SELECT id FROM dossier')"],
      ['electron/cli/a.ts', "import Database from 'better-sqlite3';"],
      ['electron/app/a.ts', "import { eq } from 'drizzle-orm/sqlite-core';"],
      ['electron/app/a.ts', "run('PRAGMA foreign_keys=ON')"],
    ],
    [
      ['electron/store/a.ts', "import Database from 'better-sqlite3';"],
      ['electron/services/a.ts', '// select the rows from the shelf'],
    ],
  ],
  [
    'the kernel only in worker threads',
    [
      ['electron/services/a.ts', "import { Kernel } from '../crypto/kernel/kernel.ts';"],
      ['electron/vault/v1/reader.ts', "import { Bench, type Place } from './work.ts';"],
      ['electron/services/archive/a.ts', "import { DigestBench } from './digest-work.ts';"],
      ['electron/services/a.ts', "import { KernelSm3 } from '../crypto/kernel/kernel-sm3.ts';"],
    ],
    [
      ['electron/vault/v1/work.ts', "import { Kernel } from '../../crypto/kernel/kernel.ts';"],
      ['electron/jobs/workers/a.worker.ts', "import { type Answer, Bench } from '../../vault/v1/work.ts';"],
      ['electron/ipc/handlers/a.ts', "import { kernelWorks } from '../../crypto/kernel/kernel.ts';"],
      ['electron/vault/v1/engine.ts', "import type { Place } from './work.ts';"],
    ],
  ],
  [
    'files only where files belong',
    [
      ['electron/policy/a.ts', "import { readFileSync } from 'node:fs';"],
      ['electron/ipc/a.ts', "import fs from 'fs/promises';"],
      ['shared/a.ts', "import { readFile } from 'node:fs/promises';"],
    ],
    [['electron/vault/a.ts', "import { open } from 'node:fs/promises';"]],
  ],
  [
    'no network',
    [
      ['electron/services/a.ts', "import https from 'node:https';"],
      ['electron/services/a.ts', "await fetch('https://a.example')"],
      ['renderer/a.ts', "new WebSocket('ws://a.example')"],
    ],
    [
      ['renderer/a.ts', 'fetch(ticket.url)'],
      ['electron/services/a.ts', 'this.fetch(row)'],
    ],
  ],
  [
    'no word of a kind outside its folder',
    [
      ['electron/services/a.ts', "if (kind === 'cooperation-agreement') {"],
      ['renderer/a.tsx', 'const first = "cooperation-agreement";'],
      ['shared/engine/a.ts', "if (record.kind !== 'x') return;"],
      ['shared/engine/a.ts', "switch (dossier.kind) { case 'x':"],
    ],
    [
      ['shared/agreements/cooperation-agreement/definition.ts', "kind: 'cooperation-agreement'"],
      ['shared/engine/a.ts', 'if (definition.id === record.kind) return;'],
      ['renderer/a.test.ts', "'cooperation-agreement'"],
    ],
  ],
  [
    'layers import downward',
    [
      ['shared/engine/a.ts', "import { x } from '../../electron/app/session.ts';"],
      ['shared/engine/a.ts', "import path from 'node:path';"],
      ['renderer/app/a.tsx', "import { x } from '../../electron/shell/origin.ts';"],
      ['renderer/app/a.tsx', "import path from 'node:path';"],
      ['electron/app/a.ts', "import { x } from '../../renderer/app/first.ts';"],
      ['electron/app/a.ts', "import { x } from '../../test/support/x.ts';"],
    ],
    [
      ['renderer/app/a.tsx', "import { x } from '../../shared/model/ids.ts';"],
      ['electron/app/a.ts', "import { x } from '../../shared/model/ids.ts';"],
    ],
  ],
  [
    'no national algorithm from node:crypto',
    [
      ['electron/crypto/a.ts', "createHash('sm3')"],
      ['electron/crypto/a.test.ts', 'createCipheriv("SM4-CTR", key, iv)'],
    ],
    [
      ['electron/crypto/a.ts', "createHash('sha256')"],
      ['test/support/reference-crypto.ts', "createHash('sm3')"],
    ],
  ],
  [
    'short files',
    [
      ['electron/a.ts', long(401)],
      ['electron/a.test.ts', long(601)],
      ['renderer/a.css', long(401)],
    ],
    [
      ['electron/a.ts', long(400)],
      ['electron/a.test.ts', long(600)],
      ['shared/agreements/index.generated.ts', long(900)],
    ],
  ],
  [
    'no path of a machine',
    [
      ['docs/a.md', `see ${home}/notes`],
      ['electron/a.ts', `const a = '${home}/b';`],
    ],
    [
      ['docs/a.md', 'relative/to/the/ro' + 'ot/of'],
      ['electron/a.ts', "path.join(root, 'out')"],
    ],
  ],
];

describe('each wall bites', () => {
  it('and has its cases', () => {
    expect(cases.map(([name]) => name).sort()).toEqual(walls.map((each) => each.name).sort());
  });
  for (const [name, bites, lets] of cases) {
    it.each(bites)(`${name}: refuses %s`, (file, text) => {
      expect(wall(name).breaches({ file, text })).not.toEqual([]);
    });
    it.each(lets)(`${name}: lets %s be`, (file, text) => {
      expect(wall(name).breaches({ file, text })).toEqual([]);
    });
  }
});
