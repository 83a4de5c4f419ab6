import type { Field, View } from '../define.ts';
import { at } from './clauses.ts';
import { builtIn, directionOf, isDirection } from './guideline.ts';
import { both, word } from './words.ts';

/** 其他: allowed where the guideline says “包括但不限于”, with words that explain it. */
export const other = '其他';

/** The rule of each direction's list of fields. */
export const choiceRules: Readonly<Record<string, string>> = {
  '1.1': 'C-E11',
  '1.2': 'C-E12',
  '1.3': 'C-E13',
  '1.4': 'C-E14',
  '1.5': 'C-E15',
  '1.6': 'C-E16',
  '1.7': 'C-E17',
  '1.8': 'C-E18',
  '1.9': 'C-E19',
  '2.0': 'C-E20',
};

/** The field that holds the choice of a direction with one list. */
export function choiceKey(code: string): string {
  return `field_${code.replace('.', '_')}`;
}

const lists: readonly Field[] = builtIn.directions
  .filter((direction) => direction.choices.length > 0)
  .map((direction) => ({
    key: choiceKey(direction.code),
    rule: choiceRules[direction.code] ?? 'C-F05',
    clause: at(direction.choices_line ?? 17),
    type: 'string' as const,
    title: both('领域方向', 'Field'),
    when: isDirection(direction.code),
    required: isDirection(direction.code),
    options: direction.choices.map((choice) => word(choice, choice)),
  }));

const tree = builtIn.directions.find((direction) => direction.tree !== undefined);
const treeCode = tree?.code ?? '';
const themes = tree?.tree ?? [];

const levels: readonly Field[] = [
  {
    key: 'field_theme',
    rule: 'C-E12',
    clause: at(tree?.choices_line ?? 58),
    type: 'string',
    title: both('领域方向（一级）', 'Field, first level'),
    when: isDirection(treeCode),
    required: isDirection(treeCode),
    options: themes.map(({ name }) => word(name, name)),
  },
  ...themes.flatMap((theme, n): Field[] => {
    const ofTheme = (view: View) => isDirection(treeCode)(view) && view.text('field_theme') === theme.name;
    const several = theme.areas.length > 1;
    const areaKey = `field_area_${n + 1}`;
    const area: Field[] = several
      ? [
          {
            key: areaKey,
            rule: 'C-E12',
            clause: at(tree?.choices_line ?? 58),
            type: 'string',
            title: both('领域方向（二级）', 'Field, second level'),
            when: ofTheme,
            required: ofTheme,
            options: theme.areas.map(({ name }) => word(name, name)),
          },
        ]
      : [];
    const topics = theme.areas.map((one, m): Field => {
      const here = (view: View) => ofTheme(view) && (!several || view.text(areaKey) === one.name);
      return {
        key: `field_topic_${n + 1}_${m + 1}`,
        rule: 'C-E12',
        clause: at(tree?.choices_line ?? 58),
        type: 'string',
        title: both('领域方向（三级）', 'Field, third level'),
        when: here,
        required: here,
        options: [...one.topics, ...(one.other ? [other] : [])].map((choice) => word(choice, choice)),
      };
    });
    return [...area, ...topics];
  }),
];

const free: Field = {
  key: 'field_free',
  rule: 'C-E19',
  clause: at(361),
  type: 'string',
  title: both('领域方向（不限）', 'Field (any)'),
  when: isDirection('1.9'),
};

/** Whether the choice needs words beside it: 其他, or a choice that is bound to a condition (先进材料). */
export function needsStatement(view: View): boolean {
  const chosen = chosenField(view);
  return chosen.at(-1) === other || (directionOf(view)?.statement_for ?? []).includes(chosen.at(-1) ?? '');
}

/** The choices of the fields of a direction: its own list, three levels, or free words (C-E11–C-E20). */
export const fieldFields: readonly Field[] = [
  ...lists,
  ...levels,
  free,
  {
    key: 'field_statement',
    rule: 'C-E11',
    clause: at(38),
    type: 'text',
    title: both('领域方向说明', 'Words on the field'),
    when: needsStatement,
    help: both(
      '选“其他”的说明内容；先进材料说明生命周期内不破坏环境。',
      'What “other” is; why the material does no harm.',
    ),
  },
  {
    key: 'health_related',
    rule: 'C-E21',
    clause: at(198),
    type: 'boolean',
    title: both('属于健康领域', 'In the field of health'),
    when: (view) => (directionOf(view)?.not_health ?? []).length > 0,
  },
];

/** What was chosen, from the first level to the last; empty while nothing is. */
export function chosenField(view: View): readonly string[] {
  const direction = directionOf(view);
  if (!direction) return [];
  if (direction.topics) return [view.text('topic_code')].filter(Boolean);
  if (direction.tree) {
    const theme = view.text('field_theme');
    const n = direction.tree.findIndex(({ name }) => name === theme);
    const areas = direction.tree[n]?.areas ?? [];
    const area = areas.length > 1 ? view.text(`field_area_${n + 1}`) : (areas[0]?.name ?? '');
    const m = areas.findIndex(({ name }) => name === area);
    return [theme, area, view.text(`field_topic_${n + 1}_${m + 1}`)].filter(Boolean);
  }
  return [view.text(direction.choices.length > 0 ? choiceKey(direction.code) : 'field_free')].filter(Boolean);
}
