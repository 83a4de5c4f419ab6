import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(min-width: 1200px)');

/** Whether side panes have room: under 1200 CSS px they wait for their key. */
export function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => query.matches,
  );
}
