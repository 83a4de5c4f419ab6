import type { Finding } from '../../../shared/model/derived.ts';
import { useSay, useText } from '../../stores/language.ts';

const colors = { block: 'seal', warn: 'amber', info: 'ink2' } as const;

/** One finding: how grave, in the words of the clause, and which. */
export function FindingLine({ finding }: { finding: Finding }) {
  const t = useText();
  const say = useSay();
  return (
    <p className="finding">
      <b className={colors[finding.severity]}>{t.dossier.severity[finding.severity]}</b>{' '}
      {say(finding.message)}{' '}
      <span className="ink3">
        {finding.clause.article} {finding.rule}
      </span>
    </p>
  );
}
