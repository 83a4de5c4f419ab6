import type { DraftView } from '../../shared/ipc/contract/dossier.ts';
import type { Fields } from '../../shared/model/record.ts';

/** What was typed or decided and is not yet known to be on disk. */
export interface Patch {
  our_side?: string | null;
  fields: Fields;
  confirm: string[];
  unconfirm: string[];
}

export type SaveState = 'saved' | 'saving' | 'failed';
export type Saved = Pick<DraftView, 'fields' | 'confirmed' | 'our_side' | 'findings' | 'saved_at'>;

export const noPatch: Patch = { fields: {}, confirm: [], unconfirm: [] };

export function isNothing(patch: Patch): boolean {
  return (
    patch.our_side === undefined &&
    Object.keys(patch.fields).length === 0 &&
    patch.confirm.length === 0 &&
    patch.unconfirm.length === 0
  );
}

/** The later patch over the earlier: a key confirmed and then taken back is only taken back. */
export function joinPatches(earlier: Patch, later: Patch): Patch {
  return {
    ...(later.our_side !== undefined
      ? { our_side: later.our_side }
      : earlier.our_side !== undefined
        ? { our_side: earlier.our_side }
        : {}),
    fields: { ...earlier.fields, ...later.fields },
    confirm: union(earlier.confirm, later.confirm, later.unconfirm),
    unconfirm: union(earlier.unconfirm, later.unconfirm, later.confirm),
  };
}

function union(first: readonly string[], second: readonly string[], without: readonly string[]): string[] {
  return [...new Set([...first.filter((key) => !without.includes(key)), ...second])];
}

/** The draft as it will stand once the patch is saved, so that the screen never waits for the disk. */
export function withPatch(draft: DraftView, patch: Patch): DraftView {
  const fields = { ...draft.fields };
  for (const [key, value] of Object.entries(patch.fields)) {
    if (value === null) delete fields[key];
    else fields[key] = value;
  }
  return {
    ...draft,
    our_side: patch.our_side === undefined ? draft.our_side : patch.our_side,
    fields,
    confirmed: union(draft.confirmed, patch.confirm, patch.unconfirm).filter(
      (key) => !patch.unconfirm.includes(key),
    ),
  };
}

export interface Saver {
  /** Takes a change; it is on its way within {@link delayMs}. */
  put(patch: Patch): void;
  /** Sends what is pending now; true when everything is on disk. */
  flush(): Promise<boolean>;
  /** What has not been acknowledged, over the last acknowledged draft. */
  unsaved(): Patch;
  stop(): void;
}

/** Typing reaches the disk well within the half second of design section 5. */
export const delayMs = 250;
const retryMs = 2_000;

/**
 * Sends changes one after another, never two at once, so that an older one cannot overwrite a newer. What could
 * not be saved stays pending and is tried again.
 */
export function createSaver(
  send: (patch: Patch) => Promise<Saved | null>,
  heard: (state: SaveState, saved: Saved | null) => void,
): Saver {
  let pending: Patch = noPatch;
  let travelling: Patch = noPatch;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: Promise<boolean> | null = null;
  let stopped = false;

  function later(ms: number): void {
    if (timer !== null) clearTimeout(timer);
    timer = stopped ? null : setTimeout(() => void flush(), ms);
  }

  async function drain(): Promise<boolean> {
    while (!isNothing(pending)) {
      travelling = pending;
      pending = noPatch;
      heard('saving', null);
      const saved = await send(travelling).catch(() => null);
      if (saved === null) {
        pending = joinPatches(travelling, pending);
        travelling = noPatch;
        heard('failed', null);
        later(retryMs);
        return false;
      }
      travelling = noPatch;
      heard(isNothing(pending) ? 'saved' : 'saving', saved);
    }
    return true;
  }

  async function flush(): Promise<boolean> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    running ??= drain().finally(() => {
      running = null;
    });
    return running;
  }

  return {
    put(patch) {
      pending = joinPatches(pending, patch);
      heard('saving', null);
      if (timer === null) later(delayMs);
    },
    flush,
    unsaved: () => joinPatches(travelling, pending),
    stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
