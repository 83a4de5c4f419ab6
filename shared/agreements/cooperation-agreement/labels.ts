import { type DocumentSays, documentProblem, documentSays } from '../../engine/document-says.ts';
import { describeMatch, fillLabel, findLabel, normalizeLabel } from '../../engine/label-text.ts';
import type { Label, Problem, View } from '../define.ts';
import type { LabelLook } from '../label-look.ts';
import { at } from './clauses.ts';
import { type Output, outputsOf } from './outputs.ts';
import { both } from './words.ts';

const center = '{host_center_name}';

function fill(view: View, template: string): string {
  return fillLabel(template, (key) => view.text(key));
}

function placeOf(output: Output, unit: string): number {
  const wanted = normalizeLabel(unit);
  return wanted === '' || output.units === null
    ? -1
    : output.units.findIndex((printed) => normalizeLabel(printed).includes(wanted));
}

/** The lowest rank that is enough: as party A asked in writing, else the second (A-F16, A-Q14). */
function lowestRank(view: View): number {
  return view.text('attribution_rank_decision') === 'first' ? 1 : 2;
}

/** A near miss among the units, named with its characters. */
function nearUnit(output: Output, wanted: readonly string[]): string {
  for (const unit of wanted) {
    for (const printed of output.units ?? []) {
      const match = findLabel(printed, unit);
      if (match.kind === 'near' || match.kind === 'case') return `（${describeMatch(match, unit).zh}）`;
    }
  }
  return '';
}

/** What is printed counts, not what was typed of it; a mere difference of capitals warns. */
function inDocument(said: DocumentSays, output: Output): Problem[] {
  if (said.right) return [];
  const severity = said.label.severity ?? 'block';
  return [{ severity, ...documentProblem(said, output) }];
}

/** One of the names stands among the units, and no lower than the rank where one is asked. */
function unitsName(
  rule: string,
  strings: readonly string[],
  ranked: boolean,
  types: readonly string[] | null,
  strict: boolean,
) {
  return (view: View): Problem[] => {
    const wanted = strings.map((string) => fill(view, string)).filter(Boolean);
    const lowest = lowestRank(view);
    return outputsOf(view).flatMap((output): Problem[] => {
      if (types !== null && !types.includes(output.type)) return [];
      const said = documentSays(view, output.id, [rule]);
      if (said !== null) return inDocument(said, output);
      const path = `${output.path}.units`;
      if (output.units === null) {
        if (!strict && !['论文', '著作', '专利', '软件著作权'].includes(output.type)) return [];
        return [
          {
            severity: 'warn',
            path,
            message: both(
              `“${output.title}”未录完成单位，无法核对署名`,
              `The units of “${output.title}” are not recorded`,
            ),
          },
        ];
      }
      const places = wanted.map((unit) => placeOf(output, unit)).filter((place) => place >= 0);
      if (places.length === 0) {
        return [
          {
            severity: 'block',
            path,
            message: both(
              `“${output.title}”的完成单位中没有“${wanted.join('”或“')}”${nearUnit(output, wanted)}`,
              `“${output.title}” does not name “${wanted.join('” or “')}” among its units`,
            ),
          },
        ];
      }
      const rank = Math.min(...places) + 1;
      return ranked && rank > lowest
        ? [
            {
              severity: 'block',
              path,
              message: both(
                `“${output.title}”署在第${rank}位，应为第${lowest === 1 ? '一' : '一或第二'}完成单位`,
                `“${output.title}” names it in place ${rank}; place ${lowest} at the lowest is asked`,
              ),
            },
          ]
        : [];
    });
  };
}

/** The words stand in the acknowledgement, character for character as G-017 compares. */
function carriesWords(rule: string, template: string, applies: (output: Output) => boolean) {
  return (view: View): Problem[] => {
    const wanted = fill(view, fill(view, template));
    return outputsOf(view).flatMap((output): Problem[] => {
      if (!applies(output)) return [];
      const said = documentSays(view, output.id, [rule]);
      if (said !== null) return inDocument(said, output);
      const path = `${output.path}.label_text`;
      if (output.label === null) {
        return [
          {
            severity: 'warn',
            path,
            message: both(
              `“${output.title}”未录标注原文，无法核对`,
              `The acknowledgement of “${output.title}” is not recorded`,
            ),
          },
        ];
      }
      const match = findLabel(output.label, wanted);
      return match.kind === 'exact'
        ? []
        : [
            {
              severity: match.kind === 'case' ? 'warn' : 'block',
              path,
              message: describeMatch(match, wanted),
            },
          ];
    });
  };
}

