import { Radio } from 'antd';
import { useEffect, useRef } from 'react';
import type { Definition } from '../../../shared/agreements/define.ts';
import type { DossierRecord, FieldValue } from '../../../shared/model/record.ts';
import { withWords } from '../../app/definitions.ts';
import { useLanguage, useSay, useText } from '../../stores/language.ts';
import { badWords } from '../../wizard/bad-words.ts';
import { FieldInput } from '../../wizard/inputs/FieldInput.tsx';
import { isEmpty } from '../../wizard/standing.ts';
import { problemOf, summarise } from '../../wizard/value.ts';
import { fieldOf, sameValue, standing } from './amend.ts';
import '../../wizard/fields.css';
import '../../wizard/inputs.css';
import '../../components/value-row.css';

interface AmendRowProps {
  name: string;
  title: string;
  definition: Definition;
  record: DossierRecord;
  value: FieldValue | undefined;
  /** Another version changed the same field while it was being corrected. */
  meanwhile: boolean;
  autoFocus: boolean;
  onChange: (value: FieldValue) => void;
  onDrop: (() => void) | undefined;
}

/** One field of a correction: its input, what stood there, its clause word for word. */
export function AmendRow(props: AmendRowProps) {
  const { name, title, definition, record, value } = props;
  const t = useText();
  const say = useSay();
  const language = useLanguage((state) => state.language);
  const row = useRef<HTMLDivElement>(null);
  const field = fieldOf(definition, name);
  const id = `amend-${name}`;
  const first = props.autoFocus;
  useEffect(() => {
    if (!first) return;
    const inputs = row.current?.querySelectorAll<HTMLElement>(
      '.value-input :is(input, textarea, button, [tabindex="0"])',
    );
    const checked = row.current?.querySelector<HTMLElement>('input:checked');
    (checked ?? inputs?.[0])?.focus();
    // Only when the row comes, not at every keystroke
  }, [first, name]);
  const before = standing(record, name);
  const changed = !sameValue(before, value);
  const bad = field === undefined ? null : problemOf(field, value);
  const clause = field === undefined ? null : withWords(definition, field.clause);
  const said = sayValue();
  return (
    <div className="value-row amend-row" data-wide={field?.type === 'list' || undefined} ref={row}>
      <label htmlFor={id} id={`${id}-label`}>
        {title}
        {props.onDrop && (
          <button
            type="button"
            className="link amend-drop"
            aria-label={t.amend.drop(title)}
            title={t.amend.drop(title)}
            onClick={props.onDrop}
          >
            ×
          </button>
        )}
      </label>
      <div className="value-input" id={`${id}-body`}>
        {field === undefined ? (
          <Radio.Group
            className="wz-choice"
            aria-labelledby={`${id}-label`}
            name={id}
            value={value ?? null}
            options={definition.parties.map((party) => ({ value: party.key, label: say(party.title) }))}
            onChange={(event) => props.onChange(String(event.target.value))}
          />
        ) : (
          <FieldInput
            id={id}
            shape={field}
            value={value}
            label={title}
            describedBy={`${id}-about`}
            invalid={bad !== null}
            onChange={props.onChange}
          />
        )}
        <div id={`${id}-about`}>
          {bad !== null && field?.type !== 'list' && (
            <p className="seal" role="alert">
              {badWords(t, bad)}
            </p>
          )}
          {(changed || props.meanwhile) && (
            <p className={props.meanwhile ? 'amber' : 'ink2'}>
              {props.meanwhile
                ? said === ''
                  ? t.amend.nowEmpty
                  : t.amend.now(said)
                : said === ''
                  ? t.amend.wasEmpty
                  : t.amend.was(said)}
            </p>
          )}
          {clause?.text !== undefined && (
            <blockquote className="amend-clause serif" lang="zh-CN">
              <span className="amend-clause-place">
                <span lang={language}>{t.wizard.clause.template}</span> {clause.article}
              </span>
              {clause.text}
            </blockquote>
          )}
        </div>
      </div>
    </div>
  );

  function sayValue(): string {
    if (field !== undefined) return summarise(field, before, language);
    if (isEmpty(before)) return '';
    return say(definition.parties.find((party) => party.key === before)?.title ?? { zh: '', en: '' });
  }
}
