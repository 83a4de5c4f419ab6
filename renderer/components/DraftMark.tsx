import type { Definition } from '../../shared/agreements/define.ts';
import type { DossierRecord } from '../../shared/model/record.ts';
import { useText } from '../stores/language.ts';
import { goTo } from '../stores/navigation.ts';
import './draft-mark.css';

const repeats = Array.from({ length: 24 }, (_, at) => at);

/**
 * Which published text a record stands on; while that is a draft for comment, the words also lie over the screen,
 * as they do over every page that leaves (C-F01). Nothing for a kind without such a text.
 */
export function DraftMark({
  definition,
  record,
}: {
  definition: Definition | undefined;
  record: DossierRecord;
}) {
  const words = useText().guideline;
  if (definition?.guideline === undefined) return null;
  const { name, version, status, draft } = definition.guideline.of(record);
  return (
    <>
      <p className="stands-on">
        <span className={draft ? 'amber' : 'ink2'}>{words.standsOn(name, version, status)}</span>{' '}
        {draft && (
          <button type="button" className="link" onClick={() => goTo({ screen: 'settings' })}>
            {words.toSettings}
          </button>
        )}
      </p>
      {draft && (
        <div className="draft-mark" aria-hidden="true">
          {repeats.map((at) => (
            <span key={at}>{words.draftMark}</span>
          ))}
        </div>
      )}
    </>
  );
}
