import { documentProblem, documentSays } from '../../engine/document-says.ts';
import { describeMatch, fillLabel, findLabel } from '../../engine/label-text.ts';
import type { Label, Problem, View } from '../define.ts';
import type { LabelLook } from '../label-look.ts';
import { at } from './clauses.ts';
import { firstOfKind, firstPaper, otherUnits, paperUnits, wholeRefused } from './label-units.ts';
import { type Output, outputsOf, titleOf } from './outputs.ts';
import { both, say } from './words.ts';

type Row = ReturnType<View['entries']>[number];

function languageOf(row: Row): '中文' | '英文' | '其他' {
  const said = String(row['language'] ?? '').trim();
  if (/中|zh|chinese/iu.test(said)) return '中文';
  if (/英|en/iu.test(said)) return '英文';
  if (said) return '其他';
  const text = `${String(row['label_text'] ?? '')}${String(row['title'] ?? '')}`;
  return text === '' || /\p{Script=Han}/u.test(text) ? '中文' : '英文';
}

function wantedLabel(view: View, language: '中文' | '英文'): string {
  return fillLabel(view.text(language === '中文' ? 'label_zh' : 'label_en'), (key) => view.text(key));
}

/** What is wrong with the acknowledgement of one output; null where it is in order or cannot be judged. */
function labelProblem(view: View, output: Output): { rule: string; message: Problem['message'] } | null {
  const said = documentSays(view, output.id, ['D-L01', 'D-L02']);
  if (said !== null)
    return said.right
      ? null
      : { rule: said.label.rule, message: documentProblem(said, named(output)).message };
  const language = languageOf(output.row);
  const text = output.row['label_text'];
  if (typeof text !== 'string' || language === '其他') return null;
  const wanted = wantedLabel(view, language);
  const match = findLabel(text, wanted);
  if (match.kind === 'exact') return null;
  return { rule: language === '中文' ? 'D-L01' : 'D-L02', message: describeMatch(match, wanted) };
}

const named = (output: Output) => ({ path: output.path, title: titleOf(output) });

function labelIn(rule: 'D-L01' | 'D-L02', language: '中文' | '英文') {
  return (view: View): Problem[] =>
    outputsOf(view).flatMap((output) => {
      const said = documentSays(view, output.id, ['D-L01', 'D-L02']);
      if (said !== null) {
        const wrong = !said.right && said.label.rule === rule;
        return wrong ? [{ severity: 'warn' as const, ...documentProblem(said, named(output)) }] : [];
      }
      if (languageOf(output.row) !== language) return [];
      const path = `${output.path}.label_text`;
      if (typeof output.row['label_text'] !== 'string')
        return say(
          'warn',
          path,
          `“${titleOf(output)}”未录标注原文，无法核对`,
          `The acknowledgement of “${titleOf(output)}” is not recorded`,
        );
      const wrong = labelProblem(view, output);
      return wrong ? [{ severity: 'warn' as const, path, message: wrong.message }] : [];
    });
}

function otherLanguages(view: View): Problem[] {
  return outputsOf(view).flatMap((output) =>
    languageOf(output.row) === '其他' && output.row['label_confirmed'] !== true
      ? say(
          'warn',
          `${output.path}.label_text`,
          '其他语种参考英文标注，须人工确认并留痕',
          'Other languages follow the English words: a person has to confirm it',
        )
      : [],
  );
}

/** D-L04: a place that is not named needs a person’s word; it never removes an output by itself. */
function position(view: View): Problem[] {
  return outputsOf(view).flatMap((output) => {
    const place = String(output.row['label_position'] ?? '').trim();
    if (typeof output.row['label_text'] !== 'string' || output.row['label_confirmed'] === true) return [];
    if (/封面|扉页|首页|致谢|首頁|cover|flyleaf|first|acknowledg/iu.test(place)) return [];
    return place === ''
      ? say(
          'info',
          `${output.path}.label_position`,
          '未录标注位置：封面、扉页、论文首页等醒目处，或致谢',
          'The place of the acknowledgement is not recorded',
        )
      : say(
          'warn',
          `${output.path}.label_position`,
          `标注在“${place}”，是否醒目须人工确认`,
          `Placed at “${place}”: a person has to confirm that it is prominent`,
        );
  });
}

/** D-L05: without the right words an output is not counted; nothing else follows from that. */
function notCounted(view: View): Problem[] {
  const outputs = outputsOf(view);
  const out = outputs.filter((output) => labelProblem(view, output) !== null);
  const found = out.flatMap((output) =>
    say(
      'warn',
      output.path,
      `“${titleOf(output)}”未按规定标注，结题验收时不计入成果`,
      `“${titleOf(output)}” lacks the acknowledgement: it is not counted at acceptance`,
    ),
  );
  if (out.length > 0 && out.length === outputs.length && view.events('closing_applied').length > 0)
    found.push(
      ...say(
        'block',
        'entries.outputs',
        '剔除未按规定标注的以后，没有可计入的成果',
        'No output is left that counts',
      ),
    );
  return found;
}

