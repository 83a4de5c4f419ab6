import { AppError } from '../../../shared/model/errors.ts';
import type { SealedRefusal } from '../../../shared/text/transfer-refusals.ts';

/** A sealed file or a key that is not taken in: the reason, and the place where there is one. */
export function transferRefused(reason: SealedRefusal, path?: string, cause?: unknown): AppError {
  const place: Record<string, string> = path === undefined ? {} : { path };
  return new AppError('sealed_refused', { rule: 'E-14', params: { reason, ...place }, cause });
}
