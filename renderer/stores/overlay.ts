import { create } from 'zustand';
import { onReset } from './reset.ts';

type Overlay = 'search' | 'help' | 'jobs' | null;

interface OverlayState {
  open: Overlay;
  show(overlay: Overlay): void;
}

/** What lies over the screen: at most one. */
export const useOverlay = create<OverlayState>()((set) => ({
  open: null,
  show: (open) => set({ open }),
}));

onReset(() => useOverlay.setState({ open: null }));
