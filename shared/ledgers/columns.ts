import type { Column } from '../agreements/define.ts';

/** Whether a text names a column: its title in either language, or its key; blanks and a unit in brackets apart. */
export function isTitleOf(column: Pick<Column, 'key' | 'title'>, text: string): boolean {
  const said = plainTitle(text);
  if (said === '') return false;
  return [column.title.zh, column.title.en, column.key].some((name) => plainTitle(name) === said);
}

function plainTitle(text: string): string {
  const plain = text.normalize('NFKC').replace(/[\s*]/gu, '').toLowerCase();
  // `金额（元）` names 金额, but 完成单位（按位次） is compared whole first by whoever wrote it so.
  return plain.replace(/\(.*?\)/gu, '');
}
