import type { HealthFinding } from '../../../shared/ipc/contract/safety.ts';
import { bytesText, instantText } from '../../app/civil-words.ts';
import { Action } from '../../components/Action.tsx';
import { useText } from '../../stores/language.ts';

interface FindingsProps {
  findings: readonly HealthFinding[];
  busy?: boolean;
  /** Absent where nothing can be done here: a drill only tells. */
  onFix?: (finding: HealthFinding) => void;
}

/** One row a finding: how grave, what, what it means, what one press does. */
export function Findings({ findings, busy = false, onFix }: FindingsProps) {
  const words = useText().health;
  return (
    <ul className="health-findings">
      {findings.map((finding) => {
        const [what, means] = words.codes[finding.code];
        return (
          <li key={finding.code + (finding.object ?? '')} data-finding={finding.code}>
            <span className={`health-mark health-${finding.severity}`}>
              {words.severity[finding.severity]}
            </span>
            <span>
              <b>{what}</b>
              {subject(finding, words.count)}
              <span className="ink2 health-means">{means}</span>
            </span>
            {onFix !== undefined && finding.fix !== null && (
              <Action small disabled={busy} onClick={() => onFix(finding)}>
                {words.fix[finding.fix]}
              </Action>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function subject(finding: HealthFinding, count: (n: number) => string) {
  const { name, object, since } = finding;
  const number =
    finding.count === null
      ? null
      : finding.code === 'space_low'
        ? bytesText(finding.count)
        : count(finding.count);
  const of = name ?? (object === null ? null : object.slice(0, 8));
  const parts = [of, number, since === null ? null : instantText(since).slice(0, 16)].filter(
    (part) => part !== null,
  );
  return parts.length === 0 ? null : <span className="num"> {parts.join(' · ')}</span>;
}
