import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { FieldValue } from '../../shared/model/record.ts';
import { Key } from '../components/Key.tsx';
import { useLanguage, useText } from '../stores/language.ts';
import { useWizard } from '../stores/wizard.ts';
import { type FieldStanding, isEmpty } from './standing.ts';
import { TypedInput } from './inputs/TypedInput.tsx';
import { problemOf, showTyped, summarise } from './value.ts';
import { badWords } from './bad-words.ts';

/** The readings of one place where words and figures disagree: nothing preselected, keys 1 2 3 (G-015). */
export function Alternatives({ entry, onDone }: { entry: FieldStanding; onDone(): void }) {
  const text = useText();
  const words = text.wizard.field;
  const language = useLanguage((state) => state.language);
  const confirm = useWizard((state) => state.confirm);
  const reconsider = useWizard((state) => state.reconsider);
  const [own, setOwn] = useState<{ value: FieldValue } | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const { field, read } = entry;
  const readings = read?.alternatives ?? [];
  const simple = !['list', 'account', 'person', 'period', 'file', 'enum', 'boolean'].includes(field.type);

  if (!entry.undecided) {
    return (
      <button type="button" className="link" onClick={() => reconsider(field.key)}>
        {words.reconsider}
      </button>
    );
  }

  function choose(index: number): void {
    const reading = readings[index];
    if (reading !== undefined) {
      confirm(field.key, reading.value);
      onDone();
    } else if (index === readings.length) {
      if (simple) setOwn({ value: null });
      // A group or list is corrected from the first reading on, in its own table.
      else if (readings[0] !== undefined) confirm(field.key, readings[0].value);
    }
  }

  function keys(event: KeyboardEvent<HTMLElement>): void {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey) return;
    const digit = /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : null;
    if (digit !== null && digit <= readings.length) {
      event.preventDefault();
      choose(digit);
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || event.altKey) return;
    event.preventDefault();
    const rows = [...(box.current?.querySelectorAll<HTMLElement>('[role="radio"]') ?? [])];
    rows[(rows.indexOf(event.target as HTMLElement) + step + rows.length) % rows.length]?.focus();
  }

  const bad = problemOf(field, own?.value);
  return (
    <div className="wz-readings">
      <p>
        <strong className="wz-must">{words.choose}</strong> <span className="ink2">{words.chooseHow}</span>
      </p>
      <div role="radiogroup" aria-label={text.wizard.reading.agree} ref={box}>
        {[...readings, null].map((reading, index) => (
          // Readings have no other name than their place
          <div
            key={index}
            id={index === 0 ? `wz-${field.key}` : undefined}
            role="radio"
            aria-checked={false}
            tabIndex={index === 0 ? 0 : -1}
            className="wz-reading"
            onClick={() => choose(index)}
            onKeyDown={(event) => {
              keys(event);
              if ((event.key === ' ' || event.key === 'Enter') && !event.nativeEvent.isComposing) {
                event.preventDefault();
                event.stopPropagation();
                choose(index);
              }
            }}
          >
            <span className="wz-dot" aria-hidden="true" />
            <strong className="wz-reading-value">
              {reading === null
                ? words.other
                : simple
                  ? showTyped(field.type, reading.value)
                  : summarise(field, reading.value, language)}
            </strong>
            <span className="wz-reading-why">{reading === null ? words.otherWhy : reading.why}</span>
            {reading?.preferred === true && <span className="wz-tag">{words.preferred}</span>}
            <Key>{index + 1}</Key>
          </div>
        ))}
      </div>
      {own !== null && (
        <form
          className="wz-own"
          onSubmit={(event) => {
            event.preventDefault();
            if (isEmpty(own.value) || bad !== null) return;
            confirm(field.key, own.value);
            onDone();
          }}
        >
          <OwnInput entry={entry} value={own.value} onChange={(value) => setOwn({ value })} />
          <button type="submit" className="wz-confirm" disabled={isEmpty(own.value) || bad !== null}>
            {words.confirm}
            <Key>Enter</Key>
          </button>
          {bad !== null && <p className="wz-bad">{badWords(text, bad)}</p>}
        </form>
      )}
    </div>
  );
}

interface OwnInputProps {
  entry: FieldStanding;
  value: FieldValue;
  onChange(value: FieldValue): void;
}

function OwnInput({ entry, value, onChange }: OwnInputProps) {
  const words = useText().wizard.field;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector<HTMLElement>('input, textarea')?.focus(), []);
  return (
    // Enter in the one input takes what was typed
    <div
      className="wz-own-input"
      ref={place}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        event.currentTarget.closest('form')?.requestSubmit();
      }}
    >
      <TypedInput
        id={`wz-${entry.field.key}-own`}
        shape={entry.field}
        value={value}
        label={words.other}
        onChange={onChange}
      />
    </div>
  );
}
