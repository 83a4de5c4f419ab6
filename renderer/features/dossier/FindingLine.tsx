import { useState } from 'react';
import type { Clause, Finding } from '../../../shared/model/derived.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { instantText } from '../../app/civil-words.ts';
import { bridge, call } from '../../bridge.ts';
import { useMasked } from '../../components/amounts-of.ts';
import { useSay, useText } from '../../stores/language.ts';
import { ReasonDialog } from './ReasonDialog.tsx';

const colors = { block: 'seal', warn: 'amber', info: 'ink2' } as const;

interface FindingLineProps {
  finding: Finding;
  /** Where a warning may be answered with a reason. */
  dossier?: string;
}

/** One finding: how grave, in the words of the clause, and which; a warning with the reason it was accepted for. */
export function FindingLine({ finding, dossier }: FindingLineProps) {
  const t = useText();
  const say = useSay();
  const masked = useMasked();
  const words = t.judgement;
  const [asking, setAsking] = useState<'answer' | 'withdraw' | null>(null);
  const { answer, against } = finding;
  const keep = async (reason: string) => {
    const id = dossier as DossierId;
    const { rule, path, message } = finding;
    const done =
      asking === 'withdraw' && answer !== undefined
        ? await call(bridge().finding.withdrawAnswer({ dossier: id, answer: answer.row, reason }))
        : await call(bridge().finding.answer({ dossier: id, rule, path, message: message.zh, reason }));
    if (done !== undefined) setAsking(null);
  };
  return (
    <div className="finding">
      <p>
        <b className={answer === undefined ? colors[finding.severity] : 'ink2'}>
          {t.dossier.severity[finding.severity]}
        </b>{' '}
        {masked(say(finding.message))}{' '}
        <span className="ink3">
          {finding.clause.article} {finding.rule}
        </span>{' '}
        {finding.severity === 'warn' && dossier !== undefined && answer === undefined && (
          <button type="button" className="link" onClick={() => setAsking('answer')}>
            {words.answer}
          </button>
        )}
      </p>
      {answer !== undefined && (
        <p className="finding-answer">
          <span className="green">✓ {words.answered}</span> {answer.reason}{' '}
          <span className="ink3">
            {answer.by} {instantText(answer.at)}
          </span>{' '}
          {dossier !== undefined && (
            <button type="button" className="link" onClick={() => setAsking('withdraw')}>
              {words.withdraw}
            </button>
          )}
        </p>
      )}
      {against !== undefined && (
        <div className="finding-clauses">
          <ClauseWords title={words.one} clause={finding.clause} />
          <ClauseWords title={words.other} clause={against.other} />
          <ClauseWords title={words.decides} clause={against.decides} strong />
        </div>
      )}
      {asking !== null && (
        <ReasonDialog
          title={asking === 'answer' ? words.answerTitle : words.withdrawTitle}
          lead={masked(say(finding.message))}
          go={asking === 'answer' ? words.keep : words.withdraw}
          onClose={() => setAsking(null)}
          onGo={keep}
        />
      )}
    </div>
  );
}

function ClauseWords({ title, clause, strong = false }: { title: string; clause: Clause; strong?: boolean }) {
  const t = useText();
  return (
    <blockquote className={strong ? 'clause-decides' : undefined} lang="zh-CN">
      <p className="ink3">
        {title} · {clause.article} {clause.line === undefined ? '' : t.common.line(clause.line)}
      </p>
      {clause.text && <p className="serif">{clause.text}</p>}
    </blockquote>
  );
}
