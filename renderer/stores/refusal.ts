import { create } from 'zustand';
import type { Refusal } from '../../shared/model/errors.ts';
import { onReset } from './reset.ts';

interface RefusalState {
  refusal: Refusal | null;
  at: Date | null;
  show(refusal: Refusal): void;
  dismiss(): void;
}

/** The one refusal that is being shown. */
export const useRefusal = create<RefusalState>()((set) => ({
  refusal: null,
  at: null,
  show: (refusal) => set({ refusal, at: new Date() }),
  dismiss: () => set({ refusal: null, at: null }),
}));

onReset(() => useRefusal.getState().dismiss());
