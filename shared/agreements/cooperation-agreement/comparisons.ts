import { sameName } from '../../engine/label-text.ts';
import { formatAmount, parseFigures } from '../../money/fen.ts';
import type { Bilingual, Fen } from '../../model/units.ts';
import type { Comparison } from '../comparison.ts';
import type { Column, Problem, View } from '../define.ts';
import { at } from './clauses.ts';
import { itemsNamed } from './checks-outputs.ts';
import { contentItems, outputsOf, withoutNumber } from './outputs.ts';
import { both } from './words.ts';

/** What of the application is the second baseline of acceptance (A-R02). */
export const applicationItems = [
  { value: 'project_title', title: both('课题名称', 'Title') },
  { value: 'project_leader', title: both('课题负责人', 'Leader') },
  { value: 'total_amount', title: both('经费总额', 'Amount') },
  { value: 'objective', title: both('研究目标', 'Objective') },
  { value: 'research_content', title: both('研究内容', 'Research content') },
  { value: 'deliverables', title: both('成果', 'Deliverables') },
] as const;

export const applicationColumns: readonly Column[] = [
  { key: 'item', type: 'enum', title: both('事项', 'Item'), required: true, options: applicationItems },
  { key: 'text', type: 'text', title: both('申请书原文', 'Words of the application'), required: true },
  {
    key: 'agreed',
    type: 'boolean',
    title: both('签约时已改，以协议为准', 'Changed when signed: the agreement holds'),
  },
];

interface Line {
  item: string;
  title: Bilingual;
  wrote: string;
  has: string;
  same: boolean;
  agreed: boolean;
}

/** The lines of the application beside the agreement's. */
function linesOf(view: View): Line[] {
  return view.rows('application_values').flatMap((row): Line[] => {
    const item = String(row['item'] ?? '');
    const wrote = String(row['text'] ?? '').trim();
    if (item === '' || wrote === '') return [];
    const has = agreementSays(view, item);
    const money = view.money(item);
    const same =
      item === 'total_amount'
        ? money !== null && parseFigures(wrote) === money
        : item === 'deliverables' || item === 'research_content'
          ? sameItems(wrote, has)
          : sameName(wrote, has);
    const title = applicationItems.find((one) => one.value === item)?.title ?? both(item, item);
    return [{ item, title, wrote, has, same, agreed: row['agreed'] === true }];
  });
}

function agreementSays(view: View, item: string): string {
  const value = view.value(item);
  if (item === 'total_amount') return typeof value === 'number' ? formatAmount(value as Fen) : '';
  if (item === 'deliverables')
    return view
      .rows('deliverables')
      .map((row) => String(row['name'] ?? ''))
      .join('；');
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return String(value['name'] ?? '');
  return typeof value === 'string' ? value : '';
}

/** The same items, whatever their numbers and their order. */
function sameItems(a: string, b: string): boolean {
  const items = (text: string) => contentItems(text).map(withoutNumber).toSorted().join('\n');
  return items(a) === items(b);
}

/** A-R02: party A may refuse what departs from the application or from the agreement, so both must be met. */
export function twoBaselines(view: View): Problem[] {
  return linesOf(view).flatMap(({ title, wrote, has, same, agreed }): Problem[] =>
    same || agreed || has === ''
      ? []
      : [
          {
            severity: 'warn',
            path: 'fields.application_values',
            message: both(
              `${title.zh}：申请书“${wrote}”，协议“${has}”；不符申请书或协议的，甲方有权拒收，验收须两份都对`,
              `${title.en}: the application says “${wrote}”, the agreement “${has}”; acceptance asks for both`,
            ),
          },
        ],
  );
}

/** What the interface lays side by side for a cooperation agreement. */
export const comparisons: readonly Comparison[] = [
  {
    key: 'content_and_outputs',
    rule: 'A-F11',
    clause: at('第一条', 38),
    title: both('研究内容与成果对照', 'Research content and outputs'),
    heads: [both('协议的研究内容', 'Research content'), both('对应的成果', 'Outputs that answer')],
    none: both('协议的研究内容尚未录入。', 'The research content is not entered yet.'),
    rows(view) {
      const items = contentItems(view.text('research_content'));
      const outputs = outputsOf(view).map((output) => ({
        title: output.title,
        items: itemsNamed(String(output.row['content_item'] ?? ''), items),
      }));
      return items.map((item, index) => {
        const own = outputs.filter((output) => output.items.includes(index)).map((output) => output.title);
        return {
          what: both(String(index + 1), String(index + 1)),
          left: item,
          right: own.join('；'),
          state: own.length === 0 ? 'open' : 'met',
        };
      });
    },
  },
  {
    key: 'two_baselines',
    rule: 'A-R02',
    clause: at('第七条（一）2', 141),
    title: both('验收双基准：申请书与协议', 'Two baselines: application and agreement'),
    heads: [both('申请书', 'Application'), both('协议', 'Agreement')],
    none: both(
      '在“协议”的“申请书所写”中逐项录入申请书原文，这里即与协议对照。',
      'Enter the words of the application under “As the application has it”; they are compared here.',
    ),
    rows: (view) =>
      linesOf(view).map(({ title, wrote, has, same, agreed }) => ({
        what: title,
        left: wrote,
        right: has,
        state: has === '' ? 'open' : same ? 'same' : agreed ? 'agreed' : 'differs',
      })),
  },
];
