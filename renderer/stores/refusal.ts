import { create } from 'zustand';
import type { Refusal } from '../../shared/model/errors.ts';
import type { Matter } from './approvals.ts';
import { onReset } from './reset.ts';

interface RefusalState {
  refusal: Refusal | null;
  at: Date | null;
  /** What was to be handed over: a request can begin with it. */
  matter: Matter | null;
  show(refusal: Refusal, matter?: Matter | null): void;
  dismiss(): void;
}

/** The one refusal that is being shown. */
export const useRefusal = create<RefusalState>()((set) => ({
  refusal: null,
  at: null,
  matter: null,
  show: (refusal, matter = null) => set({ refusal, at: new Date(), matter }),
  dismiss: () => set({ refusal: null, at: null, matter: null }),
}));

onReset(() => useRefusal.getState().dismiss());
