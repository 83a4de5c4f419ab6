import type { FormPage, FoundInScan } from '../../../shared/model/form-compare.ts';
import { useSay, useText } from '../../stores/language.ts';
import { Marked } from '../../components/Marked.tsx';

/** What one page of the form says, and whether the stamped paper says it too. */
export function PageSays({ page, scanPage, read }: { page: FormPage; scanPage: number; read: boolean }) {
  const words = useText().formCompare;
  const say = useSay();
  return (
    <>
      {page.withheld && <p className="amber">{words.withheld}</p>}
      <h3 className="fc-head">{words.values}</h3>
      {page.values.length === 0 && <p className="ink2">{words.noValues}</p>}
      <dl className="fc-values">
        {page.values.map(({ key, title, text, found }) => (
          <div key={key} data-value={key} data-found={found?.state}>
            <dt>{say(title)}</dt>
            <dd>
              {found === null || found.state !== 'near' ? <span>{text}</span> : <Pair found={found} />}
              {found !== null && <Verdict found={found} scanPage={scanPage} />}
            </dd>
          </div>
        ))}
      </dl>
      {read && page.sentences > 0 && (
        <>
          <h3 className="fc-head">
            {words.sentences(page.sentences - page.departing.length, page.sentences)}
          </h3>
          {page.departing.length > 0 && (
            <ul className="fc-departing" aria-label={words.departing}>
              {page.departing.map(({ text, found }, index) => (
                // Sentences stand in their order and may be the same twice
                <li key={index} data-found={found.state}>
                  {found.state === 'near' ? <Pair found={found} /> : <span>{text}</span>}
                  <Verdict found={found} scanPage={scanPage} />
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </>
  );
}

function Verdict({ found, scanPage }: { found: FoundInScan; scanPage: number }) {
  const words = useText().formCompare;
  const list = useText().common.list;
  if (found.state === 'absent') return <strong className="seal fc-verdict">{words.absent}</strong>;
  if (found.state === 'near')
    return <strong className="amber fc-verdict">{words.near(lettersOf(found), found.pages[0] ?? 1)}</strong>;
  return (
    <span className="green fc-verdict">
      {words.found(found.pages.slice(0, 3).join(list), found.pages.includes(scanPage))}
    </span>
  );
}

function lettersOf({ own, other }: FoundInScan): number {
  const count = (parts: FoundInScan['own']) =>
    parts.reduce((sum, { text, same }) => sum + (same ? 0 : [...text].length), 0);
  return Math.max(count(own), count(other));
}

/** Ours and theirs, one under the other, what differs marked. */
function Pair({ found }: { found: FoundInScan }) {
  const words = useText().formCompare;
  return (
    <span className="fc-pair" lang="zh-CN">
      <span>
        <i>{words.ours}</i> <Marked parts={found.own} mark empty="" />
      </span>
      <span>
        <i>{words.theirs}</i> <Marked parts={found.other} mark empty="" />
      </span>
    </span>
  );
}
