import { create } from 'zustand';
import type { Input, Output } from '../../shared/ipc/contract.ts';
import type { EvidenceItem } from '../../shared/ipc/contract/dossier.ts';
import type { PackageView } from '../../shared/model/derived.ts';
import type { DossierId, ItemId, ObjectId } from '../../shared/model/ids.ts';
import type { CivilDate } from '../../shared/model/units.ts';
import { bridge, call } from '../bridge.ts';
import { onReset } from './reset.ts';

/** What a person registers of the paper (A-D05). */
type Paper = Omit<Input<'material.paper'>, 'dossier' | 'entry'>;

interface PackageState {
  dossier: string | null;
  id: string | null;
  view: PackageView | null;
  evidence: Record<string, EvidenceItem>;
  /** What was read of the files, and what people saw in them. */
  documents: Output<'document.list'> | null;
  /** Key of the selected piece. */
  piece: string | null;
  load(dossier: string, id: string): Promise<void>;
  select(piece: string): void;
  plan(meeting: CivilDate | null): Promise<boolean>;
  bind(piece: string, object: string): Promise<boolean>;
  confirm(entry: ItemId, sealed: boolean | null): Promise<void>;
  registerPaper(entry: ItemId, paper: Paper): Promise<boolean>;
  unbind(entry: ItemId): Promise<void>;
  read(piece: string, object: string, output: string | null, job: string): Promise<void>;
  look(object: string, rule: string, right: boolean): Promise<void>;
}

const empty = { dossier: null, id: null, view: null, evidence: {}, documents: null, piece: null } as const;

/** One package of one dossier, derived anew after every change. */
export const usePackage = create<PackageState>()((set, get) => {
  async function again(): Promise<void> {
    const { dossier, id } = get();
    if (dossier !== null && id !== null) await get().load(dossier, id);
  }

  return {
    ...empty,
    load: async (dossier, id) => {
      if (get().dossier !== dossier || get().id !== id) set({ ...empty, dossier, id });
      const [view, items, documents] = await Promise.all([
        call(bridge().package.view({ dossier: dossier as DossierId, package: id })),
        call(bridge().evidence.list({ dossier: dossier as DossierId })),
        call(bridge().document.list({ dossier: dossier as DossierId })),
      ]);
      if (get().dossier !== dossier || get().id !== id || view === undefined) return;
      const known = view.pieces.some((piece) => piece.key === get().piece);
      const first = view.pieces.find((piece) => piece.state === 'missing') ?? view.pieces[0];
      set({
        view,
        documents: documents ?? null,
        evidence: Object.fromEntries((items ?? []).map((item) => [item.object, item])),
        piece: known ? get().piece : (first?.key ?? null),
      });
    },
    select: (piece) => set({ piece }),
    plan: async (meeting) => {
      const { dossier, id } = get();
      if (dossier === null || id === null) return false;
      const done = await call(bridge().package.plan({ dossier: dossier as DossierId, package: id, meeting }));
      await again();
      return done !== undefined;
    },
    bind: async (piece, object) => {
      const { dossier, id } = get();
      if (dossier === null || id === null) return false;
      const done = await call(
        bridge().material.bind({
          dossier: dossier as DossierId,
          package: id,
          piece,
          object: object as ObjectId,
        }),
      );
      await again();
      return done !== undefined;
    },
    confirm: async (entry, sealed) => {
      const { dossier } = get();
      if (dossier === null) return;
      await call(bridge().material.confirm({ dossier: dossier as DossierId, entry, sealed }));
      await again();
    },
    read: async (piece, object, output, job) => {
      const { dossier, id } = get();
      if (dossier === null || id === null) return;
      await call(
        bridge().document.check(
          {
            dossier: dossier as DossierId,
            package: id,
            piece,
            object: object as ObjectId,
            output: output as ItemId | null,
          },
          { job },
        ),
      );
      await again();
    },
    look: async (object, rule, right) => {
      const { dossier } = get();
      if (dossier === null) return;
      await call(
        bridge().document.confirm({
          dossier: dossier as DossierId,
          object: object as ObjectId,
          rule,
          right,
          note: '',
        }),
      );
      await again();
    },
    registerPaper: async (entry, paper) => {
      const { dossier } = get();
      if (dossier === null) return false;
      const done = await call(bridge().material.paper({ dossier: dossier as DossierId, entry, ...paper }));
      await again();
      return done !== undefined;
    },
    unbind: async (entry) => {
      const { dossier } = get();
      if (dossier === null) return;
      await call(bridge().material.unbind({ dossier: dossier as DossierId, entry }));
      await again();
    },
  };
});

onReset(() => usePackage.setState({ ...empty }));
