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
