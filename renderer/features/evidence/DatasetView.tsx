import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { EvidenceItem } from '../../../shared/ipc/contract/dossier.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { bytesText, instantText } from '../../app/civil-words.ts';
import { levels, useShortcuts } from '../../app/keyboard.ts';
import { bridge, call, newJob } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useJob } from '../../stores/jobs.ts';
import { useText } from '../../stores/language.ts';
import { useSession } from '../../stores/session.ts';

interface DatasetViewProps {
  dossier: string;
  item: EvidenceItem;
  onClose(): void;
}

const perPage = 200;

/** A folder that was sealed as one: its manifest page by page, and the way out. */
export function DatasetView({ dossier, item, onClose }: DatasetViewProps) {
  const text = useText();
  const words = text.evidence.dataset;
  const place = useRef<HTMLElement>(null);
  const [from, setFrom] = useState(0);
  const [page, setPage] = useState<Output<'dataset.page'> | null>(null);
  const [job, setJob] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const running = useJob(job);
  useShortcuts(
    [
      { keys: 'Escape', cap: 'Esc', label: text.evidence.viewer.close, inText: true, run: onClose },
      { keys: 'Ctrl+l', inText: true, run: () => void useSession.getState().lock() },
    ],
    { level: levels.part, modal: true },
  );
  useEffect(() => place.current?.focus(), []);
  useEffect(() => {
    let gone = false;
    const ask = { dossier: dossier as DossierId, object: item.object, from, limit: perPage };
    void call(bridge().dataset.page(ask)).then((answer) => {
      if (!gone && answer !== undefined) setPage(answer);
    });
    return () => {
      gone = true;
    };
  }, [dossier, item.object, from]);

  async function release(): Promise<void> {
    const id = newJob();
    setJob(id);
    setDone(null);
    const answer = await call(
      bridge().dataset.export({ dossier: dossier as DossierId, object: item.object }, { job: id }),
    );
    setJob(null);
    if (answer !== undefined) setDone(words.exported(answer.files, answer.name));
  }

  const main = document.getElementById('main');
  if (main === null) return null;
  return createPortal(
    <section className="ev-viewer ev-dataset" ref={place} tabIndex={-1} aria-label={words.title(item.name)}>
      <header className="ev-head">
        <h2>{item.name}</h2>
        {page !== null && (
          <span className="ink2 num">{words.facts(page.files, page.folders, bytesText(page.bytes))}</span>
        )}
        {page?.complete === false && <span className="amber">{words.incomplete}</span>}
        <span className="grow" />
        <Action disabled={job !== null || page?.complete !== true} onClick={() => void release()}>
          {words.export}
        </Action>
        <Action onClick={onClose}>{text.evidence.viewer.close}</Action>
      </header>
      {job !== null && <Progress id={job} job={running} label={words.exporting} />}
      {done !== null && <p role="status">{done}</p>}
      <div className="ev-scroll scroll">
        <table className="ev-table" aria-label={words.title(item.name)}>
          <thead>
            <tr>
              <th scope="col">{words.columns.path}</th>
              <th scope="col">{words.columns.kind}</th>
              <th scope="col" className="right">
                {words.columns.size}
              </th>
              <th scope="col">{words.columns.modified}</th>
              <th scope="col">SM3</th>
            </tr>
          </thead>
          <tbody>
            {page?.rows.map((row, index) => (
              <tr key={from + index}>
                <td className="ev-path">
                  {row.path}
                  {row.to !== null && <span className="ink2"> → {row.to}</span>}
                  {!row.valid && <span className="amber"> {words.oddName}</span>}
                </td>
                <td>
                  {words.kinds[row.kind]}
                  {row.why !== null && <span className="amber"> {words.why[row.why]}</span>}
                </td>
                <td className="right num">{row.size === null ? '' : bytesText(row.size)}</td>
                <td className="num ink2">{row.modified_at === null ? '' : instantText(row.modified_at)}</td>
                <td className="num ink3" title={row.sm3 ?? undefined}>
                  {row.sm3?.slice(0, 16)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {page !== null && page.entries > perPage && (
        <footer className="ev-head">
          <Action disabled={from === 0} onClick={() => setFrom(Math.max(0, from - perPage))}>
            {words.previous}
          </Action>
          <span className="num ink2" role="status">
            {words.range(from + 1, Math.min(page.entries, from + perPage), page.entries)}
          </span>
          <Action disabled={from + perPage >= page.entries} onClick={() => setFrom(from + perPage)}>
            {words.next}
          </Action>
        </footer>
      )}
    </section>,
    main,
  );
}
