import { create } from 'zustand';
import type { ApprovalView } from '../../shared/model/approval.ts';
import type { DossierId, ObjectId } from '../../shared/model/ids.ts';
import { bridge, call } from '../bridge.ts';
import { onReset } from './reset.ts';

/** What was to be handed over when it was refused: a request begins with it. */
export interface Matter {
  dossier: string;
  objects: readonly ObjectId[];
  recipient: string;
}

interface ApprovalsState {
  dossier: string | null;
  items: ApprovalView[] | null;
  /** A request that the person was led to by a refusal. */
  begun: Matter | null;
  /** What may still be given, after more than that was refused: 给第三方 opens with it. */
  narrowed: Matter | null;
  load(dossier: string): Promise<void>;
  narrow(matter: Matter | null): void;
  begin(matter: Matter | null): void;
}

/** 一事一议 of the open dossier. */
export const useApprovals = create<ApprovalsState>()((set, get) => ({
  dossier: null,
  items: null,
  begun: null,
  narrowed: null,
  narrow: (narrowed) => set({ narrowed }),
  load: async (dossier) => {
    if (get().dossier !== dossier) set({ dossier, items: null });
    const items = await call(bridge().approval.list({ dossier: dossier as DossierId }));
    if (get().dossier === dossier && items !== undefined) set({ items });
  },
  begin: (begun) => set({ begun }),
}));

/** Of what was refused the files that an unused consent to this recipient covers; null where that is none or all. */
export function giveableOf(matter: Matter, requests: readonly ApprovalView[]): Matter | null {
  const granted = requests.find(
    ({ ask, state }) => state === 'granted' && ask.recipient === matter.recipient,
  );
  const objects = matter.objects.filter((object) => granted?.ask.objects.includes(object));
  return objects.length === 0 || objects.length === matter.objects.length ? null : { ...matter, objects };
}

onReset(() => useApprovals.setState({ dossier: null, items: null, begun: null, narrowed: null }));
