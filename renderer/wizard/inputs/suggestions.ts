import type { Shape } from '../../../shared/agreements/define.ts';

/**
 * The words that a text may mean: those that hold what was typed, the ones that begin with it first. A word whose
 * title says more than itself is shown with it.
 */
export function suggestions(
  shape: Pick<Shape, 'options'>,
  typed: string,
  language: 'zh' | 'en',
): { value: string; label: string }[] {
  const wanted = typed.normalize('NFKC').trim().toLowerCase();
  const all = (shape.options ?? []).map(({ value, title }) => ({
    value,
    label: title[language] === value ? value : `${value} · ${title[language]}`,
  }));
  return all
    .filter(({ label }) => label.normalize('NFKC').toLowerCase().includes(wanted))
    .toSorted((a, b) => Number(begins(b)) - Number(begins(a)));

  function begins({ value }: { value: string }): boolean {
    return wanted !== '' && value.toLowerCase().startsWith(wanted);
  }
}

/** Whether a text has words to choose from. */
export function suggests(shape: Pick<Shape, 'type' | 'options'>): boolean {
  return (shape.type === 'string' || shape.type === 'text') && (shape.options ?? []).length > 0;
}
