import { Input, Select } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import {
  type FormComparison,
  type JudgedPage,
  type PageVerdict,
  pageVerdicts,
} from '../../../shared/model/form-compare.ts';
import type { DossierId, ObjectId } from '../../../shared/model/ids.ts';
import { instantText } from '../../app/civil-words.ts';
import { useShortcuts } from '../../app/keyboard.ts';
import { bridge, call, newJob, settle, showRefusal } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useJob } from '../../stores/jobs.ts';
import { useText } from '../../stores/language.ts';
import { PagePicture } from './PagePicture.tsx';
import { PageSays } from './PageSays.tsx';
import './form-compare.css';

/** How much wider than its place a page is drawn when it is enlarged; as in form-compare.css. */
const enlarged = 1.9;

/** Pixels of a page as it stands on the screen: drawn at its own size, thin strokes stay whole. */
function widthOf(large: boolean): number {
  const side = (Math.min(1600, window.innerWidth - 48) - 448) / 2;
  const width = Math.round(side * (large ? enlarged : 1) * window.devicePixelRatio);
  return Math.min(2000, Math.max(300, width));
}

/** The filled form beside its stamped scan, page against page, with a person's word on each. */
export function FormCompare({ dossier: id, onClose }: { dossier: string; onClose(): void }) {
  const t = useText();
  const words = t.formCompare;
  const dossier = id as DossierId;
  const [seen, setSeen] = useState<FormComparison | null>(null);
  const [object, setObject] = useState<ObjectId | null>(null);
  const [unreadable, setUnreadable] = useState(false);
  const [work, setWork] = useState<string | null>(null);
  const [page, setPage] = useState(1);
  const [shift, setShift] = useState(0);
  const [scanPages, setScanPages] = useState<number | null>(null);
  const [large, setLarge] = useState(false);
  const job = useJob(work);

  const load = useCallback(
    async (scan: ObjectId | null) => {
      const own = newJob();
      setWork(own);
      const asked = (chosen: ObjectId | null) =>
        settle(
          bridge().form.compare(chosen === null ? { dossier } : { dossier, object: chosen }, { job: own }),
        );
      let answer = await asked(scan);
      // Who may look and not copy gets the pictures; the words stay in main (E-04).
      const refused = !answer.ok && scan !== null && answer.code !== 'cancelled' && answer.code !== 'locked';
      if (refused) answer = await asked(null);
      setUnreadable(refused);
      setWork(null);
      if (!answer.ok) {
        if (answer.code !== 'cancelled' && answer.code !== 'locked') showRefusal(answer);
        return null;
      }
      setSeen(answer.value);
      return answer.value;
    },
    [dossier],
  );
  const choose = useCallback(
    (scan: ObjectId) => {
      setObject(scan);
      setScanPages(null);
      setShift(0);
      void load(scan);
    },
    [load],
  );
  useEffect(() => {
    void load(null).then((first) => {
      const [likeliest] = first?.scans ?? [];
      if (likeliest !== undefined) choose(likeliest.object);
    });
  }, [load, choose]);

  const pages = seen?.pages.length ?? 1;
  const scanPage = page + shift;
  const width = widthOf(large);
  const step = (by: 1 | -1) => setPage((now) => Math.min(Math.max(now + by, 1), pages));
  useShortcuts(
    [
      { keys: 'PageDown', run: () => step(1) },
      { keys: 'PageUp', run: () => step(-1) },
    ],
    { modal: true },
  );
  const said = (seen?.judged ?? []).filter((one) => one.object === object);
  const noPage = scanPage < 1 || (scanPages !== null && scanPage > scanPages) ? words.noPage : undefined;
  const current = seen?.pages[page - 1];
  return (
    <Dialog
      title={words.title}
      lead={words.lead}
      width={1600}
      onClose={onClose}
      footer={
        <>
          <Action onClick={onClose}>{words.close}</Action>
          {seen !== null && object !== null && <Told said={said} pages={pages} />}
        </>
      }
    >
      {seen === null || work !== null ? (
        <Progress id={work ?? ''} job={job} label={words.reading} />
      ) : seen.scans.length === 0 ? (
        <p className="ink2">{words.none}</p>
      ) : (
        <div className="fc">
          <div className="fc-bar">
            <span className="fc-group">
              <label htmlFor="fc-scan">{words.choose}</label>
              <Select
                id="fc-scan"
                className="fc-scan"
                size="small"
                popupMatchSelectWidth={false}
                placeholder={words.chooseHint}
                value={object}
                options={seen.scans.map((scan) => ({ value: scan.object, label: scan.name }))}
                onChange={choose}
              />
            </span>
            <span className="fc-group">
              <Action small label={words.before} disabled={page <= 1} onClick={() => step(-1)}>
                ‹
              </Action>
              <span role="status" className="num">
                {words.page(page, pages)}
              </span>
              <Action small label={words.after} disabled={page >= pages} onClick={() => step(1)}>
                ›
              </Action>
            </span>
            <span className="fc-group">
              <span className="ink2">{words.shift}</span>
              <Action small label={words.shiftLess} onClick={() => setShift(shift - 1)}>
                −
              </Action>
              <span className="num ink2">{words.shifted(shift)}</span>
              <Action small label={words.shiftMore} onClick={() => setShift(shift + 1)}>
                +
              </Action>
            </span>
            <Action small onClick={() => setLarge(!large)}>
              {large ? words.fit : words.zoom}
            </Action>
          </div>
          <figure className="fc-side">
            <figcaption>
              {words.own} <span className="ink2">{words.pageOf(page)}</span>
            </figcaption>
            <PagePicture
              label={`${words.own} ${words.pageOf(page)}`}
              of={`${page} ${width}`}
              large={large}
              draw={() => bridge().form.page({ dossier, page, width }, { job: newJob() })}
            />
          </figure>
          <figure className="fc-side">
            <figcaption>
              {words.other} <span className="ink2">{words.pageOf(scanPage)}</span>
            </figcaption>
            {object !== null && (
              <PagePicture
                label={`${words.other} ${words.pageOf(scanPage)}`}
                of={`${object} ${scanPage} ${width}`}
                large={large}
                none={noPage}
                draw={() => bridge().evidence.page({ dossier, object, page: scanPage, width })}
                onPages={setScanPages}
              />
            )}
          </figure>
          <div className="fc-says scroll" tabIndex={0} role="region" aria-label={words.values}>
            {unreadable && <p className="amber">{words.unreadable}</p>}
            {seen.scan?.textless && <p className="amber">{words.textless}</p>}
            {seen.scan?.silent.includes(scanPage) && <p className="amber">{words.silent}</p>}
            {current !== undefined && (
              <PageSays page={current} scanPage={scanPage} read={seen.scan !== null && !seen.scan.textless} />
            )}
          </div>
          {object !== null && noPage === undefined && (
            <Judge
              key={`${object} ${page}`}
              said={said.findLast((one) => one.form_page === page)}
              onJudge={async (verdict, note) => {
                const done = await call(
                  bridge().form.judge({
                    dossier,
                    object,
                    form_page: page,
                    scan_page: scanPage,
                    verdict,
                    note,
                  }),
                );
                if (done === undefined) return;
                const again = await settle(bridge().form.compare({ dossier }, { job: newJob() }));
                if (again.ok) setSeen({ ...seen, judged: again.value.judged });
                if (page < pages) step(1);
              }}
            />
          )}
        </div>
      )}
    </Dialog>
  );
}

