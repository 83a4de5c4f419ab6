import { useState } from 'react';
import { bridge, call, newJob } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useDossiers } from '../../stores/dossiers.ts';
import { useJob, wasStopped } from '../../stores/jobs.ts';
import { useText } from '../../stores/language.ts';
import { openDossier } from './open-dossier.ts';

/** An archive comes back as a dossier: the way in, how far it is, and what came. */
export function useImportArchive() {
  const t = useText();
  const words = t.archive;
  const { list, load } = useDossiers();
  const [job, setJob] = useState<string | null>(null);
  const [done, setDone] = useState<{ id: string; files: number } | null>(null);
  const [stopped, setStopped] = useState(false);
  const running = useJob(job);
  const run = async () => {
    const id = newJob();
    setJob(id);
    setDone(null);
    setStopped(false);
    const answer = await call(bridge().archive.import({}, { job: id }));
    setJob(null);
    if (answer === undefined) setStopped(wasStopped(id));
    if (answer === undefined || answer === null) return;
    await load();
    setDone(answer);
  };
  const came = list?.find((one) => one.id === done?.id);
  return {
    action: (
      <Action onClick={() => void run()} disabled={job !== null}>
        {words.import}
      </Action>
    ),
    line: (
      <>
        {job !== null && <Progress job={running} id={job} label={words.importing} />}
        {stopped && (
          <p className="ink2" role="status">
            {words.stopped}
          </p>
        )}
        {done !== null && came !== undefined && (
          <p className="green dossiers-imported" role="status">
            ✓ {words.imported(came.title || t.dossier.list.untitled, done.files)}{' '}
            <button type="button" className="link" onClick={() => openDossier(came)}>
              {words.open}
            </button>
          </p>
        )}
      </>
    ),
  };
}
