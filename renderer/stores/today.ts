import { create } from 'zustand';
import type { TodayView } from '../../shared/ipc/contract/work.ts';
import type { TodayFilter } from '../../shared/today/filter.ts';
import { bridge, call } from '../bridge.ts';
import { onReset } from './reset.ts';

interface TodayState {
  view: TodayView | null;
  /** What one looks for; it stays while one goes elsewhere and comes back. */
  filter: TodayFilter;
  setFilter(filter: TodayFilter): void;
  load(): Promise<void>;
}

export const useToday = create<TodayState>()((set) => ({
  view: null,
  filter: {},
  setFilter: (filter) => set({ filter }),
  load: async () => {
    const view = await call(bridge().today.view());
    if (view !== undefined) set({ view });
  },
}));

onReset(() => useToday.setState({ view: null, filter: {} }));
