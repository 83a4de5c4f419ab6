import { create } from 'zustand';
import { bridge, call } from '../bridge.ts';
import { onReset } from './reset.ts';

interface AmountsState {
  /** Dossiers whose amounts a person asked to see since the last unlock. */
  shown: ReadonlySet<string>;
  /** Asks main to show them, which records it (E-09); nothing is unmasked where it refuses. */
  unmask(dossier: string): Promise<boolean>;
  mask(dossier: string): void;
}

/** Which amounts are not masked. */
export const useAmounts = create<AmountsState>()((set, get) => ({
  shown: new Set(),
  unmask: async (dossier) => {
    const answer = await call(bridge().dossier.unmask({ dossier: dossier as never }));
    if (answer !== undefined) set({ shown: new Set([...get().shown, dossier]) });
    return answer !== undefined;
  },
  mask: (dossier) => set({ shown: new Set([...get().shown].filter((one) => one !== dossier)) }),
}));

onReset(() => useAmounts.setState({ shown: new Set() }));
