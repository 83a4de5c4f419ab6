import { create } from 'zustand';
import type { InfoClass } from '../../shared/ipc/channel.ts';
import type { EvidenceItem } from '../../shared/ipc/contract/dossier.ts';
import type { Sealed } from '../../shared/ipc/contract/evidence.ts';
import type { DossierId, JobId } from '../../shared/model/ids.ts';
import type { Marking } from '../../shared/model/marking.ts';
import { ruleOfCode } from '../../shared/text/house-rules.ts';
import { bridge, call, newJob, settle, showRefusal } from '../bridge.ts';
import { onReset } from './reset.ts';

/** One intake of files while it runs. */
export interface Intake {
  job: string;
  names: string[];
}

interface EvidenceState {
  dossier: string | null;
  items: EvidenceItem[] | null;
  intakes: Intake[];
  refused: Sealed['refused'];
  /** How many came in with the last intake, for the one who listens. */
  last: number | null;
  /** E-13: what the next files are declared as; null: what is usual for the dossier. */
  declared: InfoClass | null;
  declare(declared: InfoClass | null): void;
  load(dossier: string): Promise<void>;
  take(dossier: string, files: File[] | null): Promise<void>;
  /** Asks for a folder and seals it as one dataset. */
  takeFolder(dossier: string): Promise<void>;
  dismiss(): void;
}

const empty = { dossier: null, items: null, intakes: [], refused: [], last: null, declared: null };

/** The sealed files of the open dossier, and those on their way in. */
export const useEvidence = create<EvidenceState>()((set, get) => ({
  ...empty,
  load: async (dossier) => {
    if (get().dossier !== dossier) set({ ...empty, dossier });
    const items = await call(bridge().evidence.list({ dossier: dossier as DossierId }));
    if (get().dossier === dossier && items !== undefined) set({ items });
  },
  take: async (dossier, files) => {
    // One job a file: each has its own progress, and cancelling one leaves the others.
    const groups: (File[] | null)[] = files === null ? [null] : files.map((file) => [file]);
    const intakes = groups.map((group) => ({ job: newJob(), names: group?.map((file) => file.name) ?? [] }));
    set((state) => ({ intakes: [...state.intakes, ...intakes], refused: [], last: null }));
    let count = 0;
    for (const [index, group] of groups.entries()) {
      const intake = intakes[index];
      if (intake === undefined) continue;
      if (get().intakes.some((one) => one.job === intake.job)) count += await takeOne(dossier, group, intake);
      set((state) => ({ intakes: state.intakes.filter((one) => one.job !== intake.job) }));
    }
    set({ last: count });
    if (get().dossier === dossier) await get().load(dossier);
  },
  takeFolder: async (dossier) => {
    const intake: Intake = { job: newJob(), names: [] };
    set((state) => ({ intakes: [...state.intakes, intake], refused: [], last: null }));
    const answer = await settle(
      bridge().dataset.choose({ dossier: dossier as DossierId, ...declaration() }, { job: intake.job }),
    );
    set((state) => ({ intakes: state.intakes.filter((one) => one.job !== intake.job) }));
    if (!answer.ok && answer.code !== 'cancelled' && answer.code !== 'locked') showRefusal(answer);
    if (answer.ok && answer.value !== null) set({ last: answer.value.dataset?.files ?? 1 });
    if (get().dossier === dossier) await get().load(dossier);
  },
  declare: (declared) => set({ declared }),
  dismiss: () => set({ refused: [] }),
}));

/** The class that was chosen, kept for good as everything is that nobody limits (A-T19, B-T16). */
function declaration(): { marking?: Marking } {
  const { declared } = useEvidence.getState();
  return declared === null ? {} : { marking: { infoClass: declared, retention: { kind: 'perpetual' } } };
}

async function takeOne(dossier: string, files: File[] | null, intake: Intake): Promise<number> {
  const answer = await settle(
    files === null
      ? bridge().evidence.choose(
          { dossier: dossier as DossierId, many: true, ...declaration() },
          { job: intake.job },
        )
      : bridge().drop(files, { dossier, job: intake.job as JobId, ...declaration() }),
  );
  if (!answer.ok) {
    if (answer.code === 'cancelled' || answer.code === 'locked') return 0;
    const [name] = intake.names;
    if (name === undefined) showRefusal(answer);
    else {
      const { code } = answer;
      tell([{ name, code }]);
    }
    return 0;
  }
  tell(answer.value.refused);
  return answer.value.items.length;
}

/** Refused files stay listed; what policy refuses is told in its clause's words as well. */
function tell(refused: Sealed['refused']): void {
  useEvidence.setState((state) => ({ refused: [...state.refused, ...refused] }));
  const [marked] = refused.filter(({ code }) => ruleOfCode[code] !== undefined);
  if (marked !== undefined) showRefusal({ ok: false, code: marked.code, params: { name: marked.name } });
}

onReset(() => useEvidence.setState({ ...empty }));
