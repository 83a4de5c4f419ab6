import type { Confidentiality } from '../../../shared/agreements/define.ts';
import type { DossierView } from '../../../shared/ipc/contract/dossier.ts';
import { definitionOf, partyTitle } from '../../app/definitions.ts';
import { ClauseRef } from '../../components/ClauseRef.tsx';
import { useLanguage, useSay, useText } from '../../stores/language.ts';
import { Members } from '../people/Members.tsx';

/** 知悉: who knows, and the duties of confidentiality the kind brings. */
export function Knowing({ view }: { view: DossierView }) {
  const t = useText();
  const say = useSay();
  const language = useLanguage((state) => state.language);
  const words = t.dossier.knowing;
  const definition = definitionOf(view.kind);
  const duration = ({ duration: held }: Confidentiality): string => {
    if (held.kind !== 'years') return held.kind === 'perpetual' ? words.forever : words.untilPublic;
    const { years } = held;
    return words.years(typeof years === 'number' ? years : String(view.record.fields[years.field] ?? ''));
  };
  return (
    <>
      <Members dossier={view.id} />
      {(definition?.confidentiality.length ?? 0) > 0 && (
        <>
          <h3 className="panel-title">{words.duties}</h3>
          <table className="plain-table">
            <tbody>
              {definition?.confidentiality.map((duty) => (
                <tr key={duty.key}>
                  <td>
                    {say(duty.title)} <span className="ink3">{duty.rule}</span>
                  </td>
                  <td className="ink2">{partyTitle(definition, duty.obligor, language, t.common)}</td>
                  <td className="ink2">{say(duty.purpose)}</td>
                  <td className="ink2">{duration(duty)}</td>
                  <td>
                    <ClauseRef clause={duty.clause} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </>
  );
}
