import type { WebContents } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { channelNames } from '../../shared/ipc/contract.ts';

const handlers = new Map<string, (event: unknown, input: unknown, options?: unknown) => Promise<unknown>>();
vi.mock('electron', () => ({
  ipcMain: { handle: (channel: string, handler: never) => handlers.set(channel, handler) },
}));
const { push, registerRouter } = await import('./router.ts');

const ours = { isDestroyed: () => false, send: vi.fn() } as unknown as WebContents;
const frame = { url: 'app://bundle/', parent: null };
const gate = vi.fn(async () => ({ ok: true as const, value: 'answer' }));
const refused = vi.fn();

beforeEach(() => {
  handlers.clear();
  gate.mockClear();
  refused.mockClear();
  registerRouter(gate, () => ours, refused);
});

describe('the router', () => {
  it('registers the channels of the contract and no other', () => {
    expect([...handlers.keys()].sort()).toEqual([...channelNames].sort());
  });

  it('hands our page to the gate, with its job', async () => {
    const answer = await handlers.get('app.info')?.(
      { sender: ours, senderFrame: frame },
      { a: 1 },
      { job: 'j' },
    );
    expect(answer).toEqual({ ok: true, value: 'answer' });
    expect(gate).toHaveBeenCalledExactlyOnceWith('app.info', { a: 1 }, 'j');
  });

  // E-01: the sender comes before everything else.
  it.each([
    ['another window', { sender: {}, senderFrame: frame }],
    ['no sender', { sender: undefined, senderFrame: frame }],
    ['a frame that is gone', { sender: ours, senderFrame: null }],
    ['a subframe', { sender: ours, senderFrame: { url: 'app://bundle/', parent: frame } }],
    ['an empty address', { sender: ours, senderFrame: { url: '', parent: null } }],
    ['about:blank', { sender: ours, senderFrame: { url: 'about:blank', parent: null } }],
    ['another host', { sender: ours, senderFrame: { url: 'app://bundle.evil/', parent: null } }],
    ['another scheme', { sender: ours, senderFrame: { url: 'https://bundle/', parent: null } }],
    ['a frame without an address', { sender: ours, senderFrame: { parent: null } }],
  ])('E-01: %s is a stranger on every channel', async (_name, event) => {
    for (const channel of channelNames) {
      expect(await handlers.get(channel)?.(event, {})).toEqual({
        ok: false,
        code: 'untrusted_sender',
        rule: 'E-01',
      });
    }
    expect(gate).not.toHaveBeenCalled();
    expect(refused).toHaveBeenCalledTimes(channelNames.length);
  });

  it('has no window, no trust', async () => {
    handlers.clear();
    registerRouter(gate, () => undefined, refused);
    const event = { sender: undefined, senderFrame: frame };
    expect(await handlers.get('app.info')?.(event, {})).toMatchObject({ code: 'untrusted_sender' });
  });

  it('takes only a short string for a job', async () => {
    for (const options of [undefined, null, 'j', { job: 1 }, { job: '' }, { job: 'x'.repeat(65) }, []]) {
      await handlers.get('app.info')?.({ sender: ours, senderFrame: frame }, {}, options);
      expect(gate).toHaveBeenLastCalledWith('app.info', {}, undefined);
    }
  });

  it('lets no words of a fault out', async () => {
    gate.mockRejectedValueOnce(new Error('/home/x/store: secret'));
    const answer = await handlers.get('app.info')?.({ sender: ours, senderFrame: frame }, {});
    expect(answer).toEqual({ ok: false, code: 'internal' });
  });

  it('pushes to a living window only', () => {
    push(ours, 'changed', { what: 'session' });
    expect(ours.send).toHaveBeenCalledExactlyOnceWith('changed', { what: 'session' });
    push(undefined, 'changed', {});
    push({ isDestroyed: () => true, send: vi.fn() } as unknown as WebContents, 'progress', {});
  });
});
