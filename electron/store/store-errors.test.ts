import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/model/errors.ts';
import { guarded, toStoreError, translate } from './store-errors.ts';

function sqlite(code: string): Error {
  return Object.assign(new Error(code), { code });
}

describe('toStoreError', () => {
  it.each([
    ['SQLITE_BUSY', 'store_in_use'],
    ['SQLITE_LOCKED', 'store_in_use'],
    ['SQLITE_NOTADB', 'store_damaged'],
    ['SQLITE_CORRUPT', 'store_damaged'],
    ['SQLITE_CORRUPT_INDEX', 'store_damaged'],
    ['SQLITE_IOERR_DATA', 'store_damaged'],
    ['SQLITE_FULL', 'disk_full'],
    ['SQLITE_IOERR_WRITE', 'io_failed'],
    ['SQLITE_IOERR_FSYNC', 'io_failed'],
    ['SQLITE_CANTOPEN', 'io_failed'],
    ['SQLITE_READONLY_DIRECTORY', 'read_only'],
    ['SQLITE_CONSTRAINT_PRIMARYKEY', 'conflict'],
    ['SQLITE_CONSTRAINT_TRIGGER', 'internal'],
    ['SQLITE_CONSTRAINT_FOREIGNKEY', 'internal'],
  ])('%s is %s, also as a cause', (code, expected) => {
    expect(toStoreError(sqlite(code))).toMatchObject({ code: expected, params: { reason: code } });
    expect(toStoreError(new Error('Failed query', { cause: sqlite(code) })).code).toBe(expected);
  });

  it('lets an AppError pass and makes everything else internal', () => {
    const ours = new AppError('not_found', { rule: 'E-03' });
    expect(toStoreError(ours)).toBe(ours);
    expect(toStoreError(new Error('x', { cause: ours }))).toBe(ours);
    for (const odd of [new TypeError('x'), 'text', null, undefined])
      expect(toStoreError(odd).code).toBe('internal');
  });

  it('guards every function of a repository and nothing else', () => {
    const repository = guarded({
      name: 'r',
      give: (n: number) => n + 1,
      fail: () => {
        throw sqlite('SQLITE_FULL');
      },
    });
    expect([repository.name, repository.give(1)]).toEqual(['r', 2]);
    expect(() => repository.fail()).toThrow('disk_full');
    expect(() => translate(() => repository.fail())).toThrow(AppError);
  });
});
