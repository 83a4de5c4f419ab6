import { create } from 'zustand';
import type { TodayView } from '../../shared/ipc/contract/work.ts';
import type { TodayFilter, TodayGroup } from '../../shared/today/filter.ts';
import { bridge, call } from '../bridge.ts';
import { onReset } from './reset.ts';

interface TodayState {
  view: TodayView | null;
  /** What one looks for; it stays while one goes elsewhere and comes back. */
  filter: TodayFilter;
  /** Where one asked for more rows of a group than are usually sent. */
  limits: Partial<Record<TodayGroup, number>>;
  setFilter(filter: TodayFilter): void;
  showMore(group: TodayGroup): void;
  load(): Promise<void>;
}

const moreRows = 200;
/** As long as a person types, main is not asked for every letter. */
const typingMs = 120;
let timer: ReturnType<typeof setTimeout> | undefined;
let asked = 0;

export const useToday = create<TodayState>()((set, get) => ({
  view: null,
  filter: {},
  limits: {},
  setFilter: (filter) => {
    const typed = filter.text !== get().filter.text;
    // One who looks for 以后 wants to see it.
    const later = filter.groups?.includes('later') === true ? { later: moreRows } : {};
    set({ filter, limits: { ...get().limits, ...later } });
    clearTimeout(timer);
    timer = setTimeout(() => void get().load(), typed ? typingMs : 0);
  },
  showMore: (group) => {
    const shown = get().view?.[group].length ?? 0;
    set({ limits: { ...get().limits, [group]: shown + moreRows } });
    void get().load();
  },
  load: async () => {
    asked += 1;
    const mine = asked;
    const { filter, limits } = get();
    const view = await call(bridge().today.view({ filter, limits }));
    // An answer to an older question does not replace the newer one’s.
    if (view !== undefined && mine === asked) set({ view });
  },
}));

onReset(() => {
  clearTimeout(timer);
  asked += 1;
  useToday.setState({ view: null, filter: {}, limits: {} });
});
