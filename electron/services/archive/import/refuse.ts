import type { ArchiveRefusal } from '../../../../shared/text/archive-refusals.ts';
import { AppError } from '../../../../shared/model/errors.ts';

/** An archive that is not brought in, with the reason and the place; whatever was sealed so far is forgone. */
export function refused(reason: ArchiveRefusal, path: string, cause?: unknown): AppError {
  return new AppError('archive_refused', { rule: 'E-14', params: { reason, path }, cause });
}
