import { useEffect, useRef, useState } from 'react';
import type { Shape } from '../../../shared/agreements/define.ts';
import type { FieldValue } from '../../../shared/model/record.ts';
import { isWithheld } from '../../../shared/model/withheld.ts';
import { keepTyped, showTyped } from '../value.ts';

export interface InputProps {
  id: string;
  shape: Shape;
  value: FieldValue | undefined;
  label: string;
  describedBy?: string | undefined;
  invalid?: boolean;
  placeholder?: string | undefined;
  onChange(value: FieldValue): void;
}

const monospaced: readonly Shape['type'][] = ['date', 'month', 'money', 'percent', 'integer'];

/**
 * An input for one simple value. The person's own text stays while the input has the focus, its value travels
 * on at every keystroke; on leaving, the text is set in the house's form (¥80,000.00).
 */
export function TypedInput({
  id,
  shape,
  value,
  label,
  describedBy,
  invalid,
  placeholder,
  onChange,
}: InputProps) {
  // What main keeps back cannot be edited, only typed anew: its words stand where a hint would.
  const withheld = isWithheld(value) ? value.words : null;
  const shown = withheld === null ? showTyped(shape.type, value) : '';
  const [text, setText] = useState<string | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  // A value that changed elsewhere (another reading, an undo) is not hidden by what was typed before.
  const sent = useRef<FieldValue | undefined>(value);
  useEffect(() => {
    if (value !== sent.current) setText(null);
    sent.current = value;
  }, [value]);

  function change(typed: string): void {
    setText(typed);
    const kept = keepTyped(shape, typed);
    sent.current = kept;
    onChange(kept);
  }

  const common = {
    id,
    'aria-label': label,
    'aria-describedby': describedBy,
    'aria-invalid': invalid || undefined,
    value: text ?? shown,
    // A blank one marks the empty input for the style sheet, so that it is seen as a place to type.
    placeholder: withheld ?? placeholder ?? ' ',
    spellCheck: false,
    autoComplete: 'off',
    onBlur: () => setText(null),
  };
  if (monospaced.includes(shape.type)) {
    return (
      <input
        {...common}
        className={`wz-input wz-${shape.type}`}
        inputMode={shape.type === 'integer' ? 'numeric' : undefined}
        onChange={(event) => change(event.target.value)}
      />
    );
  }
  const lines = shape.type === 'text';
  return (
    <textarea
      {...common}
      ref={area}
      rows={lines ? 3 : 1}
      className={`wz-input wz-${shape.type}`}
      onChange={(event) => change(lines ? event.target.value : event.target.value.replace(/\r?\n/g, ''))}
      onKeyDown={(event) => {
        // One line is one line; in a text Enter breaks the line and Ctrl+Enter confirms.
        if (event.key === 'Enter' && !lines && !event.nativeEvent.isComposing) event.preventDefault();
      }}
    />
  );
}
