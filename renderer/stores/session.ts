import { create } from 'zustand';
import type { Output } from '../../shared/ipc/contract.ts';
import { bridge, call, settle } from '../bridge.ts';
import { useLanguage } from './language.ts';
import { flushAll, resetAll } from './reset.ts';

type Status = Output<'session.unlock'>;
type Info = Output<'app.info'>;

interface SessionState {
  info: Info | null;
  status: Status | null;
  accounts: { id: string; login: string }[];
  /** Recovery papers are on the screen: the frame waits until they are confirmed. */
  entering: boolean;
  lastActive: number;
  load(): Promise<void>;
  apply(status: Status): void;
  setEntering(entering: boolean): void;
  lock(): Promise<void>;
  touch(): void;
}

async function ownLanguage(): Promise<void> {
  const result = await settle(bridge().setting.get());
  if (result.ok) useLanguage.getState().set(result.value.language);
}

const TOUCH_EVERY_MS = 10_000;
let touched = 0;

export const useSession = create<SessionState>()((set, get) => ({
  info: null,
  status: null,
  accounts: [],
  entering: false,
  lastActive: Date.now(),
  load: async () => {
    const info = await call(bridge().app.info());
    if (info !== undefined) {
      // The person's own choice is sealed until unlock; then it rules.
      if (get().info === null) useLanguage.getState().set(info.language);
      set({ info });
    }
    const status = await call(bridge().session.status());
    if (status === undefined) return;
    set({ accounts: status.accounts });
    get().apply(status);
  },
  apply: (status) => {
    const was = get().status?.state;
    if (was === 'unlocked' && status.state !== 'unlocked') resetAll();
    if (was !== 'unlocked' && status.state === 'unlocked') void ownLanguage();
    set({ status, lastActive: Date.now() });
  },
  setEntering: (entering) => set({ entering }),
  lock: async () => {
    await flushAll();
    const result = await settle(bridge().session.lock());
    // Even where main did not answer, nothing stays on the screen.
    if (result.ok) get().apply(result.value);
    else resetAll();
    await get().load();
  },
  touch: () => {
    const now = Date.now();
    set({ lastActive: now });
    if (get().status?.state !== 'unlocked' || now - touched < TOUCH_EVERY_MS) return;
    touched = now;
    void settle(bridge().session.touch()).then((result) => {
      if (!result.ok && result.code === 'locked') void get().load();
    });
  },
}));
