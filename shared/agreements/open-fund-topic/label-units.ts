import { type DocumentSays, documentProblem, documentSays } from '../../engine/document-says.ts';
import { describeMatch, findLabel, normalizeLabel, sameName } from '../../engine/label-text.ts';
import type { Problem, View } from '../define.ts';
import { kindOf } from './ledgers.ts';
import { type Output, outputsOf, titleOf } from './outputs.ts';
import { both, say } from './words.ts';

/** The laboratory, its host, its co-builders: the three that an output other than a paper may name. */
function units(view: View): readonly string[] {
  return [
    view.text('lab_name'),
    view.text('lab_host'),
    ...view.rows('lab_cobuilders').map((row) => String(row['name'] ?? '')),
  ].filter(Boolean);
}

function names(printed: string, unit: string): boolean {
  return normalizeLabel(printed).includes(normalizeLabel(unit));
}

function isOneOf(printed: string | undefined, allowed: readonly string[]): boolean {
  return printed !== undefined && allowed.some((unit) => names(printed, unit));
}

/** What the printed head of the output says (D-L10 follows from it). */
function inDocument(said: DocumentSays, output: Output): Problem[] {
  if (said.right) return [];
  return [{ severity: 'block', ...documentProblem(said, { path: output.path, title: titleOf(output) }) }];
}

/** Whether one of the units stands first: as a number printed beside it says, else as it was recorded. */
function isFirst(view: View, output: Output, rule: string, allowed: readonly string[]): boolean {
  const said = documentSays(view, output.id, [rule]);
  const rank = said?.right === true ? said.label.rank : null;
  if (rank !== null && (said?.label.rank_sure === true || output.units === null)) return rank === 1;
  return isOneOf(output.units?.[0], allowed);
}

export function paperUnits(view: View): Problem[] {
  const lab = view.text('lab_name');
  return outputsOf(view).flatMap((output) => {
    if (!output.paper) return [];
    const path = `${output.path}.units`;
    const said = documentSays(view, output.id, ['D-L06']);
    if (said !== null) return inDocument(said, output);
    if (output.units === null)
      return say('warn', path, '未录完成单位，无法核对', 'The units are not recorded');
    if (output.units.some((unit) => isOneOf(unit, [lab]))) return [];
    const near = output.units
      .map((unit) => findLabel(unit, lab))
      .find((match) => match.kind === 'near' || match.kind === 'case');
    const hint = near ? describeMatch(near, lab) : both('', '');
    return say(
      'block',
      path,
      `论文“${titleOf(output)}”的完成单位没有本实验室${hint.zh ? `（${hint.zh}）` : ''}`,
      `The paper “${titleOf(output)}” does not name the laboratory${hint.en ? ` (${hint.en})` : ''}`,
    );
  });
}

export function firstPaper(view: View): Problem[] {
  const papers = outputsOf(view).filter(
    (output) => output.paper && (output.units !== null || documentSays(view, output.id, ['D-L06']) !== null),
  );
  const lab = [view.text('lab_name')];
  // D-Q11: without a paper the rule does not apply.
  if (papers.length === 0 || papers.some((output) => isFirst(view, output, 'D-L06', lab))) return [];
  return say(
    'block',
    'entries.outputs',
    '没有一篇论文以本实验室为第一完成单位',
    'No paper has the laboratory as its first unit',
  );
}

export function otherUnits(view: View): Problem[] {
  const allowed = units(view);
  return outputsOf(view).flatMap((output) => {
    if (output.paper) return [];
    const path = `${output.path}.units`;
    const said = documentSays(view, output.id, ['D-L08']);
    if (said !== null) return inDocument(said, output);
    if (output.units === null)
      return say('warn', path, '未录完成单位，无法核对', 'The units are not recorded');
    return output.units.some((unit) => isOneOf(unit, allowed))
      ? []
      : say(
          'block',
          path,
          `“${titleOf(output)}”未署本实验室、实验室依托单位或共建单位`,
          `“${titleOf(output)}” names neither the laboratory nor its host nor a co-builder`,
        );
  });
}

/** D-L09 by kinds of output as fine as the kinds of certificate (D-Q05). */
export function firstOfKind(view: View): Problem[] {
  const allowed = units(view);
  const others = outputsOf(view).filter(
    (output) => !output.paper && (output.units !== null || documentSays(view, output.id, ['D-L08']) !== null),
  );
  return [...Map.groupBy(others, (output) => output.kind)].flatMap(([kind, same]) =>
    same.some((output) => isFirst(view, output, 'D-L08', allowed))
      ? []
      : say(
          'block',
          'entries.outputs',
          `“${kind}”类成果中没有一项以本实验室、依托单位或共建单位为第一完成单位`,
          `No output of the kind “${kind}” has one of the three as its first unit`,
        ),
  );
}

/** D-L10: what fails D-L06–D-L09 fails the whole topic. */
export function wholeRefused(view: View): Problem[] {
  const wrong = [paperUnits, firstPaper, otherUnits, firstOfKind].flatMap((check) => check(view));
  return wrong.some((problem) => problem.severity === 'block')
    ? say(
        'block',
        'entries.outputs',
        '成果署名不符合第三十条，结题验收时不予通过（整个课题）',
        'The outputs do not fulfil Article 30: the whole topic does not pass',
      )
    : [];
}

/** D-E12: an output serves the acceptance of one topic only. */
export function usedOnce(view: View): Problem[] {
  const own = view.entries('outputs');
  return own.flatMap((row, index): Problem[] => {
    const path = `entries.outputs[${index}]`;
    const title = String(row['title'] ?? '');
    const usedIn = String(row['used_in'] ?? '').trim();
    const mine = [view.text('project_no'), view.text('project_title')].filter(Boolean);
    if (usedIn && !/^(无|否|未|none|no)$/iu.test(usedIn) && !mine.some((name) => sameName(name, usedIn)))
      return say(
        'block',
        `${path}.used_in`,
        `“${title}”已用于“${usedIn}”，一项成果只能用于一个开放课题的验收`,
        `“${title}” was used in “${usedIn}”: an output serves one topic`,
      );
    const elsewhere = view.others.some(
      (other) =>
        other.kind === view.record.kind &&
        (other.entries['outputs'] ?? []).some(
          ({ values }) =>
            title !== '' &&
            sameName(String(values['title'] ?? ''), title) &&
            kindOf(values['type']).value === kindOf(row['type']).value,
        ),
    );
    if (elsewhere)
      return say(
        'block',
        path,
        `“${title}”已列入另一开放课题的成果，一项成果只能用于一个开放课题的验收`,
        `“${title}” is an output of another topic already`,
      );
    const twice = own.findIndex(
      (other) =>
        title !== '' &&
        sameName(String(other['title'] ?? ''), title) &&
        kindOf(other['type']).value === kindOf(row['type']).value,
    );
    return twice < index && twice >= 0
      ? say('warn', path, `“${title}”登记了两次`, `“${title}” is recorded twice`)
      : [];
  });
}
