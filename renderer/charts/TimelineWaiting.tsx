import type { Obligation } from '../../shared/model/derived.ts';
import { useSay, useText } from '../stores/language.ts';

const most = 8;

/** What has no date yet, at the right of the picture. */
export function TimelineWaiting({
  waiting,
  onSelect,
}: {
  waiting: readonly Obligation[];
  onSelect: (id: string) => void;
}) {
  const t = useText();
  const say = useSay();
  const words = t.dossier.timeline;
  return (
    <div className="timeline-waiting">
      <h3>
        {words.notBegun} <span className="ink3">{waiting.length}</span>
      </h3>
      <ul>
        {waiting.slice(0, most).map((obligation) => {
          const met = obligation.gates.filter((gate) => gate.met_on !== null).length;
          return (
            <li key={obligation.id}>
              <button
                type="button"
                className="link ellipsis"
                title={say(obligation.title)}
                onClick={() => onSelect(obligation.id)}
              >
                {say(obligation.title)}
              </button>
              {obligation.gates.length > 0 && (
                <span className="ink3 num"> {words.gates(met, obligation.gates.length)}</span>
              )}
            </li>
          );
        })}
        {waiting.length > most && <li className="ink3">{words.more(waiting.length - most)}</li>}
      </ul>
    </div>
  );
}
