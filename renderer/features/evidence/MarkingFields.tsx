import { InputNumber, Radio, Select } from 'antd';
import { infoClasses } from '../../../shared/ipc/channel.ts';
import type { Marking, Retention } from '../../../shared/model/marking.ts';
import { useText } from '../../stores/language.ts';

const kinds = ['perpetual', 'until_public', 'years'] as const;

interface MarkingFieldsProps {
  value: Marking;
  onChange: (value: Marking) => void;
}

/** The class of a paper and for how long it is kept (E-13). */
export function MarkingFields({ value, onChange }: MarkingFieldsProps) {
  const t = useText();
  const words = t.marking;
  const { retention } = value;
  const years = retention.kind === 'years' ? retention.years : 5;
  const keep = (kind: Retention['kind'], count = years) =>
    onChange({ ...value, retention: kind === 'years' ? { kind, years: count } : { kind } });
  return (
    <>
      <div className="entry-field">
        <label htmlFor="marking-class">{words.infoClass}</label>
        <Select
          id="marking-class"
          value={value.infoClass}
          onChange={(infoClass) => onChange({ ...value, infoClass })}
          options={infoClasses.map((one) => ({ value: one, label: t.policy.classes[one] }))}
        />
      </div>
      <div className="entry-field">
        <span id="marking-time">{words.time}</span>
        <div>
          <Radio.Group
            aria-labelledby="marking-time"
            value={retention.kind}
            options={kinds.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
            onChange={(event) => keep(event.target.value as Retention['kind'])}
          />
          {retention.kind === 'years' && (
            <InputNumber
              aria-label={words.yearsLabel}
              min={1}
              max={99}
              precision={0}
              value={retention.years}
              onChange={(count) => count !== null && keep('years', count)}
            />
          )}
        </div>
      </div>
    </>
  );
}
