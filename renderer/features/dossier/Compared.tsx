import { comparisonsOf } from '../../../shared/engine/comparison.ts';
import type { DossierView } from '../../../shared/ipc/contract/dossier.ts';
import { definitionOf } from '../../app/definitions.ts';
import { ClauseRef } from '../../components/ClauseRef.tsx';
import { Marked } from '../../components/Marked.tsx';
import { useSay, useText } from '../../stores/language.ts';

/** What two papers have to say alike, side by side, the letters that differ marked. */
export function Compared({ view }: { view: DossierView }) {
  const t = useText();
  const say = useSay();
  const words = t.indicators;
  const definition = definitionOf(view.kind);
  if (!definition) return null;
  return comparisonsOf(definition, view.record, { today: view.today }).map(({ comparison, rows }) => {
    const alike = rows.filter(
      ({ difference }) => difference.kind === 'same' || difference.kind === 'form',
    ).length;
    return (
      <section key={comparison.key} className="compared">
        <h3 className="panel-title">
          {say(comparison.title)}{' '}
          <span className={alike === rows.length ? 'green' : 'seal'}>
            {words.compare(alike, rows.length)}
          </span>{' '}
          <ClauseRef clause={comparison.clause} rule={comparison.rule} />
        </h3>
        <table className="plain-table compared-table">
          <thead>
            <tr>
              <th scope="col">{words.columns.title}</th>
              <th scope="col">{say(comparison.sides[0])}</th>
              <th scope="col">{say(comparison.sides[1])}</th>
              <th scope="col">{words.table.verdict}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, title, difference }) => (
              <tr key={key} data-compared={difference.kind}>
                <th scope="row">{say(title)}</th>
                <td>
                  <Marked parts={difference.own} mark={difference.kind !== 'same'} empty={words.empty} />
                </td>
                <td>
                  <Marked parts={difference.other} mark={difference.kind !== 'same'} empty={words.empty} />
                </td>
                <td
                  className={
                    difference.kind === 'same' ? 'green' : difference.kind === 'form' ? 'ink2' : 'seal'
                  }
                >
                  {difference.kind === 'same' ? '✓ ' : ''}
                  {difference.kind === 'near'
                    ? words.letters(difference.letters)
                    : words.kinds[difference.kind]}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    );
  });
}
