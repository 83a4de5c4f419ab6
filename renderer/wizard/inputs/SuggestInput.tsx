import { AutoComplete } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import { useLanguage, useText } from '../../stores/language.ts';
import { suggestions } from './suggestions.ts';
import type { InputProps } from './TypedInput.tsx';

/**
 * A text for which the definition has words to choose from, and which takes other words too: the words stand below
 * while one types. Enter takes the word that the arrows reached; without one it is the row's own, as in any text.
 */
export function SuggestInput({
  id,
  shape,
  value,
  label,
  describedBy,
  invalid,
  placeholder,
  onChange,
}: InputProps) {
  const text = useText();
  const language = useLanguage((state) => state.language);
  const [open, setOpen] = useState(false);
  // All of them again when the list is opened over a word that was chosen; fewer only while one types.
  const [typed, setTyped] = useState('');
  const current = value === undefined || value === null ? '' : String(value);
  const options = suggestions(shape, typed, language);

  function keys(event: KeyboardEvent<HTMLElement>): void {
    // The input method is composing: every key is its own.
    if (event.nativeEvent.isComposing || event.keyCode === 229) {
      event.stopPropagation();
      return;
    }
    const arrow = event.key === 'ArrowDown' || event.key === 'ArrowUp';
    // In a table the arrows go from row to row while the list is closed.
    const inTable = (event.target as HTMLElement).closest('td') !== null;
    if (arrow && !event.altKey && !open && !inTable) setOpen(true);
    if (arrow && open) event.stopPropagation();
    if (event.key !== 'Enter') return;
    event.preventDefault();
    // The word that the arrows reached is taken by the list itself; the row does not go on yet.
    if (open && document.querySelector(`.wz-suggest-${id} .ant-select-item-option-active`) !== null)
      event.stopPropagation();
    else setOpen(false);
  }

  return (
    <AutoComplete
      id={id}
      className="wz-suggest"
      classNames={{ popup: { root: `wz-suggest-list wz-suggest-${id}` } }}
      variant="borderless"
      value={current}
      options={options}
      open={open && options.length > 0}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) setTyped('');
      }}
      showSearch={{ filterOption: false }}
      defaultActiveFirstOption={false}
      popupMatchSelectWidth
      onChange={(next: string | undefined) => onChange(next ? next.replace(/\r?\n/g, '') : null)}
      onSearch={setTyped}
      onSelect={() => setOpen(false)}
      onKeyDown={keys}
    >
      <textarea
        className="wz-input wz-string"
        rows={1}
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        placeholder={placeholder ?? text.wizard.field.suggested}
        spellCheck={false}
        autoComplete="off"
      />
    </AutoComplete>
  );
}
