import { spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyArchive } from '../../electron/services/archive/verify.ts';
import { createTestApp, password, type TestApp } from '../support/app.ts';
import type { Ack } from '../support/path.ts';

const script = join(import.meta.dirname, '../support/path-process.ts');
/** Points of the path at which the process dies; the long run takes more. */
const points = process.env['JUANZONG_LONG'] === '1' ? 60 : 20;

describe('a kill at any point of the path', () => {
  it(`loses nothing that was acknowledged, at ${points} points`, async () => {
    const whole = await run(null);
    expect(whole.at(-1)).toMatchObject({ step: 'end' });
    discard(whole);
    const steps = whole.length - 2;
    for (let point = 0; point < points; point += 1) {
      // Spread over the acknowledgements; within the step that follows each, a little later every time.
      const after = Math.floor((point * steps) / points);
      const lines = await run({ after, delayMs: (point * 7) % 40 });
      const folder = folderOf(lines);
      try {
        await check(folder, lines.filter(isAck), `point ${point}, after ${JSON.stringify(lines.at(-1))}`);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
  }, 3_600_000);
});

type Line = { step: string } & Record<string, unknown>;

function isAck(line: Line): line is Line & Ack {
  return line.step !== 'folder' && line.step !== 'end';
}

function folderOf(lines: Line[]): string {
  return String(lines.find((line) => line.step === 'folder')?.['folder'] ?? '');
}

function discard(lines: Line[]): void {
  rmSync(folderOf(lines), { recursive: true, force: true });
}

/** Runs the path; kills it hard some time after the n-th line. Lines that were told before the kill count. */
function run(kill: { after: number; delayMs: number } | null): Promise<Line[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'pipe'] });
    const lines: Line[] = [];
    let rest = '';
    let errors = '';
    child.stderr.on('data', (data: Buffer) => {
      errors += data.toString();
    });
    child.stdout.on('data', (data: Buffer) => {
      const parts = (rest + data.toString()).split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        lines.push(JSON.parse(part) as Line);
        if (kill !== null && lines.length === kill.after + 1)
          setTimeout(() => child.kill('SIGKILL'), kill.delayMs);
      }
    });
    child.on('close', (code, signal) => {
      if (signal === 'SIGKILL' || code === 0) resolve(lines);
      else reject(new Error(errors.slice(-2000)));
    });
  });
}

/** Opens the store as its user would and looks for every acknowledged thing. */
async function check(folder: string, acks: Ack[], at: string): Promise<void> {
  if (!acks.some((acked) => acked.step === 'setup')) return;
  const test = await createTestApp('2024-10-14', join(folder, 'store'));
  try {
    await test.ok('session.unlock', { login: 'linmouwu', password });
    for (const acked of acks) await checkOne(test, acks, acked, at);
    expect((await test.ok('audit.list', { limit: 1 })).chain.ok, at).toBe(true);
    const open = test.app.session.open;
    const health = await open?.vault.health(open.store.objects.ids());
    expect(
      health?.filter((finding) => finding.severity === 'block'),
      at,
    ).toEqual([]);
    for (const name of existsSync(join(folder, 'out')) ? readdirSync(join(folder, 'out')) : []) {
      // What a kill leaves half-written never bears the name of a finished export.
      if (acks.some((acked) => 'name' in acked && acked.name === name)) continue;
      if (existsSync(join(folder, 'out', name, 'bagit.txt')) && !name.startsWith('.')) {
        expect((await verifyArchive(join(folder, 'out', name))).valid, `${at}: ${name}`).toBe(true);
      }
    }
  } finally {
    await test.app.close();
    rmSync(test.folder, { recursive: true, force: true });
  }
}

async function checkOne(test: TestApp, acks: Ack[], acked: Ack, at: string): Promise<void> {
  const finished = acks.some((other) => other.step === 'finished');
  switch (acked.step) {
    case 'created':
      expect(
        (await test.ok('dossier.list')).map((row) => row.id),
        at,
      ).toContain(acked.dossier);
      break;
    case 'sealed': {
      const item = (await test.ok('evidence.list', { dossier: acked.dossier })).find(
        (each) => each.object === acked.object,
      );
      expect(item, at).toMatchObject({ sm3: acked.sm3, size: acked.size });
      const open = test.app.session.open;
      if (open === null) throw new Error('locked');
      const row = open.store.objects.get(acked.dossier as never, acked.object as never);
      await open.vault.verify(row.id, open.store.objects.fileKey(row), row.rootTag);
      break;
    }
    case 'typed':
    case 'confirmed':
    case 'read': {
      if (finished) break;
      const draft = await tryDraft(test, acked.dossier);
      if (draft === null) break;
      if (acked.step === 'typed') expect(draft.fields[acked.key], at).toBe(acked.value);
      if (acked.step === 'confirmed') expect(draft.confirmed, at).toEqual(expect.arrayContaining(acked.keys));
      if (acked.step === 'read') {
        expect(
          draft.reading?.result.fields.map((field) => field.key),
          at,
        ).toEqual(acked.keys);
      }
      break;
    }
    case 'finished':
      expect(
        (await test.ok('dossier.view', { dossier: acked.dossier })).record.fields['sign_place'],
        at,
      ).toBe('武汉市');
      break;
    case 'event': {
      const view = await test.ok('dossier.view', { dossier: acked.dossier });
      const event = view.record.events.find((each) => each.id === acked.event);
      expect(event, at).toMatchObject({ key: acked.key, date: acked.date });
      break;
    }
    case 'entry': {
      const view = await test.ok('dossier.view', { dossier: acked.dossier });
      expect(
        view.record.entries[acked.ledger]?.map((entry) => entry.id),
        at,
      ).toContain(acked.entry);
      break;
    }
    case 'archived':
      expect((await verifyArchive(join(acked.folder, acked.name))).valid, at).toBe(true);
      break;
    case 'exported':
      expect(existsSync(join(acked.folder, acked.name)), at).toBe(true);
      break;
    default:
      break;
  }
}

/** Null where the finish had just been written when the process died: then it is no draft any more. */
async function tryDraft(test: TestApp, dossier: string) {
  const result = await test.call('dossier.draft', { dossier });
  return result.ok ? result.value : null;
}
