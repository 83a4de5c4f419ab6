import { Input, type InputRef } from 'antd';
import { type KeyboardEvent, type Ref, useState } from 'react';
import { useText } from '../../stores/language.ts';

interface PasswordFieldProps {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string | undefined;
  error?: string | undefined;
  current?: boolean;
  autoFocus?: boolean;
  disabled?: boolean;
  ref?: Ref<InputRef>;
}

/** A password, with what a person most often stumbles over: Caps Lock. */
export function PasswordField(props: PasswordFieldProps) {
  const t = useText();
  const [caps, setCaps] = useState(false);
  const look = (event: KeyboardEvent) => setCaps(event.getModifierState('CapsLock'));
  const note = props.error ?? props.hint;
  return (
    <div className="entry-field">
      <label htmlFor={props.id}>{props.label}</label>
      <div>
        <Input.Password
          ref={props.ref}
          id={props.id}
          value={props.value}
          maxLength={1024}
          disabled={props.disabled}
          autoFocus={props.autoFocus}
          autoComplete={props.current ? 'current-password' : 'new-password'}
          spellCheck={false}
          status={props.error ? 'error' : ''}
          aria-invalid={props.error !== undefined}
          aria-describedby={note ? `${props.id}-note` : undefined}
          onKeyDown={look}
          onKeyUp={look}
          onBlur={() => setCaps(false)}
          onChange={(event) => props.onChange(event.target.value)}
          prefix={null}
        />
        {caps && <span className="entry-caps amber">{t.entry.account.caps}</span>}
        {note && (
          <p
            id={`${props.id}-note`}
            className={props.error ? 'seal' : 'ink3'}
            role={props.error ? 'alert' : undefined}
          >
            {note}
          </p>
        )}
      </div>
    </div>
  );
}

interface TextFieldProps extends Omit<PasswordFieldProps, 'current'> {
  area?: boolean;
}

/** A plain line (or the whole of a recovery paper). */
export function TextField(props: TextFieldProps) {
  const note = props.error ?? props.hint;
  const shared = {
    id: props.id,
    value: props.value,
    disabled: props.disabled,
    autoFocus: props.autoFocus,
    spellCheck: false,
    autoComplete: 'off',
    'aria-invalid': props.error !== undefined,
    'aria-describedby': note ? `${props.id}-note` : undefined,
  };
  return (
    <div className="entry-field">
      <label htmlFor={props.id}>{props.label}</label>
      <div>
        {props.area ? (
          <Input.TextArea
            {...shared}
            rows={3}
            className="share-input"
            status={props.error ? 'error' : ''}
            onChange={(event) => props.onChange(event.target.value.replace(/\r?\n/g, ' '))}
            onPressEnter={(event) => {
              event.preventDefault();
              event.currentTarget.form?.requestSubmit();
            }}
          />
        ) : (
          <Input
            {...shared}
            ref={props.ref}
            status={props.error ? 'error' : ''}
            onChange={(event) => props.onChange(event.target.value)}
          />
        )}
        {note && (
          <p
            id={`${props.id}-note`}
            className={props.error ? 'seal' : 'ink3'}
            role={props.error ? 'alert' : undefined}
          >
            {note}
          </p>
        )}
      </div>
    </div>
  );
}
