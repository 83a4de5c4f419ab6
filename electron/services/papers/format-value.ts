import type { Shape } from '../../../shared/agreements/define.ts';
import type { FieldValue } from '../../../shared/model/record.ts';
import type { Bilingual } from '../../../shared/model/units.ts';

export type Language = keyof Bilingual;

/** Integer fen as `¥680,000.00`. */
export function yuan(fen: number): string {
  const whole = Math.trunc(Math.abs(fen) / 100)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}¥${whole}.${String(Math.abs(fen) % 100).padStart(2, '0')}`;
}

const words = {
  zh: { yes: '是', no: '否', to: '至', join: '；', pair: '：' },
  en: { yes: 'yes', no: 'no', to: ' – ', join: '; ', pair: ': ' },
} as const;

/** A field's value as a person reads it; '' where nothing stands. Lists are one line a row. */
export function formatValue(
  shape: Pick<Shape, 'type' | 'options' | 'columns'> | undefined,
  value: FieldValue | undefined,
  language: Language,
): string {
  const say = words[language];
  if (value === undefined || value === null || value === '') return '';
  if (typeof value === 'boolean') return value ? say.yes : say.no;
  if (typeof value === 'number') return shape?.type === 'money' ? yuan(value) : String(value);
  if (typeof value === 'string') {
    const choice = shape?.options?.find((option) => option.value === value);
    return choice === undefined ? value : choice.title[language];
  }
  if (Array.isArray(value)) {
    return value
      .map((row) => formatRow(shape, row, language))
      .filter((row) => row !== '')
      .join('\n');
  }
  if (shape?.type === 'period') {
    const [start, end] = [value.start, value.end].map((day) => formatValue(undefined, day, language));
    return `${start}${say.to}${end}`;
  }
  return formatRow(shape, value, language);
}

function formatRow(
  shape: Pick<Shape, 'columns' | 'options' | 'type'> | undefined,
  row: FieldValue,
  language: Language,
): string {
  if (row === null || typeof row !== 'object' || Array.isArray(row)) {
    return formatValue(shape?.type === 'list' ? undefined : shape, row, language);
  }
  const columns = shape?.columns ?? [];
  const order = [
    ...columns.map(({ key }) => key),
    ...Object.keys(row).filter((key) => !columns.some((c) => c.key === key)),
  ];
  return order
    .map((key) => {
      const column = columns.find((one) => one.key === key);
      const text = formatValue(column, row[key], language).replaceAll('\n', ' ');
      return text === '' ? '' : `${column?.title[language] ?? key}${words[language].pair}${text}`;
    })
    .filter((text) => text !== '')
    .join(words[language].join);
}
