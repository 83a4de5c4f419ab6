import { useText } from '../stores/language.ts';
import { useWizard } from '../stores/wizard.ts';
import { excerpt } from './span.ts';
import type { FieldStanding } from './standing.ts';

const noLines: readonly string[] = [];
/** Under this a person has to look closely (`ReadField.confidence`). */
const sure = 0.8;

/** `第84行  本协议总额为：捌万元整（¥80,000.00），本协议……`, the used part underlined. */
export function SourceWords({ entry }: { entry: FieldStanding }) {
  const words = useText().wizard.field;
  const lines = useWizard((state) => state.draft?.reading?.lines ?? noLines);
  const { read } = entry;
  if (read === null) return null;
  const [from, to] = read.lines;
  const part = excerpt(lines, read.lines, read.text);
  const unsure = read.confidence < sure && entry.standing === 'waiting';
  return (
    <p className="wz-source">
      <span className="wz-line-no">{from === to ? words.line(from) : words.lines(from, to)}</span>
      <q className="serif" lang="zh-CN">
        {part.before}
        <span className="wz-used">{part.used}</span>
        {part.after}
      </q>
      {unsure && <span className="wz-unsure">{words.unsure}</span>}
    </p>
  );
}
