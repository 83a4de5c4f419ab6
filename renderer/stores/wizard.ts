import { create } from 'zustand';
import type { DraftView } from '../../shared/ipc/contract/dossier.ts';
import type { Sealed } from '../../shared/ipc/contract/evidence.ts';
import type { Refusal, Result } from '../../shared/model/errors.ts';
import type { DossierId, JobId, ObjectId } from '../../shared/model/ids.ts';
import type { Fields, FieldValue } from '../../shared/model/record.ts';
import { bridge, newJob, settle, showRefusal } from '../bridge.ts';
import { createSaver, noPatch, type Patch, type Saver, type SaveState, withPatch } from '../wizard/saver.ts';
import { onFlush, onReset } from './reset.ts';

/** Where one was in a draft; keys only, so that it may outlive the lock and one returns to the same place. */
interface Spot {
  section: string | null;
  field: string | null;
  seen: string[];
  /** Keys of fields and sections that one has been in and left: only there does a lacking value speak up. */
  left: string[];
}

/** A file on its way into the draft: sealed first, then read. */
export interface Intake {
  job: string;
  phase: 'sealing' | 'reading';
  name: string | null;
}

interface WizardState extends Spot {
  dossier: string | null;
  draft: DraftView | null;
  save: SaveState;
  /** The draft could not be opened. */
  refused: Refusal | null;
  intake: Intake | null;
  finishing: boolean;
  open(dossier: string): Promise<void>;
  leave(): Promise<void>;
  edit(key: string, value: FieldValue): void;
  confirm(key: string, value?: FieldValue): void;
  reconsider(key: string): void;
  chooseSide(side: string | null): void;
  goTo(section: string, field: string | null): void;
  focus(field: string): void;
  leaveField(field: string): void;
  flush(): Promise<boolean>;
  finish(): Promise<boolean>;
  /** `read`: the draft stands open with what was read; `sealed`: the file is in, nothing could be read. */
  takeIn(dossier: string, files: File[] | null): Promise<'read' | 'sealed' | 'nothing'>;
}

const spots = new Map<string, Spot>();
let saver: Saver | null = null;
/** What was typed since the draft was read: a person sees what he types, also where main keeps it back (B-Q16). */
let typed: Fields = {};

const empty = {
  dossier: null,
  draft: null,
  save: 'saved',
  refused: null,
  intake: null,
  finishing: false,
  section: null,
  field: null,
  seen: [] as string[],
  left: [] as string[],
} as const;

