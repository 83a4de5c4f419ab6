import { create } from 'zustand';

export type Screen =
  | 'today'
  | 'dossiers'
  | 'dossier'
  | 'wizard'
  | 'package'
  | 'audit'
  | 'policy'
  | 'settings'
  | 'people'
  | 'health'
  | 'archives';

/** A place in the application: ids only, so that it may outlive the lock and be returned to. */
export interface Place {
  screen: Screen;
  dossier?: string;
  tab?: string;
  package?: string;
  /** What to show first: an obligation's id, a field's key, an object's id. */
  target?: string;
}

interface NavigationState {
  place: Place;
  past: Place[];
  /** The dossier that was open last; 材料包 of the spine opens for it. */
  last: string | undefined;
  go(place: Place): void;
  /** Changes the place without a step back to it. */
  replace(change: Partial<Place>): void;
  back(): void;
  /** Another person sits down: not even an id of the way stays. */
  begin(): void;
  /** A dossier that is gone is no place to return to. */
  forget(dossier: string): void;
}

export const useNavigation = create<NavigationState>()((set, get) => ({
  place: { screen: 'today' },
  past: [],
  last: undefined,
  go: (place) =>
    set((state) => ({
      place,
      past: [...state.past, state.place].slice(-30),
      last: place.screen === 'wizard' ? state.last : (place.dossier ?? state.last),
    })),
  replace: (change) => set((state) => ({ place: { ...state.place, ...change } })),
  back: () => {
    const past = get().past;
    set({ place: past.at(-1) ?? { screen: 'today' }, past: past.slice(0, -1) });
  },
  begin: () => set({ place: { screen: 'today' }, past: [], last: undefined }),
  forget: (dossier) =>
    set((state) => ({
      past: state.past.filter((place) => place.dossier !== dossier),
      last: state.last === dossier ? undefined : state.last,
      place: state.place.dossier === dossier ? { screen: 'dossiers' } : state.place,
    })),
}));

/** Goes to a place from outside a component. */
export function goTo(place: Place): void {
  useNavigation.getState().go(place);
}
