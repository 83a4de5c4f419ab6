import { create } from 'zustand';
import type { DossierSummary, DossierView } from '../../shared/ipc/contract/dossier.ts';
import { bridge, call } from '../bridge.ts';
import { onReset } from './reset.ts';

interface DossiersState {
  list: DossierSummary[] | null;
  /** What is told of a dossier that is not there to tell it. */
  said: string | null;
  load(): Promise<void>;
}

/** The dossiers that the person may know of. */
export const useDossiers = create<DossiersState>()((set) => ({
  list: null,
  said: null,
  load: async () => {
    const list = await call(bridge().dossier.list());
    if (list !== undefined) set({ list });
  },
}));

interface DossierState {
  view: DossierView | null;
  /** The one that was asked for last; an older answer does not overwrite it. */
  wanted: string | null;
  missing: boolean;
  load(id: string): Promise<void>;
}

/** The open dossier, whole. */
export const useDossier = create<DossierState>()((set, get) => ({
  view: null,
  wanted: null,
  missing: false,
  load: async (id) => {
    set((state) => ({ wanted: id, missing: false, view: state.view?.id === id ? state.view : null }));
    const view = await call(bridge().dossier.view({ dossier: id as DossierView['id'] }), ['not_found']);
    if (get().wanted !== id) return;
    // The screen itself says that it cannot be opened.
    if (view === undefined) set({ missing: true, view: null });
    else set({ view });
  },
}));

onReset(() => {
  useDossiers.setState({ list: null, said: null });
  useDossier.setState({ view: null, wanted: null, missing: false });
});
