import { create } from 'zustand';
import type { JobView } from '../../shared/ipc/contract/work.ts';
import { bridge, settle } from '../bridge.ts';
import { onReset } from './reset.ts';

interface JobsState {
  jobs: Record<string, JobView>;
  recent: JobView[];
  cancelling: Record<string, true>;
  load(): Promise<void>;
  progress(job: JobView): void;
  cancel(job: string): Promise<void>;
}

/** Long work: what is being done, how much, and how to stop it. */
export const useJobs = create<JobsState>()((set, get) => ({
  jobs: {},
  recent: [],
  cancelling: {},
  load: async () => {
    const result = await settle(bridge().job.list());
    if (!result.ok) return;
    const jobs = Object.fromEntries(result.value.map((job) => [job.job, job]));
    const ended = Object.values(get().jobs).filter((job) => jobs[job.job] === undefined);
    set((state) => ({ jobs, recent: [...ended, ...state.recent].slice(0, 8) }));
  },
  progress: (job) => set((state) => ({ jobs: { ...state.jobs, [job.job]: job } })),
  cancel: async (job) => {
    set((state) => ({ cancelling: { ...state.cancelling, [job]: true } }));
    await settle(bridge().job.cancel({ job: job as JobView['job'] }));
  },
}));

onReset(() => useJobs.setState({ jobs: {}, recent: [], cancelling: {} }));

/** Whether the person stopped it: a call that ends as `cancelled` may also be a dialog that was closed. */
export function wasStopped(job: string): boolean {
  return useJobs.getState().cancelling[job] === true;
}

/** The progress of one job, while it runs. */
export function useJob(job: string | null): JobView | undefined {
  return useJobs((state) => (job === null ? undefined : state.jobs[job]));
}
