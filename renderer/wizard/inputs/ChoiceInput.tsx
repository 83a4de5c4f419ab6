import { Radio, Select } from 'antd';
import { useText } from '../../stores/language.ts';
import { useSay } from '../../stores/language.ts';
import type { InputProps } from './TypedInput.tsx';

const fewest = 4;
/** More than this many are found by typing. */
const many = 8;

/** A choice of the document's own words: all in sight where they are few. */
export function ChoiceInput({ id, shape, value, label, describedBy, onChange }: InputProps) {
  const say = useSay();
  const text = useText();
  const options =
    shape.type === 'boolean'
      ? [
          { value: 'true', label: text.common.yes },
          { value: 'false', label: text.common.no },
        ]
      : (shape.options ?? []).map((option) => ({ value: option.value, label: say(option.title) }));
  const current = value === undefined || value === null ? undefined : String(value);
  const take = (chosen: string | undefined) => {
    if (chosen === undefined) onChange(null);
    else onChange(shape.type === 'boolean' ? chosen === 'true' : chosen);
  };
  if (options.length <= fewest) {
    return (
      <Radio.Group
        className="wz-choice"
        aria-label={label}
        aria-describedby={describedBy}
        name={id}
        value={current ?? null}
        options={options}
        onChange={(event) => take(String(event.target.value))}
      />
    );
  }
  return (
    <Select
      id={id}
      className="wz-select"
      variant="borderless"
      aria-label={label}
      value={current ?? null}
      options={options}
      allowClear
      showSearch={options.length > many && { optionFilterProp: 'label' }}
      onChange={(chosen: string | null | undefined) => take(chosen ?? undefined)}
    />
  );
}
