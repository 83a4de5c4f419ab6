import type { Column, Field, Shape, View } from '../agreements/define.ts';
import type { Clause, Finding } from '../model/derived.ts';
import { columnsOf } from '../model/exchange.ts';
import type { FieldValue } from '../model/record.ts';
import { parseWords } from '../money/words.ts';
import { both, isEmpty } from './compare.ts';
import { fieldsOf } from './view.ts';

/** A finding about the record itself rather than about a clause carries these instead of a rule. */
const nowhere: Clause = { article: '' };

/** Whether what the archive needs is needed already. */
export type Archiving = 'far' | 'soon' | 'now';

/** Every field by its own shape: required, form, range, choice, words of amounts (G-015), unknown keys. */
export function checkFields(view: View, archiving: Archiving): Finding[] {
  const fields = fieldsOf(view.definition);
  const known = new Set(fields.map((field) => field.key));
  const unknown = Object.keys(view.record.fields)
    .filter((key) => !known.has(key))
    .map((key) => unknownKey(`fields.${key}`));
  return [...fields.flatMap((field) => checkField(view, field, archiving)), ...unknown];
}

function checkField(view: View, field: Field, archiving: Archiving): Finding[] {
  if (field.when && !field.when(view)) return [];
  const own = view.record.fields[field.key];
  const path = `fields.${field.key}`;
  if (isEmpty(own)) return isEmpty(view.value(field.key)) ? missing(view, field, path, archiving) : [];
  return checkValue(own as FieldValue, field, path, field, view.record.fields);
}

function missing(view: View, field: Field, path: string, archiving: Archiving): Finding[] {
  const { required } = field;
  const needed =
    typeof required === 'function'
      ? required(view)
      : required === 'always' || (required === 'archive' && archiving !== 'far');
  if (!needed) return [];
  return [
    {
      rule: field.rule,
      severity: required === 'archive' && archiving === 'soon' ? 'warn' : (field.missing ?? 'block'),
      message: both(`${field.title.zh}未填`, `${field.title.en} is missing`),
      path,
      clause: field.clause,
    },
  ];
}

interface Origin {
  rule: string;
  clause: Clause;
}

/** The findings of one value by its shape; lists and composite values are walked. */
function checkValue(
  value: FieldValue,
  shape: Shape,
  path: string,
  origin: Origin,
  siblings: Readonly<Record<string, FieldValue>>,
): Finding[] {
  const found: Finding[] = [];
  const tell = (severity: Finding['severity'], zh: string, en: string, at = path, rule = origin.rule) => {
    found.push({ rule, severity, message: both(zh, en), path: at, clause: origin.clause });
  };
  if (typeof value === 'string' && value !== '') {
    if (shape.pattern && !new RegExp(shape.pattern.source, 'u').test(value)) {
      tell('block', shape.pattern.message.zh, shape.pattern.message.en);
    }
    if (shape.type === 'enum' && shape.options && !shape.options.some((option) => option.value === value)) {
      const choices = shape.options.map((option) => option.value).join('、');
      tell(
        'block',
        `${shape.title.zh}“${value}”不在可选之列（${choices}）`,
        `“${value}” is none of ${choices}`,
      );
    }
  }
  if (shape.type === 'date' && typeof value === 'string' && (value < '2004' || value > '2101')) {
    tell(
      'warn',
      `${shape.title.zh} ${value}：年份不在有放假资料的范围内，请核对`,
      `${shape.title.en} ${value}: check the year`,
      path,
      'G-007',
    );
  }
  if (typeof value === 'number') {
    if (shape.min !== undefined && value < shape.min) {
      tell('block', `${shape.title.zh}太小`, `${shape.title.en} is too small`);
    }
    if (shape.max !== undefined && value > shape.max) {
      tell('block', `${shape.title.zh}太大`, `${shape.title.en} is too large`);
    }
    if (shape.type === 'money')
      found.push(...checkWords(value, siblings[`${shape.key}_words`], shape, path, origin));
  }
  if (Array.isArray(value)) {
    value.forEach((row, index) => found.push(...checkRow(row, shape, `${path}[${index}]`, origin)));
  } else if (typeof value === 'object' && value !== null) {
    found.push(...checkRow(value, shape, path, origin));
    if (shape.type === 'period') {
      const { start, end } = value;
      if (typeof start === 'string' && typeof end === 'string' && start > end) {
        tell(
          'block',
          `${shape.title.zh}起${start}晚于止${end}`,
          `${shape.title.en}: ${start} is after ${end}`,
        );
      }
    }
  }
  return found;
}

/** One row of a list, a ledger or an event, by its columns. */
export function checkRow(
  row: FieldValue,
  shape: Pick<Shape, 'type' | 'columns'>,
  path: string,
  origin: Origin,
): Finding[] {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return [];
  const columns = columnsOf({ key: '', title: both('', ''), ...shape });
  const known = byKey(columns);
  const found = columns
    .filter((column) => column.required && isEmpty(row[column.key]))
    .map(
      (column): Finding => ({
        rule: origin.rule,
        severity: 'block',
        message: both(`${column.title.zh}未填`, `${column.title.en} is missing`),
        path: `${path}.${column.key}`,
        clause: origin.clause,
      }),
    );
  for (const [key, value] of Object.entries(row)) {
    const column = known.get(key);
    if (column) found.push(...checkValue(value, column, `${path}.${key}`, origin, row));
    else found.push(unknownKey(`${path}.${key}`));
  }
  return found;
}

const columnMaps = new WeakMap<readonly Column[], ReadonlyMap<string, Column>>();

function byKey(columns: readonly Column[]): ReadonlyMap<string, Column> {
  const known = columnMaps.get(columns);
  if (known) return known;
  const made = new Map(columns.map((column) => [column.key, column]));
  columnMaps.set(columns, made);
  return made;
}

/** G-015: the words beside an amount say the same. */
function checkWords(
  fen: number,
  words: FieldValue | undefined,
  shape: Shape,
  path: string,
  origin: Origin,
): Finding[] {
  if (typeof words !== 'string' || words.trim() === '') return [];
  const said = parseWords(words);
  if (said === fen) return [];
  return [
    {
      rule: 'G-015',
      severity: 'block',
      message:
        said === null
          ? both(`${shape.title.zh}的大写“${words}”写法不对`, `The words “${words}” are malformed`)
          : both(
              `${shape.title.zh}大写“${words}”与小写不一致`,
              `The words “${words}” and the figures differ`,
            ),
      path: `${path}_words`,
      clause: origin.clause,
    },
  ];
}

/** What the definition does not know is kept and told; what has no place in a record is told all the same. */
export function unknownKey(path: string, kept = true): Finding {
  return {
    rule: 'unknown_key',
    severity: 'info',
    message: kept
      ? both(`不认识的键，已保留：${path}`, `Unknown key, kept: ${path}`)
      : both(`不认识的键，未计入：${path}`, `Unknown key, left out: ${path}`),
    path,
    clause: nowhere,
  };
}
