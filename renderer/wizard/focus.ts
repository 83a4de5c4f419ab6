const inputs =
  'input:not([type="hidden"]):not(:disabled), textarea, [role="radio"], [role="combobox"], [tabindex="0"], button';

/** Puts the cursor into a field, the first of the step where none is named, and brings it into view. */
export function focusField(key: string | null): void {
  const row =
    key === null
      ? document.querySelector<HTMLElement>('.wz-field')
      : document.querySelector<HTMLElement>(`.wz-field[data-field="${CSS.escape(key)}"]`);
  if (row === null) return;
  const checked = row.querySelector<HTMLElement>('input:checked');
  const input = checked ?? row.querySelector<HTMLElement>(`.wz-body :is(${inputs})`);
  row.scrollIntoView({ block: 'nearest' });
  input?.focus({ preventScroll: true });
}

let pressed = false;
window.addEventListener(
  'pointerdown',
  () => {
    pressed = true;
  },
  true,
);
for (const name of ['pointerup', 'pointercancel'] as const) {
  window.addEventListener(
    name,
    () => {
      pressed = false;
    },
    true,
  );
}

/**
 * Runs now, or when the press that is going on has become a click: what moves the page between a button's down
 * and up would take the click from under the pointer.
 */
export function afterPress(run: () => void): void {
  if (!pressed) {
    run();
    return;
  }
  const done = () => {
    window.removeEventListener('pointerup', done, true);
    window.removeEventListener('pointercancel', done, true);
    setTimeout(run, 0);
  };
  window.addEventListener('pointerup', done, true);
  window.addEventListener('pointercancel', done, true);
}
