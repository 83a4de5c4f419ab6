import { useState } from 'react';
import type { Result } from '../../../shared/model/errors.ts';
import { newJob, settle, showRefusal } from '../../bridge.ts';
import { Progress } from '../../components/Progress.tsx';
import { useJob } from '../../stores/jobs.ts';
import { useText } from '../../stores/language.ts';

/** One long piece of work at a time: its line of progress, and whether it was stopped. */
export function useWork() {
  const words = useText().inspection;
  const [work, setWork] = useState<{ id: string; label: string } | null>(null);
  const [stopped, setStopped] = useState(false);
  const running = useJob(work?.id ?? null);
  /** The value, or undefined where it was refused or cancelled. */
  const perform = async <T,>(
    label: string,
    what: (job: string) => Promise<Result<T>>,
  ): Promise<T | undefined> => {
    const id = newJob();
    setWork({ id, label });
    setStopped(false);
    const result = await settle(what(id));
    setWork(null);
    if (result.ok) return result.value;
    if (result.code === 'cancelled') setStopped(true);
    else if (result.code !== 'locked') showRefusal(result);
    return undefined;
  };
  return {
    busy: work !== null,
    perform,
    line: (
      <>
        {work !== null && <Progress job={running} id={work.id} label={work.label} />}
        {stopped && (
          <p className="ink2" role="status">
            {words.stopped}
          </p>
        )}
      </>
    ),
  };
}
