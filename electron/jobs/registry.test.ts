import { describe, expect, it } from 'vitest';
import type { JobView } from '../../shared/ipc/contract/work.ts';
import { AppError } from '../../shared/model/errors.ts';
import { JobRegistry } from './registry.ts';

const at = { dossier: null, now: new Date('2024-10-14T00:00:00Z') };
const id = 'a'.repeat(32);

function registry() {
  const announced: JobView[] = [];
  return {
    announced,
    jobs: new JobRegistry(
      (view) => announced.push(view),
      () => undefined,
    ),
  };
}

describe('JobRegistry', () => {
  it('announces progress and always the end of it', async () => {
    const { announced, jobs } = registry();
    await jobs.run('package.export', { ...at, id }, async (job) => {
      for (let done = 1; done <= 50; done += 1) job.progress({ done, total: 50, unit: 'files' });
    });
    expect(announced.at(-1)).toMatchObject({ job: id, done: 50, total: 50 });
    // 50 steps within a moment are not 50 messages.
    expect(announced.length).toBeLessThan(10);
    expect(jobs.list()).toEqual([]);
  });

  it('a cancelled job fails with cancelled, whatever its work threw', async () => {
    const { jobs } = registry();
    const running = jobs.run('archive.export', { ...at, id }, async (job) => {
      await new Promise((resolve) => job.signal.addEventListener('abort', resolve));
      throw new Error('stream closed');
    });
    jobs.cancel(id);
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('an id that runs cannot be used twice, and an unknown one is not found', async () => {
    const { jobs } = registry();
    let end: () => void = () => undefined;
    const running = jobs.run('x', { ...at, id }, () => new Promise<void>((resolve) => (end = resolve)));
    await expect(jobs.run('y', { ...at, id }, async () => undefined)).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(() => jobs.cancel('b'.repeat(32))).toThrow(AppError);
    let idle = false;
    const whenIdle = jobs.whenIdle().then(() => {
      idle = true;
    });
    expect(idle).toBe(false);
    end();
    await Promise.all([running, whenIdle]);
    expect(idle).toBe(true);
  });

  it('runs no more than a few at once', async () => {
    const { jobs } = registry();
    const ends: (() => void)[] = [];
    const start = () => jobs.run('x', at, () => new Promise<void>((resolve) => ends.push(resolve)));
    const running = Array.from({ length: 8 }, start);
    await expect(start()).rejects.toMatchObject({ code: 'conflict' });
    for (const end of ends) end();
    await Promise.all(running);
    await expect(jobs.run('x', at, async () => 1)).resolves.toBe(1);
  });
});
