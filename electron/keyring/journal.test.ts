import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { recordingLayer, systemError, temporaryFolder } from '../../test/support/file-layer.ts';
import { openJournal } from './journal.ts';

const folders: { remove: () => void }[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

function folder() {
  const made = temporaryFolder('journal');
  folders.push(made);
  return { dir: made.dir, path: join(made.dir, 'journal.jsonl') };
}

const event = (n: number, login?: string) => ({
  at: `2026-05-06T08:00:0${n}Z`,
  event: 'wrong_password',
  login,
});

describe('the journal before unlock', () => {
  it('gives back what was written, in order, over restarts, and begins anew after commit', async () => {
    const { dir, path } = folder();
    await (await openJournal(dir)).append({ at: '2026-05-06T08:00:00Z', event: 'start' });
    const journal = await openJournal(dir);
    await Promise.all([1, 2, 3].map((n) => journal.append(event(n, '王秘书'))));
    const drained = await journal.drain();
    expect(drained.intact).toBe(true);
    expect(drained.entries.map(({ seq, at, login }) => [seq, at.slice(-3), login])).toEqual([
      [1, '00Z', undefined],
      [2, '01Z', '王秘书'],
      [3, '02Z', '王秘书'],
      [4, '03Z', '王秘书'],
    ]);
    expect((await journal.drain()).entries).toHaveLength(4);
    await drained.commit();
    expect(existsSync(path)).toBe(false);
    expect((await journal.drain()).entries).toEqual([]);
    await journal.append(event(4));
    expect((await journal.drain()).entries.map(({ seq }) => seq)).toEqual([1]);
  });

  it('commit keeps what was written since', async () => {
    const { dir } = folder();
    const journal = await openJournal(dir);
    await journal.append(event(1));
    const drained = await journal.drain();
    await journal.append(event(2));
    await drained.commit();
    expect((await journal.drain()).entries).toHaveLength(2);
  });

  it('is synced, line and folder', async () => {
    const { dir } = folder();
    const { layer, seen } = recordingLayer(dir);
    const journal = await openJournal(dir, layer);
    await journal.append(event(1));
    await journal.append(event(2));
    expect(seen).toEqual([
      'append journal.jsonl',
      'write journal.jsonl',
      'fsync journal.jsonl',
      'fsyncdir ',
      'append journal.jsonl',
      'write journal.jsonl',
      'fsync journal.jsonl',
    ]);
  });

  it('tells of a changed, removed, exchanged or invented line', async () => {
    const { dir, path } = folder();
    const journal = await openJournal(dir);
    for (const n of [1, 2, 3]) await journal.append(event(n, `u${n}`));
    const lines = readFileSync(path, 'utf8').trim().split('\n');
    const [a, b, c] = lines;
    for (const bad of [
      [a, b?.replace('u2', 'u9'), c],
      [a, b?.replace('wrong_password', 'unlocked'), c],
      [a, c],
      [b, c],
      [a, c, b],
      [a, b, b, c],
      [a, b, c, '{"at":"x"}'],
    ]) {
      writeFileSync(path, `${bad.join('\n')}\n`);
      expect((await journal.drain()).intact, bad.join('|')).toBe(false);
    }
    writeFileSync(path, `${lines.join('\n')}\n`);
    expect((await journal.drain()).intact).toBe(true);
  });

  it('half a line from a crash is told, and writing goes on', async () => {
    const { dir, path } = folder();
    const journal = await openJournal(dir);
    await journal.append(event(1));
    appendFileSync(path, '{"seq":2,"at":"20');
    await journal.append(event(2));
    const drained = await journal.drain();
    expect(drained.intact).toBe(false);
    expect(drained.entries.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('an endless login is cut, not a reason to lose the event', async () => {
    const { dir } = folder();
    const journal = await openJournal(dir);
    await journal.append(event(1, '长'.repeat(5000)));
    const { entries, intact } = await journal.drain();
    expect([intact, entries[0]?.login]).toEqual([true, '长'.repeat(64)]);
  });

  it('a full disc is a refusal', async () => {
    const { dir } = folder();
    const { layer } = recordingLayer(dir, (seen) => {
      if (seen.startsWith('fsync ')) throw systemError('ENOSPC');
    });
    await expect((await openJournal(dir, layer)).append(event(1))).rejects.toMatchObject({
      code: 'disk_full',
    });
  });
});
