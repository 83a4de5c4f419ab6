import { useState } from 'react';
import type { HandOverOffer, TransferOffer } from '../../../shared/model/transfer.ts';
import { bridge, call, newJob } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useDossiers } from '../../stores/dossiers.ts';
import { useJob, wasStopped } from '../../stores/jobs.ts';
import { useText } from '../../stores/language.ts';
import { openDossier } from '../dossiers/open-dossier.ts';
import { ReceiveDialog } from './ReceiveDialog.tsx';
import { UnpackDialog } from './UnpackDialog.tsx';

/** A sealed file comes in: the way in, the look at it, and what came. */
export function useReceive() {
  const t = useText();
  const words = t.transfer.receive;
  const { list, load } = useDossiers();
  const [job, setJob] = useState<string | null>(null);
  const [offer, setOffer] = useState<TransferOffer | null>(null);
  const [handed, setHanded] = useState<HandOverOffer | null>(null);
  const [unpacked, setUnpacked] = useState<string | null>(null);
  const [done, setDone] = useState<{ id: string; files: number } | null>(null);
  const [stopped, setStopped] = useState(false);
  const running = useJob(job);
  const choose = async () => {
    const id = newJob();
    setJob(id);
    setDone(null);
    setUnpacked(null);
    setStopped(false);
    const found = await call(bridge().transfer.open({}, { job: id }));
    setJob(null);
    if (found === undefined) setStopped(wasStopped(id));
    else if (found !== null && 'hand_over' in found) setHanded(found);
    else setOffer(found);
  };
  const taken = async (id: string, files: number) => {
    setOffer(null);
    await load();
    setDone({ id, files });
  };
  const came = list?.find((one) => one.id === done?.id);
  return {
    action: (
      <Action onClick={() => void choose()} disabled={job !== null}>
        {words.action}
      </Action>
    ),
    line: (
      <>
        {job !== null && <Progress job={running} id={job} label={words.opening} />}
        {stopped && (
          <p className="ink2" role="status">
            {words.stopped}
          </p>
        )}
        {done !== null && came !== undefined && (
          <p className="green dossiers-imported" role="status">
            ✓ {words.done(came.title || t.dossier.list.untitled, done.files)}{' '}
            <button type="button" className="link" onClick={() => openDossier(came)}>
              {words.open}
            </button>
          </p>
        )}
        {unpacked !== null && (
          <p className="green dossiers-imported" role="status">
            ✓ {unpacked}
          </p>
        )}
        {handed !== null && (
          <UnpackDialog
            offer={handed}
            onClose={() => setHanded(null)}
            onDone={(said) => {
              setHanded(null);
              setUnpacked(said);
            }}
          />
        )}
        {offer !== null && (
          <ReceiveDialog
            offer={offer}
            onClose={() => setOffer(null)}
            onTaken={(id, files) => void taken(id, files)}
          />
        )}
      </>
    ),
  };
}
