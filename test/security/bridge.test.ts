import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import config from '../../build/vite.preload.config.ts';
import type { Channel } from '../../shared/ipc/channel.ts';
import { channelNames, contract } from '../../shared/ipc/contract.ts';

interface Call {
  channel: string;
  input: unknown;
  options: unknown;
}

/** The built preload, run with an `electron` that notes what is asked of it. */
describe('the built bridge', () => {
  const out = mkdtempSync(join(tmpdir(), 'juanzong-bridge-'));
  const calls: Call[] = [];
  const heard: string[] = [];
  let code = '';
  let exposed: Record<string, unknown> = {};

  beforeAll(async () => {
    await build({ ...config, configFile: false, build: { ...config.build, outDir: out } });
    code = readFileSync(join(out, 'preload.cjs'), 'utf8');
    const electron = {
      contextBridge: {
        exposeInMainWorld(name: string, api: Record<string, unknown>) {
          if (name !== 'juanzong' || Object.keys(exposed).length > 0) throw new Error(`exposes ${name}`);
          exposed = api;
        },
      },
      ipcRenderer: {
        invoke: async (channel: string, input: unknown, options: unknown) => {
          calls.push({ channel, input, options });
          return { ok: true, value: { drop: 'd', items: [], refused: [] } };
        },
        on: (channel: string) => heard.push(channel),
        off: () => undefined,
      },
      webUtils: { getPathForFile: (file: { path?: string }) => file.path ?? '' },
    };
    const load = compileFunction(code, ['require', 'module', 'exports']);
    load(
      (name: string) => {
        if (name === 'electron') return electron;
        throw new Error(`asks for ${name}`);
      },
      { exports: {} },
      {},
    );
  });
  afterAll(() => rmSync(out, { recursive: true, force: true }));

  const surfaceOf = (name: keyof typeof contract): Channel['surface'] => (contract[name] as Channel).surface;
  const functions = () =>
    Object.entries(exposed).flatMap(([noun, verbs]) =>
      typeof verbs === 'function' ? [noun] : Object.keys(verbs as object).map((verb) => `${noun}.${verb}`),
    );

  it('E-01: the page gets its channels, three functions more, and nothing else', () => {
    const page = channelNames.filter((name) => surfaceOf(name) !== 'preload');
    expect(functions().sort()).toEqual([...page, 'drop', 'onChanged', 'onProgress'].sort());
    // There is something to keep out: paths and pieces.
    expect(channelNames.filter((name) => surfaceOf(name) === 'preload')).toContain('drop.file');
  });

  it('each function calls its own channel, with the input as it is and no option but a job', async () => {
    for (const name of functions().filter((each) => each.includes('.'))) {
      calls.length = 0;
      const [noun = '', verb = ''] = name.split('.');
      const call = (exposed[noun] as Record<string, (input: unknown, options: unknown) => Promise<unknown>>)[
        verb
      ];
      await call?.({ channel: 'drop.file', path: '/etc/passwd' }, { job: 7, channel: 'drop.file' });
      expect(calls).toEqual([
        { channel: name, input: { channel: 'drop.file', path: '/etc/passwd' }, options: { job: '7' } },
      ]);
    }
  });

  it('a path comes from the shell that knows the file, never from what the page says beside it', async () => {
    calls.length = 0;
    const drop = exposed['drop'] as (files: unknown[], to: object) => Promise<unknown>;
    const bytes = new Blob(['x']);
    const file = Object.assign(bytes, { name: 'a.txt' });
    await drop([file], { dossier: 'd', job: 'j', path: '/etc/passwd' });
    expect(calls.map(({ channel }) => channel)).toEqual(['drop.begin', 'drop.piece', 'drop.end']);
    expect(JSON.stringify(calls)).not.toContain('passwd');
  });

  it('listens to the two pushes and to nothing a page names', () => {
    for (const name of ['onChanged', 'onProgress']) {
      const subscribe = exposed[name] as (listener: () => void, more?: string) => () => void;
      expect(subscribe(() => undefined, 'drop.file')()).toBeUndefined();
    }
    expect(heard).toEqual(['changed', 'progress']);
  });

  it('is one file without zod, node or a way to run words', () => {
    expect([...code.matchAll(/require\(([^)]*)\)/g)].map(([, what]) => what?.replace(/['"`]/g, ''))).toEqual([
      'electron',
    ]);
    expect(code).not.toMatch(/\beval\(|new Function|ZodError|process\.|__dirname/);
    expect(code.length).toBeLessThan(20_000);
  });
});
