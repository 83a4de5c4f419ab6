import { useEffect, useRef } from 'react';
import { create } from 'zustand';

/** One key of a scope. `keys`: `Ctrl+K`, `Alt+ArrowUp`, `Enter`, `Space`, `n`, `F1`. */
export interface Shortcut {
  keys: string | readonly string[];
  run(event: KeyboardEvent): void;
  /** Shown in the hint bar when it has words; `cap` is what the key cap says. */
  label?: string | undefined;
  cap?: string;
  /** Works while a text field has the focus. */
  inText?: boolean;
  /** Stands at the right of the hint bar. */
  right?: boolean;
  disabled?: boolean;
  /** Is heard under a dialog too: the lock is never kept waiting. */
  overModal?: boolean;
}

export interface Hint {
  cap: string;
  label: string;
  right: boolean;
}

interface Scope {
  level: number;
  modal: boolean;
  current: { shortcuts: readonly Shortcut[] };
}

/** Who is asked first: what lies over the screen, a part of it, the screen, the application. */
export const levels = { application: 0, screen: 1, part: 2, modal: 9 } as const;

const scopes: Scope[] = [];

export const useHints = create<{ hints: Hint[] }>()(() => ({ hints: [] }));

function refreshHints(): void {
  const hints: Hint[] = [];
  const taken = new Set<string>();
  for (let i = scopes.length - 1; i >= 0; i -= 1) {
    const scope = scopes[i];
    for (const shortcut of scope?.current.shortcuts ?? []) {
      const first = listOf(shortcut.keys)[0] ?? '';
      if (shortcut.label === undefined || shortcut.disabled || taken.has(first)) continue;
      taken.add(first);
      hints.push({ cap: shortcut.cap ?? first, label: shortcut.label, right: shortcut.right ?? false });
    }
    if (scope?.modal) break;
  }
  const same = JSON.stringify(useHints.getState().hints) === JSON.stringify(hints);
  if (!same) useHints.setState({ hints });
}

function listOf(keys: Shortcut['keys']): readonly string[] {
  return typeof keys === 'string' ? [keys] : keys;
}

/** The name of a pressed key as shortcuts write it. */
export function keyName(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string {
  const key = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push('Ctrl');
  if (event.altKey) parts.push('Alt');
  if (event.shiftKey && event.key.length > 1) parts.push('Shift');
  return [...parts, key].join('+');
}

const wanted = (keys: string) =>
  keys.replace(/([A-Z])$/, (letter, _, at: number) =>
    at === 0 || keys[at - 1] === '+' ? letter.toLowerCase() : letter,
  );

/** Whether what has the focus uses the key itself: a field its letters, a button its Enter and space. */
function ownedByTarget(event: KeyboardEvent, shortcut: Shortcut): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('[data-keys="through"]') === target) return false;
  const modified = event.ctrlKey || event.metaKey || event.altKey || /^F\d+$/.test(event.key);
  const text =
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type));
  if (text)
    return !(modified || shortcut.inText === true || (event.key === 'Escape' && shortcut.inText !== false));
  if (event.key !== 'Enter' && event.key !== ' ') return false;
  return (
    target.closest('button, a[href], [role="button"], [role="tab"], [role="option"], input, summary') !== null
  );
}

function onKeyDown(event: KeyboardEvent): void {
  // A Chinese input method is composing: every key is its own.
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
  const name = keyName(event);
  let underModal = false;
  for (let i = scopes.length - 1; i >= 0; i -= 1) {
    const scope = scopes[i];
    for (const shortcut of scope?.current.shortcuts ?? []) {
      if (underModal && shortcut.overModal !== true) continue;
      if (shortcut.disabled || !listOf(shortcut.keys).some((keys) => wanted(keys) === name)) continue;
      if (ownedByTarget(event, shortcut)) return;
      event.preventDefault();
      event.stopPropagation();
      shortcut.run(event);
      return;
    }
    underModal ||= scope?.modal === true;
  }
}

/** Listens once for the whole page. */
export function startKeyboard(): () => void {
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}

/**
 * Gives a component its keys while it is mounted. Of one level the scope mounted last is asked first; a modal
 * one hides those below it, from the keys and from the hint bar.
 */
export function useShortcuts(
  shortcuts: readonly Shortcut[],
  options: { modal?: boolean; active?: boolean; level?: number } = {},
): void {
  const { modal = false, active = true } = options;
  const level = options.level ?? (modal ? levels.modal : levels.screen);
  const current = useRef({ shortcuts });
  current.current.shortcuts = shortcuts;
  useEffect(() => {
    if (!active) return;
    const scope: Scope = { level, modal, current: current.current };
    // A parent's effects run after its children's: the level says who is asked first, not the order alone.
    const above = scopes.findIndex((other) => other.level > level);
    scopes.splice(above < 0 ? scopes.length : above, 0, scope);
    refreshHints();
    return () => {
      scopes.splice(scopes.indexOf(scope), 1);
      refreshHints();
    };
  }, [modal, active, level]);
  useEffect(() => {
    if (active) refreshHints();
  });
}
