import { create } from 'zustand';
import { bridge, call } from '../bridge.ts';
import type { DossierId } from '../../shared/model/ids.ts';
import { useDossier } from './dossiers.ts';
import { usePackage } from './package.ts';
import { onReset } from './reset.ts';
import { useToday } from './today.ts';
import { useWizard } from './wizard.ts';

interface AmountsState {
  /** Dossiers whose amounts a person asked to see and whose time is not over. */
  shown: ReadonlySet<string>;
  /** Asks main to show them, which records it (E-09); nothing is unmasked where it refuses. */
  unmask(dossier: string): Promise<boolean>;
  /** Takes them out of sight again, before their time is over. */
  mask(dossier: string): Promise<void>;
}

const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** Which amounts are not masked. Main keeps the others back; the page only remembers what it was answered. */
export const useAmounts = create<AmountsState>()((set, get) => {
  const without = (dossier: string) => new Set([...get().shown].filter((one) => one !== dossier));
  const forget = (dossier: string) => {
    clearTimeout(timers.get(dossier));
    timers.delete(dossier);
    set({ shown: without(dossier) });
  };
  return {
    shown: new Set(),
    unmask: async (dossier) => {
      const answer = await call(bridge().dossier.unmask({ dossier: dossier as DossierId }));
      if (answer === undefined) return false;
      clearTimeout(timers.get(dossier));
      const left = Date.parse(answer.until) - Date.now();
      timers.set(
        dossier,
        setTimeout(() => void get().mask(dossier), Math.max(0, left)),
      );
      await readAgain(dossier);
      set({ shown: new Set([...get().shown, dossier]) });
      return true;
    },
    mask: async (dossier) => {
      forget(dossier);
      await call(bridge().dossier.mask({ dossier: dossier as DossierId }));
      await readAgain(dossier);
    },
  };
});

/** Whatever the page holds of the dossier is read anew: with its amounts, or without. */
async function readAgain(dossier: string): Promise<void> {
  const { view, load } = useDossier.getState();
  const wizard = useWizard.getState();
  const bundle = usePackage.getState();
  const today = useToday.getState();
  await Promise.all([
    view?.id === dossier ? load(dossier) : undefined,
    wizard.dossier === dossier ? wizard.open(dossier) : undefined,
    bundle.dossier === dossier && bundle.id !== null ? bundle.load(dossier, bundle.id) : undefined,
    today.view === null ? undefined : today.load(),
  ]);
}

onReset(() => {
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
  useAmounts.setState({ shown: new Set() });
});
