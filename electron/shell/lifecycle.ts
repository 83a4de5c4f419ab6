interface Preventable {
  preventDefault(): void;
}

export interface Quit {
  /** For `before-quit`: holds the quit back until all is closed. */
  beforeQuit(event: Preventable): void;
  /** For the window's `close`: closing the one window is quitting. */
  windowClosing(event: Preventable): void;
  readonly quitting: boolean;
}

/**
 * One clean way out: whatever asks first, the store is locked and closed once, then the process ends; later
 * requests wait for the same end. A close that hangs or fails ends the process with 1 after the deadline,
 * since the store is safe against that at any moment and a window that cannot be closed is not.
 */
export function createQuit(
  close: () => Promise<void>,
  exit: (code: number) => void,
  quit: () => void,
  deadlineMs = 20_000,
): Quit {
  let state: 'running' | 'closing' | 'closed' = 'running';

  async function end(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<number>((resolve) => {
      timer = setTimeout(resolve, deadlineMs, 1);
    });
    const code = await Promise.race([
      close().then(
        () => 0,
        () => 1,
      ),
      late,
    ]);
    clearTimeout(timer);
    state = 'closed';
    exit(code);
  }

  return {
    beforeQuit(event) {
      if (state === 'closed') return;
      event.preventDefault();
      if (state === 'closing') return;
      state = 'closing';
      void end();
    },
    windowClosing(event) {
      if (state === 'closed') return;
      event.preventDefault();
      quit();
    },
    get quitting() {
      return state !== 'running';
    },
  };
}
