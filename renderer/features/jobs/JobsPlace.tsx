import { useEffect } from 'react';
import type { JobView } from '../../../shared/ipc/contract/work.ts';
import type { Texts } from '../../../shared/text/text.ts';
import { clockTime } from '../../app/civil-words.ts';
import { levels, useShortcuts } from '../../app/keyboard.ts';
import { Progress } from '../../components/Progress.tsx';
import { useJobs } from '../../stores/jobs.ts';
import { useText } from '../../stores/language.ts';
import { useOverlay } from '../../stores/overlay.ts';
import './jobs.css';

/** The words for a job; never its channel's name. */
export function jobName(t: Texts, job: JobView): string {
  const names: Record<string, string> = t.frame.job.names;
  return names[job.what] ?? t.frame.job.other;
}

/** 后台: the one quiet place that lists the jobs. */
export function JobsPlace() {
  const t = useText();
  const words = t.frame.job;
  const { jobs, recent, load } = useJobs();
  const show = useOverlay((state) => state.show);
  useEffect(() => {
    void load();
  }, [load]);
  useShortcuts([{ keys: 'Escape', cap: 'Esc', label: t.common.close, run: () => show(null) }], {
    level: levels.modal,
  });
  const running = Object.values(jobs);
  return (
    <aside className="jobs-place" aria-label={words.title}>
      <header className="row">
        <h2 className="grow">{words.title}</h2>
        <button type="button" className="link" onClick={() => show(null)}>
          {t.common.close}
        </button>
      </header>
      {running.length === 0 && (
        <>
          <p>{words.empty}</p>
          <p className="ink2">{words.emptyWhy}</p>
        </>
      )}
      {running.map((job) => (
        <div key={job.job} className="jobs-one">
          <Progress job={job} label={jobName(t, job)} />
          <p className="ink3">{words.started(clockTime(job.started_at))}</p>
        </div>
      ))}
      {recent.length > 0 && (
        <>
          <h3>{words.recent}</h3>
          <ul className="ink2">
            {recent.map((job) => (
              <li key={job.job}>
                {jobName(t, job)} · {words.started(clockTime(job.started_at))}
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  );
}
