import type { Column, Shape } from '../../../shared/agreements/define.ts';
import type { Texts } from '../../../shared/text/text.ts';
import { useSay, useText } from '../../stores/language.ts';
import { isGroup, problemOf } from '../value.ts';
import { badWords } from '../bad-words.ts';
import { type InputProps, TypedInput } from './TypedInput.tsx';

const usual: Partial<Record<Shape['type'], readonly string[]>> = {
  person: ['name', 'phone', 'email'],
  account: ['name', 'bank', 'account', 'credit_code'],
  period: ['start', 'end'],
};

/** The members of a group: the definition's own, else the usual ones of the type. */
export function membersOf(shape: Shape, text: Texts, value: InputProps['value']): readonly Column[] {
  if (shape.columns !== undefined) return shape.columns;
  const parts: Record<string, string> = text.wizard.parts;
  const keys = [...(usual[shape.type] ?? [])];
  // A member that the document gave and that is not usual is shown too.
  if (isGroup(value)) keys.push(...Object.keys(value).filter((key) => !keys.includes(key)));
  return keys.map((key) => {
    const title = (shape.type === 'account' && key === 'name' ? parts.accountName : parts[key]) ?? key;
    return { key, title: { zh: title, en: title }, type: memberType(shape, value, key) };
  });
}

function memberType(shape: Shape, value: InputProps['value'], key: string): Shape['type'] {
  if (shape.type !== 'period') return 'string';
  const held = isGroup(value) ? value[key] : undefined;
  return typeof held === 'string' && /^\d{4}-\d{2}$/.test(held) ? 'month' : 'date';
}

/** A person, an account or a period: one small input a member, each with its own label. */
export function GroupInput({ id, shape, value, describedBy, label, onChange }: InputProps) {
  const text = useText();
  const say = useSay();
  const group = isGroup(value) ? value : {};
  return (
    <fieldset className={`wz-group wz-group-${shape.type}`} aria-label={label} aria-describedby={describedBy}>
      {membersOf(shape, text, value).map((member, index) => {
        const own = `${id}-${member.key}`;
        const bad = problemOf(member, group[member.key]);
        return (
          <div className="wz-member" key={member.key}>
            <label htmlFor={index === 0 ? id : own}>{say(member.title)}</label>
            <TypedInput
              id={index === 0 ? id : own}
              shape={member}
              value={group[member.key]}
              label={`${label} ${say(member.title)}`}
              invalid={bad !== null}
              onChange={(part) => {
                const { [member.key]: _old, ...rest } = group;
                const next = part === null ? rest : { ...group, [member.key]: part };
                onChange(Object.keys(next).length === 0 ? null : next);
              }}
            />
            {bad !== null && <p className="wz-bad">{badWords(text, bad)}</p>}
          </div>
        );
      })}
    </fieldset>
  );
}
