import { create } from 'zustand';
import type { TodayView } from '../../shared/ipc/contract/work.ts';
import { bridge, call } from '../bridge.ts';
import { onReset } from './reset.ts';

interface TodayState {
  view: TodayView | null;
  load(): Promise<void>;
}

export const useToday = create<TodayState>()((set) => ({
  view: null,
  load: async () => {
    const view = await call(bridge().today.view());
    if (view !== undefined) set({ view });
  },
}));

onReset(() => useToday.setState({ view: null }));
