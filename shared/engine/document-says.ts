import type { Problem, View } from '../agreements/define.ts';
import type { LabelFinding } from '../model/document-check.ts';
import { both } from './compare.ts';
import { sayVerdict } from './document-check.ts';

/** What the document of an output says of a label rule. */
export interface DocumentSays {
  right: boolean;
  label: LabelFinding;
}

/**
 * What was read of the documents of an output, and what people saw who looked: what is printed counts, not what was
 * typed of it. Null where no document of it was read, or none says anything of these rules: a scan that nobody looked
 * at, a receipt that a person called the right file. A document that is right settles it for the output.
 */
export function documentSays(
  view: View,
  output: string | undefined,
  rules: readonly string[],
): DocumentSays | null {
  if (output === undefined || view.checks.length === 0) return null;
  const materials = view.record.entries['materials'] ?? [];
  let wrong: DocumentSays | null = null;
  for (const object of new Set(materials.map(({ values }) => values['object']))) {
    const read = view.checks.findLast((one) => one.kind === 'document' && one.object === object);
    if (read?.kind !== 'document' || read.output !== output) continue;
    const confirmed = materials.some(
      ({ values }) => values['object'] === object && values['confirmed'] === true,
    );
    for (const label of read.labels) {
      if (!rules.includes(label.rule)) continue;
      const looked = view.checks.findLast(
        (one) => one.kind === 'looked' && one.object === object && one.rule === label.rule,
      );
      const right = looked?.kind === 'looked' ? looked.right : rightOf(label, confirmed);
      if (right === true) return { right, label };
      if (right === false) wrong ??= { right, label };
    }
  }
  return wrong;
}

/** Null: the document says nothing of it. */
function rightOf({ verdict, severity }: LabelFinding, confirmed: boolean): boolean | null {
  if (severity === null) return true;
  if (verdict === 'unread') return null;
  return verdict === 'absent' && confirmed ? null : false;
}

/** What is wrong in the document, as a problem of the output. */
export function documentProblem(
  { label }: DocumentSays,
  output: { path: string; title: string },
): Pick<Problem, 'path' | 'message'> {
  const said = sayVerdict(label);
  return {
    path: output.path,
    message: both(
      `“${output.title}”的文件：${label.title.zh}，${said.zh}`,
      `The document of “${output.title}”: ${label.title.en}, ${said.en}`,
    ),
  };
}
