import { useEffect, useState } from 'react';
import type { HealthFinding, HealthReport } from '../../../shared/ipc/contract/safety.ts';
import { bytesText, instantText } from '../../app/civil-words.ts';
import { useShortcuts } from '../../app/keyboard.ts';
import { bridge, call, newJob } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useJob } from '../../stores/jobs.ts';
import { useText } from '../../stores/language.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { Backups } from './Backups.tsx';
import { Findings } from './Findings.tsx';
import { OldestProofs } from './OldestProofs.tsx';
import './health.css';

/** 体检与备份: what is not as it should be, what may be done about it, the backups and their drill. */
export function HealthScreen() {
  const t = useText();
  const words = t.health;
  const go = useNavigation((state) => state.go);
  const [report, setReport] = useState<HealthReport | null>(null);
  const [work, setWork] = useState<{ id: string; label: string } | null>(null);
  const running = useJob(work?.id ?? null);
  const check = async () => {
    const found = await call(bridge().health.report({}, { job: newJob() }));
    if (found !== undefined) setReport(found);
  };
  /** Runs one long piece of work with its progress on top, then looks again. */
  const perform = async (label: string, what: (job: string) => Promise<unknown>) => {
    const id = newJob();
    setWork({ id, label });
    try {
      await what(id);
    } finally {
      setWork(null);
    }
    await check();
  };
  const prove = () => perform(words.prove, (job) => call(bridge().health.prove({ all: true }, { job })));
  const fix = (finding: HealthFinding) => perform(words.fixing, (job) => press(finding, job));
  useEffect(() => void check(), []);
  useShortcuts([
    { keys: 'r', cap: 'R', label: words.again, run: () => void check() },
    { keys: 'p', cap: 'P', label: words.prove, run: () => void prove() },
  ]);
  if (report === null) return <p className="today-loading ink3">{words.checking}</p>;
  return (
    <div className="health scroll">
      <header className="health-head">
        <div className="grow">
          <h1 className="screen-title">{words.title}</h1>
          <p className="ink2">{words.lead}</p>
        </div>
        <Action small disabled={work !== null} cap="R" onClick={() => void check()}>
          {words.again}
        </Action>
        <Action small disabled={work !== null} cap="P" onClick={() => void prove()}>
          {words.prove}
        </Action>
        <button type="button" className="link" onClick={() => go({ screen: 'settings' })}>
          {words.back}
        </button>
      </header>
      <Facts report={report} />
      {work !== null && <Progress job={running} id={work.id} label={work.label} />}
      <section aria-labelledby="health-findings">
        <h2 id="health-findings">{words.findings}</h2>
        {report.findings.length === 0 ? (
          <p className="green">{words.none}</p>
        ) : (
          <Findings findings={report.findings} busy={work !== null} onFix={(each) => void fix(each)} />
        )}
      </section>
      <Backups notes={report.backups} busy={work !== null} perform={perform} />
      <OldestProofs rows={report.oldest} />
    </div>
  );
}

async function press(finding: HealthFinding, job: string): Promise<void> {
  const { code, object, dossier } = finding;
  if (finding.fix === 'backup') await call(bridge().backup.run({}, { job }));
  else if (finding.fix === 'prove') await call(bridge().health.prove({ all: true }, { job }));
  else if (finding.fix === 'recover' && object !== null && dossier !== null) {
    await call(bridge().health.recover({ dossier, object }, { job }));
  } else if (code === 'object_orphan' || code === 'object_unfinished' || code === 'left_over') {
    await call(bridge().health.remove({ code, object }));
  }
}

function Facts({ report }: { report: HealthReport }) {
  const words = useText().health.facts;
  const { proofs } = report;
  return (
    <dl className="health-facts">
      <div>
        <dt>{words.objects}</dt>
        <dd className="num">{words.of(report.objects, bytesText(report.bytes))}</dd>
        {report.closed > 0 && <dd className="ink3">{words.closed(report.closed)}</dd>}
      </div>
      <div>
        <dt>{words.proofs}</dt>
        <dd className="num">{proofs.last === null ? words.notYet : instantText(proofs.last)}</dd>
        <dd className="ink3">
          {proofs.never > 0
            ? words.never(proofs.never)
            : proofs.oldest === null
              ? ''
              : words.oldest(instantText(proofs.oldest).slice(0, 10))}
        </dd>
      </div>
      <div>
        <dt>{words.free}</dt>
        <dd className="num">{report.free === null ? words.unknown : bytesText(report.free)}</dd>
      </div>
    </dl>
  );
}
