import { useEffect, useMemo, useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { DossierId, ObjectId } from '../../../shared/model/ids.ts';
import { bridge, newJob, settle, showRefusal } from '../../bridge.ts';
import { Progress } from '../../components/Progress.tsx';
import { useJob } from '../../stores/jobs.ts';
import { useText } from '../../stores/language.ts';
import type { Sought } from '../../viewer/PdfView.tsx';

type Look = Output<'seal.look'>;
type Mark = Look['pages'][number]['marks'][number];

interface SealHintProps {
  dossier: string;
  object: string;
  onSeek(sought: Sought): void;
}

/** What looks like a seal and where; a hint only: the buttons above are the person's word. */
export function SealHint({ dossier, object, onSeek }: SealHintProps) {
  const words = useText().seals;
  const [look, setLook] = useState<Look | null>(null);
  const [work, setWork] = useState<string | null>(null);
  const job = useJob(work);

  async function run(): Promise<void> {
    const own = newJob();
    setWork(own);
    const answer = await settle(
      bridge().seal.look({ dossier: dossier as DossierId, object: object as ObjectId }, { job: own }),
    );
    setWork(null);
    if (answer.ok) setLook(answer.value);
    else if (answer.code !== 'cancelled' && answer.code !== 'locked') showRefusal(answer);
  }

  if (work !== null) return <Progress id={work} job={job} label={words.looking} />;
  if (look === null)
    return (
      <p className="sh-ask">
        <button type="button" className="link" onClick={() => void run()}>
          {words.look}
        </button>
      </p>
    );
  const marks = look.pages.flatMap(({ page, marks: found }) => found.map((mark) => ({ page, mark })));
  return (
    <section className="sh" aria-label={words.title}>
      <p className="ink2">
        {marks.length === 0 ? words.none(look.looked) : words.hint}
        {look.looked < look.of && ` ${words.part(look.looked, look.of)}`}
      </p>
      {marks.length > 0 && (
        <ul className="sh-marks">
          {marks.map(({ page, mark }) => (
            <li key={`${page} ${mark.x} ${mark.y}`}>
              <button
                type="button"
                className="sh-mark"
                onClick={() => onSeek({ text: '', page, at: Date.now() })}
              >
                <Thumbnail mark={mark} label={words.picture(page)} />
                <span className={mark.verdict === 'found' ? 'green' : 'amber'}>
                  {words.verdicts[mark.verdict]} {words.colours[mark.colour]}
                </span>
                <span className="ink2">{words.place(page, placeWords(mark, words.places))}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {look.across.verdict !== 'none' && (
        <p className="amber">{words.across[look.across.verdict](look.across.pages.join('、'))}</p>
      )}
      {look.signatures.map((one, index) => (
        // Two signatures may bear one name
        <p key={index} className={one.whole ? 'green' : 'amber'}>
          {words.signature(one.name || words.unnamed, one.whole)}
        </p>
      ))}
      {look.empty_dates.map(({ page, text }) => (
        <p key={`${page} ${text}`} className="amber">
          {words.emptyDate(page, text)}
        </p>
      ))}
    </section>
  );
}

function Thumbnail({ mark, label }: { mark: Mark; label: string }) {
  const url = useMemo(
    () => URL.createObjectURL(new Blob([mark.thumbnail], { type: 'image/png' })),
    [mark.thumbnail],
  );
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return <img src={url} width={60} height={60} alt={label} />;
}

/** Where on the page, in words: 上 or 下, 左, 中 or 右. */
function placeWords(
  mark: Mark,
  words: { top: string; middle: string; bottom: string; left: string; centre: string; right: string },
): string {
  const [x, y] = [mark.x + mark.width / 2, mark.y + mark.height / 2];
  const down = y < 0.35 ? words.top : y > 0.65 ? words.bottom : words.middle;
  return `${down}${x < 0.4 ? words.left : x > 0.6 ? words.right : words.centre}`;
}
