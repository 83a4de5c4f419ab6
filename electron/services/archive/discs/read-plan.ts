import { open } from 'node:fs/promises';
import { AppError } from '../../../../shared/model/errors.ts';
import { DiscPlan } from './discs.ts';

/** A plan of some hundred thousand files is some tens of megabytes. */
const mostPlanBytes = 256 * 1024 * 1024;

/** A `plan.json`. @throws AppError `file_unreadable` where it is none, `too_large` */
export async function readPlan(file: string): Promise<DiscPlan> {
  const handle = await open(file).catch((error: unknown) => {
    throw new AppError('file_unreadable', { cause: error });
  });
  try {
    const { size } = await handle.stat();
    if (size > mostPlanBytes) throw new AppError('too_large');
    const parsed = DiscPlan.safeParse(JSON.parse(await handle.readFile('utf8')));
    if (parsed.success) return parsed.data;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  } finally {
    await handle.close();
  }
  throw new AppError('file_unreadable');
}
