import { describe, expect, it } from 'vitest';
import { findAll, searchable } from './find.ts';

describe('searching a page of a PDF', () => {
  it('finds over items, line ends and blanks', () => {
    const page = searchable(['基金项', '目：自然 资源部', '']);
    expect(findAll(page, '项目:自然资源')).toEqual([
      { from: { item: 0, offset: 2 }, to: { item: 1, offset: 7 } },
    ]);
  });

  it('reads Kangxi radicals and full-width forms as ordinary characters (G-017)', () => {
    expect(findAll(searchable(['⾏⽂２０２４']), '行文2024')).toHaveLength(1);
    expect(findAll(searchable(['行文2024']), '⾏⽂２０２４')).toHaveLength(1);
  });

  it('keeps places right behind characters that fold to several', () => {
    const page = searchable(['㈱甲𠮷乙']);
    expect(findAll(page, '𠮷乙')).toEqual([{ from: { item: 0, offset: 2 }, to: { item: 0, offset: 5 } }]);
  });

  it('finds all, not overlapping, and nothing for an empty query', () => {
    expect(findAll(searchable(['AaAaA']), 'aa')).toHaveLength(2);
    expect(findAll(searchable(['abc']), ' ')).toEqual([]);
  });
});
