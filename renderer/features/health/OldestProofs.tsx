import type { HealthReport } from '../../../shared/ipc/contract/safety.ts';
import { bytesText, instantText } from '../../app/civil-words.ts';
import { useText } from '../../stores/language.ts';

const shown = 20;

/** When each file was last proven, the oldest first. */
export function OldestProofs({ rows }: { rows: HealthReport['oldest'] }) {
  const words = useText().health;
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="health-oldest">
      <h2 id="health-oldest">{words.oldest}</h2>
      <p className="ink2">{words.oldestLead}</p>
      <table className="plain-table health-table">
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col" className="right" />
            <th scope="col">{words.last}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row) => (
            <tr key={row.object}>
              <td>{row.name}</td>
              <td className="right num ink2">{bytesText(row.size)}</td>
              <td className={row.ok ? 'num' : 'num seal'}>
                {row.at === null ? <span className="ink3">{words.facts.notYet}</span> : instantText(row.at)}
                {!row.ok && ' ×'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
