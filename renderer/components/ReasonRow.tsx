import { Input } from 'antd';
import { useText } from '../stores/language.ts';

interface ReasonRowProps {
  id: string;
  value: string;
  onChange: (value: string) => void;
  /** Said when it is empty after an attempt to save. */
  missing: boolean;
  autoFocus?: boolean;
}

/** Why something written is written anew: required, and kept in the history. */
export function ReasonRow({ id, value, onChange, missing, autoFocus = false }: ReasonRowProps) {
  const t = useText();
  const lacking = missing && value.trim() === '';
  return (
    <div className="value-row">
      <label htmlFor={id}>
        {t.amend.reason} <span className="ink3">{t.common.required}</span>
      </label>
      <div>
        <Input.TextArea
          id={id}
          autoFocus={autoFocus}
          autoSize={{ minRows: 1, maxRows: 6 }}
          maxLength={2000}
          value={value}
          placeholder={t.amend.reasonHint}
          aria-invalid={lacking}
          aria-required
          onChange={(event) => onChange(event.target.value)}
        />
        {lacking && (
          <p className="seal" role="alert">
            {t.common.fillIn}
          </p>
        )}
      </div>
    </div>
  );
}
