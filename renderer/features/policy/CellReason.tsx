import type { PolicyCell } from '../../../shared/ipc/contract/session.ts';
import { findClause } from '../../app/definitions.ts';
import { useText } from '../../stores/language.ts';

interface CellReasonProps {
  cell: PolicyCell;
  all: readonly PolicyCell[];
}

/** Why a cell says what it says: its clauses word for word, and what the other roles may do there. */
export function CellReason({ cell, all }: CellReasonProps) {
  const words = useText().policy;
  const others = all.filter(
    (one) =>
      one.capability === cell.capability && one.infoClass === cell.infoClass && one.subject !== cell.subject,
  );
  return (
    <>
      <h2>
        {words.subjects[cell.subject]} · {words.capabilities[cell.capability]} ·{' '}
        {words.classes[cell.infoClass]}
      </h2>
      <p className={cell.grant === 'refuse' ? 'seal' : undefined}>
        <b>{words.grantWords[cell.grant]}</b>
      </p>
      {cell.lease && cell.grant !== 'refuse' && <p className="ink2">{words.lease}</p>}
      {cell.clauses.map((rule) => {
        const clause = findClause(rule);
        return (
          <div key={rule} className="policy-clause" lang="zh-CN">
            <p className="ink2">
              {clause?.article} <span className="ink3">{rule}</span>
            </p>
            {clause?.text && <p className="serif">{clause.text}</p>}
          </div>
        );
      })}
      <h3>{words.whoCan}</h3>
      <ul className="policy-others">
        {others.map((one) => (
          <li key={one.subject}>
            <span>{words.subjects[one.subject]}</span>
            <span className={one.grant === 'refuse' ? 'ink3' : undefined}>{words.grants[one.grant]}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
