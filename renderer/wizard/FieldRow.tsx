import type { KeyboardEvent } from 'react';
import { asFen } from '../../shared/money/fen.ts';
import { toWords } from '../../shared/money/words.ts';
import { weekday } from '../../shared/calendar/civil.ts';
import { Key } from '../components/Key.tsx';
import { weekdayName } from '../app/civil-words.ts';
import { useLanguage, useSay, useText } from '../stores/language.ts';
import { useWizard } from '../stores/wizard.ts';
import { Alternatives } from './Alternatives.tsx';
import { badWords } from './bad-words.ts';
import { ChoiceInput } from './inputs/ChoiceInput.tsx';
import { FileInput } from './inputs/FileInput.tsx';
import { GroupInput } from './inputs/GroupInput.tsx';
import { ListTable } from './inputs/ListTable.tsx';
import { type InputProps, TypedInput } from './inputs/TypedInput.tsx';
import { SourceWords } from './SourceWords.tsx';
import type { FieldStanding } from './standing.ts';
import { readDate, summarise } from './value.ts';

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
  const id = `wz-${field.key}`;
  const title = say(field.title);

  function keys(event: KeyboardEvent<HTMLElement>): void {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.altKey || event.shiftKey) return;
    const target = event.target;
    if (target instanceof HTMLButtonElement && !target.classList.contains('wz-confirm')) return;
    const breaksLine =
      target instanceof HTMLTextAreaElement && field.type === 'text' && standing !== 'waiting';
    if ((breaksLine && !event.ctrlKey) || undecided) return;
    if (target instanceof HTMLElement && target.closest('.ant-select') !== null) return;
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
            <State entry={entry} onConfirm={take} />
          </div>
        )}
        <div id={`${id}-about`}>
          {entry.problem !== null && field.type !== 'list' && (
            <p className="wz-bad">{badWords(text, entry.problem)}</p>
          )}
          {read !== null && <SourceWords entry={entry} />}
          {!applies && <p className="ink3">{text.wizard.field.hidden}</p>}
          {standing === 'waiting' && read === null && <p className="ink3">{text.wizard.field.proposed}</p>}
          {!undecided && <Findings entry={entry} />}
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

function FieldInput(props: InputProps) {
  const { type } = props.shape;
  if (type === 'enum' || type === 'boolean') return <ChoiceInput {...props} />;
  if (type === 'list') return <ListTable {...props} />;
  if (type === 'person' || type === 'account' || type === 'period') return <GroupInput {...props} />;
  if (type === 'file') return <FileInput {...props} />;
  return <TypedInput {...props} />;
}

/** What stands behind the value: the amount in words, the day of the week, the unit. */
function Aside({ entry: { field, value } }: { entry: FieldStanding }) {
  const text = useText();
  const fen = field.type === 'money' ? asFen(value) : null;
  if (fen !== null) {
    return (
      <span className="wz-aside serif" lang="zh-CN">
        {toWords(fen)}
      </span>
    );
  }
  const date = field.type === 'date' && typeof value === 'string' ? readDate(value) : null;
  if (date !== null) return <span className="wz-aside">{weekdayName(text, weekday(date))}</span>;
  const units: Record<string, string> = text.wizard.units;
  if (field.unit !== undefined) return <span className="wz-aside">{units[field.unit] ?? field.unit}</span>;
  return null;
}

function State({ entry, onConfirm }: { entry: FieldStanding; onConfirm(): void }) {
  const words = useText().wizard.field;
  if (entry.standing === 'waiting') {
    return (
      <button type="button" className="wz-confirm" tabIndex={takesEnter(entry) ? 0 : -1} onClick={onConfirm}>
        {words.waiting}
        <Key>Enter</Key>
      </button>
    );
  }
  if (entry.standing === 'confirmed') return <span className="wz-state wz-ok">✓ {words.confirmed}</span>;
  if (entry.standing === 'must') return <span className="wz-state wz-must">{words.mend}</span>;
  if (entry.standing === 'lacking') {
    const blocks = entry.findings.some((finding) => finding.severity === 'block');
    return <span className={`wz-state ${blocks ? 'wz-must' : 'wz-warn'}`}>{words.lacking}</span>;
  }
  return null;
}

/** Inputs that use Enter themselves: there the confirmation is a stop of its own. */
function takesEnter({ field }: FieldStanding): boolean {
  return (
    field.type === 'file' ||
    field.type === 'text' ||
    (field.type === 'enum' && (field.options?.length ?? 0) > 4)
  );
}

function Undecided({ entry, id }: { entry: FieldStanding; id: string }) {
  const words = useText().wizard.field;
  const say = useSay();
  const why = entry.findings.find((finding) => finding.severity === 'block') ?? entry.findings[0];
  return (
    <div className="wz-undecided" id={`${id}-undecided`}>
      <span className="ink3">{words.undecided}</span>
      <span className="wz-must">{why === undefined ? words.must : say(why.message)}</span>
    </div>
  );
}

function Findings({ entry }: { entry: FieldStanding }) {
  const say = useSay();
  return entry.findings.map((finding) => (
    <p
      key={`${finding.rule} ${finding.path} ${finding.message.zh}`}
      className={`wz-finding wz-${finding.severity}`}
    >
      {say(finding.message)} <span className="wz-rule">{finding.rule}</span>
    </p>
  ));
}
