import { Input } from 'antd';
import { useEffect, useState } from 'react';
import type { CivilDate } from '../../shared/model/units.ts';
import { useText } from '../stores/language.ts';
import { useSession } from '../stores/session.ts';
import { readDate } from './civil-input.ts';
import { DateText } from './DateText.tsx';
import './date-field.css';

interface DateFieldProps {
  id: string;
  value: CivilDate | null;
  onChange: (value: CivilDate | null) => void;
  disabled?: boolean;
  autoFocus?: boolean;
  required?: boolean;
  describedBy?: string | undefined;
}

/** A date typed as one likes on the number pad; the weekday and 休 or 班 answer at once. */
export function DateField({
  id,
  value,
  onChange,
  disabled,
  autoFocus,
  required,
  describedBy,
}: DateFieldProps) {
  const t = useText();
  const today = useSession((state) => state.info?.today);
  const [text, setText] = useState<string>(value ?? '');
  const [bad, setBad] = useState(false);
  useEffect(() => {
    if (value !== null) setText(value);
  }, [value]);
  const take = (typed: string) => {
    setText(typed);
    setBad(false);
    onChange(today === undefined ? null : readDate(typed, today));
  };
  return (
    <span className="date-field">
      <Input
        id={id}
        value={text}
        disabled={disabled}
        autoFocus={autoFocus}
        autoComplete="off"
        inputMode="numeric"
        placeholder={t.common.dateHint}
        status={bad ? 'error' : ''}
        aria-invalid={bad}
        aria-required={required}
        aria-describedby={[bad ? `${id}-bad` : undefined, describedBy].filter(Boolean).join(' ') || undefined}
        onChange={(event) => take(event.target.value)}
        onBlur={() => {
          setBad(text.trim() !== '' && value === null);
          if (value !== null) setText(value);
        }}
      />
      {value !== null && <DateText date={value} weekOnly />}
      {bad && (
        <span id={`${id}-bad`} className="seal" role="alert">
          {t.common.dateBad}
        </span>
      )}
    </span>
  );
}
