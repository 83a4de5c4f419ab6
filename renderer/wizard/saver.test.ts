import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DraftView } from '../../shared/ipc/contract/dossier.ts';
import { createSaver, delayMs, joinPatches, noPatch, type Patch, type Saved, withPatch } from './saver.ts';

const typed = (key: string, value: string): Patch => ({ ...noPatch, fields: { [key]: value } });
const done = { fields: {}, confirmed: [], our_side: null, findings: [], saved_at: '' } as Saved;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('saving a draft while it is typed', () => {
  it('sends within half a second, many keystrokes at once', async () => {
    const sent: Patch[] = [];
    const saver = createSaver(
      async (patch) => {
        sent.push(patch);
        return done;
      },
      () => undefined,
    );
    for (const text of ['甲', '甲乙', '甲乙丙']) saver.put(typed('name', text));
    await vi.advanceTimersByTimeAsync(delayMs);
    expect(sent.map((patch) => patch.fields)).toEqual([{ name: '甲乙丙' }]);
    expect(delayMs).toBeLessThan(500);
  });

  it('does not put off saving while typing goes on', async () => {
    const send = vi.fn(async () => done);
    const saver = createSaver(send, () => undefined);
    for (let tick = 0; tick < 10; tick += 1) {
      saver.put(typed('name', String(tick)));
      await vi.advanceTimersByTimeAsync(delayMs / 2);
    }
    expect(send.mock.calls.length).toBeGreaterThanOrEqual(3);
  });

  it('never has two on the way, and flush waits for both', async () => {
    const answer: (() => void)[] = [];
    let travelling = 0;
    let most = 0;
    const saver = createSaver(
      () => {
        travelling += 1;
        most = Math.max(most, travelling);
        return new Promise((resolve) => {
          answer.push(() => {
            travelling -= 1;
            resolve(done);
          });
        });
      },
      () => undefined,
    );
    saver.put(typed('a', '1'));
    const first = saver.flush();
    saver.put(typed('b', '2'));
    const second = saver.flush();
    expect(saver.unsaved().fields).toEqual({ a: '1', b: '2' });
    answer.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
    answer.shift()?.();
    expect(await Promise.all([first, second])).toEqual([true, true]);
    expect(most).toBe(1);
    expect(saver.unsaved()).toEqual(noPatch);
  });

  it('keeps what could not be saved and tries again', async () => {
    const states: string[] = [];
    let works = false;
    const sent: Patch[] = [];
    const saver = createSaver(
      async (patch) => {
        sent.push(patch);
        return works ? done : null;
      },
      (state) => states.push(state),
    );
    saver.put(typed('a', '1'));
    expect(await saver.flush()).toBe(false);
    saver.put(typed('b', '2'));
    works = true;
    await vi.advanceTimersByTimeAsync(3_000);
    expect(sent.at(-1)?.fields).toEqual({ a: '1', b: '2' });
    expect(states).toContain('failed');
    expect(states.at(-1)).toBe('saved');
  });
});

describe('patches', () => {
  it('lets the later decision stand', () => {
    const confirmed = { ...noPatch, confirm: ['a', 'b'] };
    const back = { ...noPatch, unconfirm: ['a'] };
    expect(joinPatches(confirmed, back)).toMatchObject({ confirm: ['b'], unconfirm: ['a'] });
    expect(joinPatches(back, confirmed)).toMatchObject({ confirm: ['a', 'b'], unconfirm: [] });
    expect(joinPatches({ ...noPatch, our_side: null }, noPatch).our_side).toBeNull();
  });

  it('shows the draft as it will stand', () => {
    const draft = { fields: { a: '1', b: '2' }, confirmed: ['b'], our_side: null } as unknown as DraftView;
    const patch = { our_side: 'party_b', fields: { a: null, c: '3' }, confirm: ['c'], unconfirm: ['b'] };
    expect(withPatch(draft, patch)).toEqual({
      fields: { b: '2', c: '3' },
      confirmed: ['c'],
      our_side: 'party_b',
    });
  });
});
