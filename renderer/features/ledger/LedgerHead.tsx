import { useState } from 'react';
import type { Ledger } from '../../../shared/agreements/define.ts';
import type { DossierView } from '../../../shared/ipc/contract/dossier.ts';
import { bridge, call, newJob } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useJob } from '../../stores/jobs.ts';
import { useSay, useText } from '../../stores/language.ts';

interface LedgerHeadProps {
  view: DossierView;
  ledger: Ledger;
  count: number;
  masked: boolean;
  onUnmask: () => void;
  onWhole: () => void;
  onImport: () => void;
}

/** The ledger's title with its clause, how many rows, and what one can do with the whole. */
export function LedgerHead({ view, ledger, count, masked, onUnmask, onWhole, onImport }: LedgerHeadProps) {
  const t = useText();
  const say = useSay();
  const [job, setJob] = useState<string | null>(null);
  const [done, setDone] = useState('');
  const running = useJob(job);
  const save = async () => {
    const id = newJob();
    setJob(id);
    setDone('');
    const answer = await call(bridge().ledger.export({ dossier: view.id, ledger: ledger.key }, { job: id }));
    setJob(null);
    if (answer !== undefined) setDone(t.ledger.exported(answer.name, answer.rows));
  };
  return (
    <>
      <div className="panel-title row">
        <h3>{say(ledger.title)}</h3>
        <span className="ink3">
          {ledger.clause.article} {ledger.rule}
        </span>
        <span className="ink2">{t.ledger.rows(count)}</span>
        <span className="grow" />
        {masked && (
          <span className="ledger-mask">
            <span className="ink3">{t.ledger.masked}</span>
            <Action small onClick={onUnmask}>
              {t.ledger.unmask}
            </Action>
          </span>
        )}
        <Action small onClick={onWhole}>
          {t.ledger.whole}
        </Action>
        <Action small onClick={onImport}>
          {t.ledger.import}
        </Action>
        <Action small onClick={() => void save()} disabled={count === 0 || job !== null}>
          {t.ledger.export}
        </Action>
      </div>
      {done !== '' && (
        <p className="green" role="status">
          ✓ {done}
        </p>
      )}
      {job !== null && <Progress job={running} id={job} label={t.ledger.exporting} />}
    </>
  );
}