/** A-L09: consent before the application, a unit named, a copy sent; only all three make it compliant. */
function awards(view: View): Problem[] {
  const named = unitsName('A-L09', [center, '{party_a_name}'], false, ['奖励', '鉴定'], true)(view);
  const proofs = outputsOf(view).flatMap((output): Problem[] => {
    if (output.type !== '奖励' && output.type !== '鉴定') return [];
    const { consent_on: consent, applied_on: applied, copy_sent_on: copy } = output.row;
    const found: Problem[] = [];
    if (typeof consent !== 'string' || (typeof applied === 'string' && consent > applied)) {
      found.push({
        severity: 'block',
        path: `${output.path}.consent_on`,
        message: both(
          `“${output.title}”申报前须先取得甲方书面同意`,
          `Party A agrees in writing before “${output.title}” is applied for`,
        ),
      });
    }
    if (typeof copy !== 'string') {
      found.push({
        severity: 'warn',
        path: `${output.path}.copy_sent_on`,
        message: both(
          `“${output.title}”的材料复制本尚未送交甲方`,
          `A copy of the papers of “${output.title}” goes to party A`,
        ),
      });
    }
    return found;
  });
  return [...named, ...proofs];
}

/** An output that is not as agreed may be refused (第七条（一）2). */
const refusedBy = {
  consequence: both('与约定的标注不符，甲方有权拒绝接受', 'not as agreed: party A may refuse it'),
  severity: 'block',
} as const;
const ranked = { find: 'unit', lowest: lowestRank } as const;

function label(
  rule: string,
  key: string,
  title: Label['title'],
  article: string,
  line: number,
  outputs: readonly string[],
  strings: readonly string[],
  need: Label['need'],
  check: (view: View) => Problem[],
  look?: Omit<LabelLook, 'consequence' | 'severity'>,
): Label {
  const document = look === undefined ? {} : { document: { ...look, ...refusedBy } };
  return { rule, key, title, clause: at(article, line), outputs, strings, need, check, ...document };
}

const partyA = '{party_a_name}';
const isPaper = (output: Output) => output.type === '论文';

/** Whose names outputs carry, word for word (A-L01–A-L09); the texts are fields and take another unit’s. */
export const labels: readonly Label[] = [
  label(
    'A-L01',
    'any_output',
    both('全部成果：作者/完成单位及位次', 'All outputs: units and rank'),
    '第二条（四）',
    58,
    ['*'],
    [center, partyA],
    'any',
    unitsName('A-L01', [center, partyA], true, null, false),
    ranked,
  ),
  label(
    'A-L02',
    'paper_unit',
    both('论文：创新中心为第一或第二完成单位', 'Papers: the centre first or second'),
    '附件二1',
    283,
    ['论文'],
    [center],
    'all',
    unitsName('A-L02', [center], true, ['论文'], true),
    ranked,
  ),
  label(
    'A-L03',
    'paper_zh',
    both('中文期刊标注', 'Acknowledgement in Chinese'),
    '附件二1',
    283,
    ['论文'],
    ['{label_zh}'],
    'all',
    carriesWords('A-L03', '{label_zh}', (output) => isPaper(output) && output.language === '中文'),
    { find: 'sentence', language: 'zh' },
  ),
  label(
    'A-L04',
    'paper_en',
    both('英文期刊标注', 'Acknowledgement in English'),
    '附件二1',
    283,
    ['论文'],
    ['{label_en}'],
    'all',
    carriesWords('A-L04', '{label_en}', (output) => isPaper(output) && output.language === '英文'),
    { find: 'sentence', language: 'en' },
  ),
  label(
    'A-L05',
    'book',
    both('著作：单位和扉页', 'Books: unit and flyleaf'),
    '附件二2',
    284,
    ['著作'],
    ['{label_zh}'],
    'all',
    (view) => [
      ...unitsName('A-L05 unit', [center], true, ['著作'], true)(view),
      ...carriesWords('A-L05', '{label_zh}', (output) => output.type === '著作')(view),
    ],
    { find: 'sentence' },
  ),
  label(
    'A-L06',
    'evaluated',
    both('科技评价成果：主要完成单位之一', 'Evaluated results: main unit'),
    '附件二3',
    285,
    ['科技评价'],
    [center, partyA],
    'any',
    unitsName('A-L06', [center, partyA], false, ['科技评价'], true),
    { find: 'unit' },
  ),
  label(
    'A-L07',
    'software',
    both('软件著作权人之一', 'Holder of the software copyright'),
    '附件二4',
    286,
    ['软件著作权'],
    [partyA],
    'all',
    unitsName('A-L07', [partyA], false, ['软件著作权'], true),
    { find: 'unit' },
  ),
  label(
    'A-L08',
    'patent',
    both('专利申请人之一', 'Applicant of the patent'),
    '附件二5',
    287,
    ['专利'],
    [partyA],
    'all',
    unitsName('A-L08', [partyA], false, ['专利'], true),
    { find: 'unit' },
  ),
  label(
    'A-L09',
    'award',
    both('鉴定、奖励申报：书面同意、署名、送复制本', 'Awards: consent, names, copy'),
    '附件二6',
    288,
    ['奖励', '鉴定'],
    [center, partyA],
    'any',
    awards,
  ),
];
