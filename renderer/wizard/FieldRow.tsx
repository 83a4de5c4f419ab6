import type { KeyboardEvent } from 'react';
import { useLanguage, useSay, useText } from '../stores/language.ts';
import { useWizard } from '../stores/wizard.ts';
import { Alternatives } from './Alternatives.tsx';
import { badWords } from './bad-words.ts';
import { afterPress } from './focus.ts';
import { Aside, Findings, State, Undecided } from './FieldState.tsx';
import { FieldInput } from './inputs/FieldInput.tsx';
import { SourceWords } from './SourceWords.tsx';
import type { FieldStanding } from './standing.ts';
import { summarise } from './value.ts';

interface FieldRowProps {
  entry: FieldStanding;
  focused: boolean;
  /** Confirmed or filled by Enter: go on. */
  onDone(): void;
  /** Whether the definition asks for the field as things stand. */
  applies: boolean;
}

/** One field: label, value with its state and key, the exact words of the source, findings, readings. */
export function FieldRow({ entry, focused, onDone, applies }: FieldRowProps) {
  const { field, standing, value, undecided, read } = entry;
  const say = useSay();
  const text = useText();
  const confirm = useWizard((state) => state.confirm);
  const edit = useWizard((state) => state.edit);
  const focus = useWizard((state) => state.focus);
  const leaveField = useWizard((state) => state.leaveField);
  // A value that lacks is told when one has left the field or its step, not before one came.
  const quiet = useWizard(
    ({ left }) => standing === 'lacking' && !left.includes(field.key) && !left.includes(entry.section),
  );
  const id = `wz-${field.key}`;
  const title = say(field.title);

  function keys(event: KeyboardEvent<HTMLElement>): void {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.altKey || event.shiftKey) return;
    const target = event.target;
    if (target instanceof HTMLButtonElement && !target.classList.contains('wz-confirm')) return;
    const breaksLine =
      target instanceof HTMLTextAreaElement && field.type === 'text' && standing !== 'waiting';
    if ((breaksLine && !event.ctrlKey) || undecided) return;
    if (target instanceof HTMLElement && target.closest('.ant-select:not(.wz-suggest)') !== null) return;
    event.preventDefault();
    take();
  }

  function take(): void {
    if (standing === 'waiting') confirm(field.key, value);
    onDone();
  }

  return (
    // The group only hears the keys of the input within
    <div
      className="wz-field"
      data-field={field.key}
      data-standing={standing}
      data-focused={focused || undefined}
      data-wide={field.type === 'list' || undefined}
      role="group"
      aria-label={title}
      onFocus={() => focus(field.key)}
      onKeyDown={keys}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) afterPress(() => leaveField(field.key));
      }}
    >
      <label className="wz-label" htmlFor={id}>
        {title}
        {field.required === 'always' && (
          <span className="wz-required" title={text.common.required}>
            <span aria-hidden="true">·</span>
            <span className="sr">{text.common.required}</span>
          </span>
        )}
      </label>
      <div className="wz-body">
        {undecided ? (
          <Undecided entry={entry} id={id} />
        ) : (
          <div className="wz-line">
            <div className="wz-value">
              <FieldInput
                id={id}
                shape={field}
                value={value}
                label={title}
                describedBy={`${id}-about`}
                invalid={standing === 'must'}
                placeholder={usualWords(entry)}
                onChange={(next) => edit(field.key, next)}
              />
              <Aside entry={entry} />
            </div>
            <State entry={entry} quiet={quiet} onConfirm={take} />
          </div>
        )}
        <div id={`${id}-about`}>
          {entry.problem !== null && field.type !== 'list' && (
            <p className="wz-bad">{badWords(text, entry.problem)}</p>
          )}
          {read !== null && <SourceWords entry={entry} />}
          {!applies && <p className="ink3">{text.wizard.field.hidden}</p>}
          {standing === 'waiting' && read === null && <p className="ink3">{text.wizard.field.proposed}</p>}
          {!undecided && !quiet && <Findings entry={entry} />}
        </div>
        {read !== null && (read.alternatives?.length ?? 0) > 1 && (
          <Alternatives entry={entry} onDone={onDone} />
        )}
      </div>
    </div>
  );

  function usualWords({ field: shape, value: own }: FieldStanding): string | undefined {
    if (own !== undefined && own !== null) return undefined;
    if (shape.default === undefined) return undefined;
    return text.wizard.field.usual(summarise(shape, shape.default, useLanguage.getState().language));
  }
}
