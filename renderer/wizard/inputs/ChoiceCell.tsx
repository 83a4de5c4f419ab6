import { Select } from 'antd';
import { useSay, useText } from '../../stores/language.ts';
import type { InputProps } from './TypedInput.tsx';

/** A choice inside a table's cell; what is none of the choices is shown as it is and marked by its cell. */
export function ChoiceCell({ id, shape, value, label, onChange }: InputProps) {
  const say = useSay();
  const text = useText();
  const boolean = shape.type === 'boolean';
  const options = boolean
    ? [
        { value: 'true', label: text.common.yes },
        { value: 'false', label: text.common.no },
      ]
    : (shape.options ?? []).map((option) => ({ value: option.value, label: say(option.title) }));
  return (
    <Select
      id={id}
      className="wz-select"
      variant="borderless"
      popupMatchSelectWidth={false}
      allowClear
      aria-label={label}
      value={value === undefined || value === null ? null : String(value)}
      options={options}
      onChange={(chosen: string | null | undefined) =>
        onChange(chosen === undefined || chosen === null ? null : boolean ? chosen === 'true' : chosen)
      }
    />
  );
}
