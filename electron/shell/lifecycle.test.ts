import { describe, expect, it, vi } from 'vitest';
import { createQuit } from './lifecycle.ts';

function event() {
  return { preventDefault: vi.fn() };
}

describe('quitting', () => {
  it('holds every request back until the store is closed, closes once, then ends with 0', async () => {
    let closed = (): void => undefined;
    const close = vi.fn(() => new Promise<void>((resolve) => (closed = resolve)));
    const exit = vi.fn();
    const quit = createQuit(close, exit, vi.fn());
    const first = event();
    const second = event();
    quit.beforeQuit(first);
    quit.beforeQuit(second);
    expect(first.preventDefault).toHaveBeenCalledOnce();
    expect(second.preventDefault).toHaveBeenCalledOnce();
    expect(close).toHaveBeenCalledOnce();
    expect(quit.quitting).toBe(true);
    expect(exit).not.toHaveBeenCalled();
    closed();
    await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(0));
    const after = event();
    quit.beforeQuit(after);
    expect(after.preventDefault).not.toHaveBeenCalled();
  });

  it('ends with 1 when closing fails', async () => {
    const exit = vi.fn();
    createQuit(() => Promise.reject(new Error('disk')), exit, vi.fn()).beforeQuit(event());
    await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(1));
  });

  it('ends with 1 when closing hangs', async () => {
    const exit = vi.fn();
    createQuit(() => new Promise(() => undefined), exit, vi.fn(), 20).beforeQuit(event());
    await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(1));
  });

  it('turns the closing of the one window into quitting', () => {
    const ask = vi.fn();
    const quit = createQuit(() => Promise.resolve(), vi.fn(), ask);
    const closing = event();
    quit.windowClosing(closing);
    expect(closing.preventDefault).toHaveBeenCalledOnce();
    expect(ask).toHaveBeenCalledOnce();
  });
});
