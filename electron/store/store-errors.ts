import { AppError, type ErrorCode } from '../../shared/model/errors.ts';

/**
 * Turns whatever SQLite threw into an {@link AppError}; an AppError passes as it is. A damaged page shows as
 * CORRUPT, NOTADB or an I/O error of the cipher, a second opener as BUSY.
 */
export function toStoreError(error: unknown): AppError {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof AppError) return at;
    const code = sqliteCode(at);
    if (code !== null) return new AppError(errorCodeOf(code), { params: { reason: code }, cause: error });
  }
  return new AppError('internal', { cause: error });
}

/** The same functions, with SQLite's errors turned into AppErrors. */
export function guarded<T extends object>(repository: T): T {
  return Object.fromEntries(
    Object.entries(repository).map(([name, member]) => [
      name,
      typeof member === 'function' ? (...args: unknown[]) => translate(() => member(...args)) : member,
    ]),
  ) as T;
}

/** Runs `work` and throws AppErrors only. */
export function translate<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toStoreError(error);
  }
}

function sqliteCode(error: Error): string | null {
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : null;
}

function errorCodeOf(code: string): ErrorCode {
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return 'store_in_use';
  if (/^SQLITE_(NOTADB|CORRUPT|FORMAT|IOERR_(DATA|CORRUPTFS|SHORT_READ))/.test(code)) return 'store_damaged';
  if (/^SQLITE_FULL/.test(code)) return 'disk_full';
  if (/^SQLITE_READONLY/.test(code)) return 'read_only';
  if (/^SQLITE_(IOERR|CANTOPEN)/.test(code)) return 'io_failed';
  if (/^SQLITE_CONSTRAINT_(PRIMARYKEY|UNIQUE)/.test(code)) return 'conflict';
  return 'internal';
}