/** How many pages were judged of the form as it stands, and which differ. */
function Told({ said, pages }: { said: readonly JudgedPage[]; pages: number }) {
  const t = useText();
  const words = t.formCompare;
  const last = new Map(said.map((one) => [one.form_page, one]));
  const now = [...last.values()].filter(({ current }) => current);
  const differing = [...last.values()].filter(({ verdict }) => verdict === 'differs');
  const numbers = differing.map(({ form_page }) => form_page).toSorted((a, b) => a - b);
  const same = now.filter(({ verdict }) => verdict === 'same').length === pages;
  return (
    <span className="fact" role="status">
      {words.progress(now.length, pages)} {same && <strong className="green">✓ {words.allSame}</strong>}
      {differing.length > 0 && (
        <strong className="seal">{words.differing(numbers.join(t.common.list))}</strong>
      )}
    </span>
  );
}

interface JudgeProps {
  said: JudgedPage | undefined;
  onJudge(verdict: PageVerdict['verdict'], note: string): Promise<void>;
}

/** A person's word on the two pages in sight. */
function Judge({ said, onJudge }: JudgeProps) {
  const words = useText().formCompare;
  const [note, setNote] = useState(said?.note ?? '');
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState(false);
  const judge = async (verdict: PageVerdict['verdict']) => {
    if (verdict === 'differs' && note.trim() === '') return setAsked(true);
    setBusy(true);
    await onJudge(verdict, note);
    setBusy(false);
  };
  return (
    <div className="fc-judge" role="group" aria-label={words.verdict}>
      <strong>{words.verdict}</strong>
      <Input
        className="fc-note"
        aria-label={words.note}
        placeholder={words.note}
        maxLength={500}
        status={asked && note.trim() === '' ? 'error' : ''}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {pageVerdicts.map((verdict) => (
        <Action
          key={verdict}
          small
          busy={busy}
          kind={verdict === 'same' ? 'primary' : 'plain'}
          onClick={() => void judge(verdict)}
        >
          {words.verdicts[verdict]}
        </Action>
      ))}
      {asked && note.trim() === '' && (
        <span className="seal" role="alert">
          {words.noteNeeded}
        </span>
      )}
      {said !== undefined && (
        <span className="fc-said ink2">
          {words.said(words.verdicts[said.verdict], said.by, instantText(said.at))}{' '}
          {!said.current && <strong className="amber">{words.stale}</strong>}
        </span>
      )}
    </div>
  );
}
