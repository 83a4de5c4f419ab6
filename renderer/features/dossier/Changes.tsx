import type { DossierView } from '../../../shared/ipc/contract/dossier.ts';
import { definitionOf } from '../../app/definitions.ts';
import { ClauseRef } from '../../components/ClauseRef.tsx';
import { useSay, useText } from '../../stores/language.ts';
import { FindingLine } from './FindingLine.tsx';

const order = { block: 0, warn: 1, info: 2 } as const;

/** 变更: what the checks found, and the kind's procedures of change with their papers in order. */
export function Changes({ view }: { view: DossierView }) {
  const t = useText();
  const say = useSay();
  const words = t.dossier.changes;
  const definition = definitionOf(view.kind);
  const changes = definition?.changes ?? [];
  const findings = view.findings.toSorted((a, b) => order[a.severity] - order[b.severity]);
  return (
    <>
      <h3 className="panel-title">{words.findings}</h3>
      {findings.length === 0 ? (
        <p className="green">✓ {words.noFindings}</p>
      ) : (
        findings.map((finding, i) => (
          <FindingLine key={`${finding.rule}${finding.path}${i}`} finding={finding} dossier={view.id} />
        ))
      )}
      <h3 className="panel-title">{words.title}</h3>
      <p className="ink2">{changes.length > 0 ? words.lead : words.none}</p>
      <table className="plain-table">
        <tbody>
          {changes.map((change) => (
            <tr key={change.key}>
              <td>
                {say(change.title)} <span className="ink3">{change.rule}</span>
              </td>
              <td className="ink2">{change.steps.map((step) => say(step.title)).join(' → ')}</td>
              <td>
                <ClauseRef clause={change.clause} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {(definition?.breaches.length ?? 0) > 0 && (
        <>
          <h3 className="panel-title">{words.breaches}</h3>
          <table className="plain-table">
            <tbody>
              {definition?.breaches.map((breach) => (
                <tr key={breach.key}>
                  <td>
                    {say(breach.title)} <span className="ink3">{breach.rule}</span>
                  </td>
                  <td className="ink2">{say(breach.remedy)}</td>
                  <td>
                    <ClauseRef clause={breach.clause} />
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