/** The draft being filled in. What is typed shows at once and is on disk within half a second. */
export const useWizard = create<WizardState>()((set, get) => {
  function put(patch: Partial<Patch>): void {
    const draft = get().draft;
    if (draft === null) return;
    const whole = { ...noPatch, ...patch };
    typed = withoutEmpty({ ...typed, ...patch.fields });
    set({ draft: withPatch(draft, whole) });
    saver?.put(whole);
  }

  function startSaver(dossier: string): Saver {
    saver?.stop();
    const own: Saver = createSaver(
      async (patch) => {
        const answer = await settle(bridge().dossier.saveDraft({ dossier: dossier as DossierId, ...patch }));
        return answer.ok ? answer.value : null;
      },
      (save, saved) => {
        const { draft, dossier: current } = get();
        if (current !== dossier || draft === null) return;
        // The answer is older than what was typed since: typed words stay over it.
        const whole = saved === null ? draft : { ...draft, ...saved, fields: { ...saved.fields, ...typed } };
        set({ save, draft: saved === null ? draft : withPatch(whole, own.unsaved()) });
      },
    );
    return own;
  }

  function remember(change: Partial<Spot>): void {
    const { dossier, section, field, seen, left } = { ...get(), ...change };
    if (dossier !== null) spots.set(dossier, { section, field, seen, left });
    set(change);
  }

  function load(dossier: string, draft: DraftView): void {
    saver = startSaver(dossier);
    typed = {};
    const spot = spots.get(dossier) ?? { section: null, field: null, seen: [], left: [] };
    set({ ...empty, ...spot, dossier, draft });
  }

  return {
    ...empty,
    open: async (dossier) => {
      await saver?.flush();
      // The same draft stays on the screen while it is read again.
      if (get().dossier !== dossier) set({ ...empty, dossier });
      const answer = await settle(bridge().dossier.draft({ dossier: dossier as DossierId }));
      if (get().dossier !== dossier) return;
      if (!answer.ok) set({ refused: answer, draft: null });
      else if (saver === null || get().draft === null) load(dossier, answer.value);
      else {
        typed = {};
        set({ draft: withPatch(answer.value, saver.unsaved()) });
      }
    },
    leave: async () => {
      await saver?.flush();
      saver?.stop();
      saver = null;
      set({ ...empty });
    },
    edit: (key, value) => {
      const draft = get().draft;
      const read = draft?.reading?.result.fields.some((field) => field.key === key) === true;
      // Typing over what was read is a person's decision; emptying it is not a confirmation of nothing.
      const decided = value !== null && (read || draft?.confirmed.includes(key) === true);
      put({ fields: { [key]: value }, ...(decided ? { confirm: [key] } : {}) });
    },
    confirm: (key, value) =>
      put({ confirm: [key], ...(value === undefined ? {} : { fields: { [key]: value } }) }),
    reconsider: (key) => put({ unconfirm: [key], fields: { [key]: null } }),
    chooseSide: (side) => put({ our_side: side }),
    goTo: (section, field) => {
      const { seen, left, section: before } = get();
      const visited = [...seen, ...(before === null ? [] : [before]), section];
      const gone = before === null || before === section ? left : [...new Set([...left, before])];
      remember({ section, field, seen: [...new Set(visited)], left: gone });
    },
    focus: (field) => {
      if (get().field !== field) remember({ field });
    },
    leaveField: (field) => {
      const { left } = get();
      if (!left.includes(field)) remember({ left: [...left, field] });
    },
    flush: async () => (await saver?.flush()) ?? true,
    finish: async () => {
      const { dossier } = get();
      if (dossier === null) return false;
      set({ finishing: true });
      if (!(await get().flush())) {
        set({ finishing: false });
        return false;
      }
      const answer = await settle(bridge().dossier.finish({ dossier: dossier as DossierId }));
      set({ finishing: false });
      if (!answer.ok) {
        if (answer.code !== 'locked') showRefusal(answer);
        return false;
      }
      saver?.stop();
      saver = null;
      spots.delete(dossier);
      set({ ...empty });
      return true;
    },
    takeIn: async (dossier, files) => {
      const job = newJob();
      set({ intake: { job, phase: 'sealing', name: files?.[0]?.name ?? null } });
      const { sealed, answer } = await readIn(dossier as DossierId, files, job, (intake) => set({ intake }));
      set({ intake: null });
      if (answer === null) return 'nothing';
      if (answer.ok) {
        load(dossier, answer.value);
        return 'read';
      }
      if (answer.code !== 'cancelled' && answer.code !== 'locked') showRefusal(answer);
      // Cancelled leaves things as they were; a file that could not be read stays sealed.
      return sealed && answer.code !== 'cancelled' ? 'sealed' : 'nothing';
    },
  };
});

function withoutEmpty(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

async function readIn(
  dossier: DossierId,
  files: File[] | null,
  job: string,
  told: (intake: Intake) => void,
): Promise<{ sealed: boolean; answer: Result<DraftView> | null }> {
  const sealed: Result<Sealed> = await settle(
    files === null
      ? bridge().evidence.choose({ dossier, many: false }, { job })
      : bridge().drop(files.slice(0, 1), { dossier, job: job as JobId }),
  );
  if (!sealed.ok) return { sealed: false, answer: sealed };
  const [item] = sealed.value.items;
  const [refused] = sealed.value.refused;
  if (item === undefined) {
    const answer: Refusal | null =
      refused === undefined ? null : { ok: false, code: refused.code, params: { name: refused.name } };
    return { sealed: false, answer };
  }
  const reading = newJob();
  told({ job: reading, phase: 'reading', name: item.name });
  const answer = await settle(
    bridge().reading.start({ dossier, object: item.object as ObjectId }, { job: reading }),
  );
  return { sealed: true, answer };
}

onFlush(async () => {
  await saver?.flush();
});

onReset(() => {
  saver?.stop();
  saver = null;
  useWizard.setState({ ...empty });
});
