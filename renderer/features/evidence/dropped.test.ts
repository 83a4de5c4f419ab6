import { describe, expect, it } from 'vitest';
import { sortDropped } from './dropped.ts';

const thing = (kind: string, name: string, folder: boolean | null) => ({
  kind,
  getAsFile: () => (kind === 'file' ? new File([], name) : null),
  webkitGetAsEntry: () => (folder === null ? null : { isDirectory: folder }),
});

describe('dropped things', () => {
  it('are files, a folder, or text that is neither', () => {
    const { files, folder } = sortDropped([
      thing('file', 'a.pdf', false),
      thing('file', '数据', true),
      thing('string', 'text', null),
      // Without an entry (put there by a program) it is what it says: a file.
      thing('file', 'b.pdf', null),
    ]);
    expect(files.map(({ name }) => name)).toEqual(['a.pdf', 'b.pdf']);
    expect(folder).toBe(true);
    expect(sortDropped([thing('file', 'a.pdf', false)]).folder).toBe(false);
  });
});
