import { create } from 'zustand';
import type { Output } from '../../shared/ipc/contract.ts';
import { bridge, call, settle } from '../bridge.ts';
import { administrators } from '../../shared/model/policy.ts';
import { useLanguage } from './language.ts';
import { type Screen, useNavigation } from './navigation.ts';
import { flushAll, resetAll } from './reset.ts';

type Status = Output<'session.unlock'>;
type Info = Output<'app.info'>;

/** E-15: whether the open account is one of the three who read no content; main decides, this draws the way. */
export function readsNoContent({ status }: { status: Status | null }): boolean {
  return administrators.some((role) => role === status?.account?.role);
}

/** The places that hold no content. */
export const outsideContent: readonly Screen[] = [
  'people',
  'archives',
  'audit',
  'policy',
  'settings',
  'health',
];

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
/** Who was here last. */
let sitting: string | null = null;

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
    const shut = get().status?.account?.must_change === true;
    if (was === 'unlocked' && status.state !== 'unlocked') resetAll();
    // Before the first password is changed nothing is open, the person's own choices neither.
    const opens = status.state === 'unlocked' && status.account?.must_change !== true;
    if (opens && (was !== 'unlocked' || shut)) void ownLanguage();
    const { account } = status;
    if (account !== null && sitting !== null && account.id !== sitting) useNavigation.getState().begin();
    if (account !== null) sitting = account.id;
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