/** D-L11: consent first, the right words, a copy to the laboratory. */
function awards(view: View): Problem[] {
  return outputsOf(view).flatMap((output) => {
    if (output.kind !== '获奖' && output.kind !== '鉴定') return [];
    const { consent_on: consent, applied_on: applied, copy_sent_on: copy } = output.row;
    const found: Problem[] = [];
    if (typeof consent !== 'string' || (typeof applied === 'string' && consent > applied))
      found.push(
        ...say(
          'block',
          `${output.path}.consent_on`,
          '鉴定、奖励申报应先征得实验室同意',
          'The laboratory has to agree first',
        ),
      );
    if (typeof copy !== 'string')
      found.push(
        ...say(
          'warn',
          `${output.path}.copy_sent_on`,
          '鉴定、奖励材料的复制本应送交实验室',
          'A copy of the papers goes to the laboratory',
        ),
      );
    return found;
  });
}

function label(
  id: string,
  key: string,
  zh: string,
  en: string,
  line: number,
  outputs: readonly string[],
  strings: readonly string[],
  check: (view: View) => Problem[],
  document?: LabelLook,
): Label {
  return {
    rule: id,
    key,
    title: both(zh, en),
    clause: at(line),
    outputs,
    strings,
    need: 'any',
    check,
    ...(document === undefined ? {} : { document }),
  };
}

/** D-L05. */
const leftOut = {
  consequence: both('结题验收时不计入成果', 'not counted at acceptance'),
  severity: 'warn',
} as const;
/** D-L10. */
const refused = {
  consequence: both('结题验收时不予通过（整个课题）', 'the whole topic does not pass'),
  severity: 'block',
} as const;

const three = ['{lab_name}', '{lab_host}', '{lab_cobuilders}'];

/** The words and names that outputs carry, with their two consequences: not counted, or the whole refused. */
export const labels: readonly Label[] = [
  label(
    'D-L01',
    'label_zh',
    '中文标注',
    'Acknowledgement in Chinese',
    120,
    ['*'],
    ['{label_zh}'],
    labelIn('D-L01', '中文'),
    { find: 'sentence', language: 'zh', ...leftOut },
  ),
  label(
    'D-L02',
    'label_en',
    '英文标注',
    'Acknowledgement in English',
    122,
    ['*'],
    ['{label_en}'],
    labelIn('D-L02', '英文'),
    { find: 'sentence', language: 'en', ...leftOut },
  ),
  label(
    'D-L03',
    'label_other',
    '其他语种参考英文标注',
    'Other languages after the English words',
    124,
    ['*'],
    ['{label_en}'],
    otherLanguages,
  ),
  label('D-L04', 'label_position', '标注位置', 'Place of the acknowledgement', 118, ['*'], [], position),
  label(
    'D-L05',
    'not_counted',
    '未按规定标注的不计入成果',
    'Not counted without it',
    118,
    ['*'],
    [],
    notCounted,
  ),
  label(
    'D-L06',
    'paper_units',
    '论文：完成单位必须含本实验室',
    'Papers name the laboratory',
    126,
    ['论文'],
    ['{lab_name}'],
    paperUnits,
    { find: 'unit', ...refused },
  ),
  label(
    'D-L07',
    'first_paper',
    '论文：至少一篇以本实验室为第一完成单位',
    'One paper with the laboratory first',
    126,
    ['论文'],
    ['{lab_name}'],
    firstPaper,
  ),
  label(
    'D-L08',
    'other_units',
    '其他成果：署本实验室、依托单位或共建单位',
    'Other outputs name one of the three',
    126,
    ['*'],
    three,
    otherUnits,
    { find: 'unit', ...refused },
  ),
  label(
    'D-L09',
    'first_of_kind',
    '其他成果：同类中至少一项为第一完成单位',
    'One of each kind with one of the three first',
    128,
    ['*'],
    three,
    firstOfKind,
  ),
  label(
    'D-L10',
    'whole_refused',
    '署名不符的，整个课题不予通过',
    'Else the whole topic is refused',
    128,
    ['*'],
    [],
    wholeRefused,
  ),
  label(
    'D-L11',
    'awards',
    '鉴定、奖励申报先征得实验室同意',
    'Evaluation and awards: consent first',
    132,
    ['获奖', '鉴定'],
    ['{label_zh}'],
    awards,
  ),
];
