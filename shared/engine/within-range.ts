import { AppError } from '../model/errors.ts';

/** A count that leaves the years the application knows is no count; nothing else may fail for it. */
export function withinRange<T>(count: () => T, otherwise: T): T {
  try {
    return count();
  } catch (error) {
    if (error instanceof AppError && error.code === 'bad_input') return otherwise;
    throw error;
  }
}
