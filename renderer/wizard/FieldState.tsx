import { asFen } from '../../shared/money/fen.ts';
import { toWords } from '../../shared/money/words.ts';
import { weekday } from '../../shared/calendar/civil.ts';
import { weekdayName } from '../app/civil-words.ts';
import { Key } from '../components/Key.tsx';
import { useSay, useText } from '../stores/language.ts';
import type { FieldStanding } from './standing.ts';
import { readDate } from './value.ts';

/** What stands behind the value: the amount in words, the day of the week, the unit. */
export function Aside({ entry: { field, value } }: { entry: FieldStanding }) {
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

/** Where the field stands, with the key that confirms it. */
export function State({
  entry,
  quiet,
  onConfirm,
}: {
  entry: FieldStanding;
  quiet: boolean;
  onConfirm(): void;
}) {
  const text = useText();
  const words = text.wizard.field;
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
  if (quiet) return <span className="wz-state ink3">{text.common.required}</span>;
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

/** In place of a value that two readings dispute: nothing is preselected (G-015). */
export function Undecided({ entry, id }: { entry: FieldStanding; id: string }) {
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

/** What the checks say of the field, each with its rule. */
export function Findings({ entry }: { entry: FieldStanding }) {
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
