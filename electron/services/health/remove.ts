import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/model/errors.ts';
import type { ObjectId } from '../../../shared/model/ids.ts';
import type { Open } from '../../app/open.ts';
import { leftOverNames } from './report.ts';

interface Left {
  code: 'object_orphan' | 'object_unfinished' | 'left_over';
  object: ObjectId | null;
}

/**
 * Removes what a crash left, at a person's word; only what the health check tells of at this very moment.
 * @throws AppError `not_found` where it is not, or no longer, left behind
 */
export async function removeLeft(open: Open, userData: string, { code, object }: Left): Promise<void> {
  if (code === 'left_over') {
    for (const name of leftOverNames) await rm(join(userData, name), { recursive: true, force: true });
    return;
  }
  const found = await open.vault.health(open.store.objects.ids());
  if (object === null || !found.some((each) => each.code === code && each.id === object)) {
    throw new AppError('not_found');
  }
  if (code === 'object_orphan') await open.vault.remove(object);
  else await open.vault.removeUnfinished(object);
}
