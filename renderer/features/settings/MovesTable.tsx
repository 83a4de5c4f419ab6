import type { DossierMoves } from '../../../shared/ipc/contract/calendar.ts';
import { DateText } from '../../components/DateText.tsx';
import { useSay, useText } from '../../stores/language.ts';

type Move = DossierMoves['moves'][number];

/** What another calendar would move, dossier by dossier, before anything is kept (G-008, G-009). */
export function MovesTable({ dossiers }: { dossiers: readonly DossierMoves[] }) {
  const t = useText();
  const say = useSay();
  const words = t.calendar;
  const dates = dossiers.reduce((sum, { moves }) => sum + moves.length, 0);
  if (dates === 0) return <p role="status">{words.noneMoves}</p>;
  return (
    <>
      <p role="status">{words.movesIn(dossiers.length, dates)}</p>
      {dossiers.map((one) => (
        <section key={one.dossier} aria-label={one.dossier_title}>
          <h4 className="moves-dossier ellipsis">{one.dossier_title}</h4>
          <table className="plain-table moves">
            <thead>
              <tr>
                <th scope="col">{words.columns.what}</th>
                <th scope="col">{words.columns.last}</th>
                <th scope="col">{words.columns.safe}</th>
              </tr>
            </thead>
            <tbody>
              {one.moves.map((move) => (
                <tr key={move.id}>
                  <td>
                    {say(move.title)} <span className="ink3">{move.rule}</span>
                    {sameDays(move) && (
                      <span className={move.provisional ? 'amber' : 'green'}>
                        {' '}
                        {move.provisional ? words.uncertain : words.certain}
                      </span>
                    )}
                  </td>
                  <td>
                    <FromTo {...move.last} />
                  </td>
                  <td>
                    <FromTo {...move.safe} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </>
  );
}

function sameDays({ last, safe }: Move): boolean {
  return last.from === last.to && safe.from === safe.to;
}

function FromTo({ from, to }: Move['last']) {
  const t = useText();
  if (from === to)
    return (
      <span className="ink3">{to === null ? t.calendar.notBegun : <DateText date={to} mark={false} />}</span>
    );
  return (
    <span className="moves-pair">
      {from === null ? t.calendar.notBegun : <DateText date={from} mark={false} />}
      {' → '}
      {to === null ? t.calendar.notBegun : <DateText date={to} mark={false} strong />}
    </span>
  );
}
