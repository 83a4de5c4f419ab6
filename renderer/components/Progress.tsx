import { useEffect, useState } from 'react';
import type { JobView } from '../../shared/ipc/contract/work.ts';
import { bytesText } from '../app/civil-words.ts';
import { useJobs } from '../stores/jobs.ts';
import { useText } from '../stores/language.ts';
import { Action } from './Action.tsx';
import './progress.css';

interface ProgressProps {
  job: JobView | undefined;
  /** Said while nothing is known of the job yet. */
  label: string;
  /** The job's id, so that it can be cancelled before its first report. */
  id?: string;
}

/** One line: what is being done, how much, how long, and the way to stop it. */
export function Progress({ job, label, id }: ProgressProps) {
  const t = useText();
  const cancel = useJobs((state) => state.cancel);
  const jobId = job?.job ?? id;
  const cancelling = useJobs((state) => jobId !== undefined && state.cancelling[jobId] === true);
  const pace = usePace(job);
  const share = job && job.total ? Math.min(1, job.done / job.total) : null;
  const amount = (n: number) =>
    job?.unit === 'bytes' ? bytesText(n) : `${n} ${job ? t.frame.progress.units[job.unit] : ''}`;
  return (
    <div className="progress">
      <div className="progress-line">
        <span className="ellipsis grow">
          {label}
          {job?.label ? <span className="ink2"> · {job.label}</span> : null}
        </span>
        {job && job.total !== null && job.total > 0 && (
          <span className="num ink2">{t.frame.progress.of(amount(job.done), amount(job.total))}</span>
        )}
        {pace?.rate !== undefined && (
          <span className="num ink2">{t.frame.progress.rate(amount(pace.rate))}</span>
        )}
        {pace?.left !== undefined && <span className="num ink2">{t.frame.progress.left(pace.left)}</span>}
        {jobId !== undefined && (job?.cancellable ?? true) && (
          <Action small disabled={cancelling} onClick={() => void cancel(jobId)}>
            {t.frame.progress.cancel}
          </Action>
        )}
      </div>
      <div
        className={share === null ? 'progress-bar progress-unknown' : 'progress-bar'}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
      >
        <span style={{ width: share === null ? undefined : `${share * 100}%` }} />
      </div>
      {cancelling && <p className="ink3">{t.frame.progress.cancelling}</p>}
    </div>
  );
}

/** How fast it goes and how long it takes, once enough has been seen to say so. */
function usePace(job: JobView | undefined): { rate: number; left?: string } | null {
  const t = useText();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  if (job === undefined || job.done <= 0) return null;
  const spent = (Date.now() - Date.parse(job.started_at)) / 1000;
  if (spent < 2) return null;
  const rate = Math.round(job.done / spent);
  if (job.total === null || job.done >= job.total) return { rate };
  const left = Math.ceil((spent / job.done) * (job.total - job.done));
  return {
    rate,
    left: left < 90 ? t.frame.progress.seconds(left) : t.frame.progress.minutes(Math.ceil(left / 60)),
  };
}
