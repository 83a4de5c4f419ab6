import type { Column, Field } from '../../../shared/agreements/define.ts';
import type { FieldValue } from '../../../shared/model/record.ts';
import type { Difference, Side } from '../../../shared/model/transfer.ts';
import { sides } from '../../../shared/model/transfer.ts';
import { instantText } from '../../app/civil-words.ts';
import { definitionOf } from '../../app/definitions.ts';
import { Action } from '../../components/Action.tsx';
import { DateText } from '../../components/DateText.tsx';
import { useSay, useText } from '../../stores/language.ts';
import { sideKey } from '../dossier/amend.ts';
import { FieldWords } from '../dossier/FieldWords.tsx';

interface DifferencesProps {
  kind: string;
  differences: readonly Difference[];
  decided: Readonly<Record<string, Side>>;
  onDecide: (id: string, side: Side) => void;
}

/** What both sides changed, side by side; a person takes one of the two, and nothing is chosen beforehand. */
export function Differences({ kind, differences, decided, onDecide }: DifferencesProps) {
  const t = useText();
  const words = t.transfer.receive;
  return (
    <>
      <h3 className="panel-title">{words.differences(differences.length)}</h3>
      <table className="plain-table transfer-differences" aria-label={words.differences(differences.length)}>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr">{t.dossier.history.columns.what}</span>
            </th>
            <th scope="col">{words.ours}</th>
            <th scope="col">{words.theirs}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <Title kind={kind} difference={one} />
              </th>
              {sides.map((side) => (
                <td key={side} className={decided[one.id] === side ? 'transfer-chosen' : undefined}>
                  <div className="transfer-side">
                    <Value kind={kind} difference={one} side={side} />
                  </div>
                  <div className="ink3">
                    {one[side].by} <span className="num">{instantText(one[side].at)}</span>
                    {one[side].reason !== null && ` ${one[side].reason}`}
                  </div>
                  {decided[one.id] === side ? (
                    <span className="green">✓ {words[side]}</span>
                  ) : (
                    <Action
                      small
                      label={`${words.keep} ${words[side]}`}
                      onClick={() => onDecide(one.id, side)}
                    >
                      {words.keep}
                    </Action>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Title({ kind, difference }: { kind: string; difference: Difference }) {
  const t = useText();
  const say = useSay();
  const words = t.transfer.receive;
  const { noun, what, part } = difference;
  const nouns: Record<string, string> = t.dossier.history.nouns;
  const parts: Record<string, string> = words.parts;
  const definition = definitionOf(kind);
  const row =
    definition?.events.find(({ key }) => noun === 'event' && key === what)?.title ??
    definition?.ledgers.find(({ key }) => noun === 'entry' && key === what)?.title;
  const field = fieldOf(kind, difference)?.title;
  const name = part === sideKey ? t.wizard.side.label : field !== undefined ? say(field) : parts[part];
  return (
    <>
      {row === undefined ? (
        <span className="ink3">
          {nouns[noun] ?? noun} {what}
        </span>
      ) : (
        say(row)
      )}
      <div>{part === 'twice' ? words.twice : name}</div>
    </>
  );
}

function Value({ kind, difference, side }: { kind: string; difference: Difference; side: Side }) {
  const t = useText();
  const words = t.transfer.receive;
  const { part } = difference;
  const value = difference[side].value;
  if (part === 'removed' && value === null) return <span className="amber">{words.removed}</span>;
  const field = fieldOf(kind, difference);
  if (field !== undefined) return <FieldWords field={field as Field} value={value as FieldValue} />;
  const date = part === 'date' ? value : (value as { date?: unknown } | null)?.date;
  if (typeof date === 'string') return <DateText date={date} />;
  if (part === 'evidence' && Array.isArray(value)) return <>{words.evidence(value.length)}</>;
  if (value === null || value === undefined) return <span className="ink3">{t.common.unset}</span>;
  return <>{typeof value === 'string' ? value : JSON.stringify(value)}</>;
}

/** The field or column that a difference is about, where it is about one. */
function fieldOf(kind: string, { noun, what, part }: Difference): Field | Column | undefined {
  const definition = definitionOf(kind);
  const name = part.replace(/^(fields|values)\./, '');
  if (noun === 'fields')
    return definition?.sections.flatMap(({ fields }) => fields).find(({ key }) => key === name);
  if (noun === 'entry')
    return definition?.ledgers.find(({ key }) => key === what)?.columns.find(({ key }) => key === name);
  if (noun === 'event')
    return definition?.events.find(({ key }) => key === what)?.values?.find(({ key }) => key === name);
  return undefined;
}
