import { Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Ledger } from '../../../shared/agreements/define.ts';
import type { SheetPreview } from '../../../shared/ipc/contract/ledger.ts';
import { mostRows } from '../../../shared/ledgers/sheet.ts';
import type { Refusal } from '../../../shared/model/errors.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { bridge, call, newJob, settle, showRefusal } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useJob } from '../../stores/jobs.ts';
import { useSay, useText } from '../../stores/language.ts';
import { ImportRows } from './ImportRows.tsx';

interface ImportDialogProps {
  dossier: DossierId;
  ledger: Ledger;
  onClose: () => void;
  onWritten: (rows: number) => void;
}

/** What a workbook holds, row by row, before anything of it is written. */
export function ImportDialog({ dossier, ledger, onClose, onWritten }: ImportDialogProps) {
  const t = useText();
  const say = useSay();
  const words = t.ledger.read;
  const [preview, setPreview] = useState<SheetPreview | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [alsoKnown, setAlsoKnown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [job] = useState(newJob);
  const running = useJob(job);
  const begun = useRef(false);
  useEffect(() => {
    // Opened once, also where effects run twice: main has one dialog at a time.
    if (begun.current) return;
    begun.current = true;
    void (async () => {
      const answer = await settle(bridge().ledger.choose({ dossier, ledger: ledger.key }, { job }));
      if (!answer.ok) {
        const said = reasonOf(answer, t.ledger.refused);
        if (said !== null) setRefused(said);
        else {
          if (answer.code !== 'cancelled' && answer.code !== 'locked') showRefusal(answer);
          onClose();
        }
      } else if (answer.value === null) onClose();
      else setPreview(answer.value);
    })();
  }, [dossier, ledger.key, job, onClose, t]);

  const close = () => {
    if (preview !== null) void settle(bridge().ledger.forget({ dossier, import: preview.import }));
    onClose();
  };
  const title = words.title(say(ledger.title));
  if (refused !== null)
    return (
      <Dialog
        title={words.refusedTitle}
        lead={refused}
        onClose={onClose}
        width={560}
        footer={
          <Action kind="primary" cap="Esc" onClick={onClose} autoFocus>
            {t.common.close}
          </Action>
        }
      />
    );
  if (preview === null)
    return (
      <Dialog title={title} onClose={() => undefined} width={560}>
        <Progress job={running} id={job} label={words.reading} />
      </Dialog>
    );
  const { sheet } = preview;
  const count = (state: string) => sheet.rows.filter((row) => row.state === state).length;
  const [good, bad, known] = [count('good'), count('bad'), count('known')];
  const lines = sheet.rows
    .filter((row) => row.state === 'good' || (alsoKnown && row.state === 'known'))
    .map((row) => row.line);
  const titles = (keys: readonly string[]) =>
    keys
      .map((key) => ledger.columns.find((column) => column.key === key))
      .flatMap((column) => (column === undefined ? [] : [say(column.title)]))
      .join(t.ledger.and);
  const accept = async () => {
    setBusy(true);
    const done = await call(
      bridge().ledger.accept({ dossier, import: preview.import, at: preview.at, lines }),
    );
    setBusy(false);
    if (done === undefined) return;
    onWritten(done.rows);
    onClose();
  };
  const another = async (at: number) => {
    const answer = await call(bridge().ledger.sheet({ dossier, import: preview.import, at }));
    if (answer !== undefined) setPreview(answer);
  };
  return (
    <Dialog
      title={title}
      lead={words.lead(preview.name)}
      onClose={close}
      width={1120}
      footer={
        <>
          <Action
            kind="primary"
            busy={busy}
            disabled={lines.length === 0}
            reason={sheet.header === null ? undefined : words.nothing}
            onClick={() => void accept()}
          >
            {bad > 0 ? words.acceptRest(lines.length, bad) : words.accept(lines.length)}
          </Action>
          <Action kind="text" cap="Esc" onClick={close}>
            {t.common.cancel}
          </Action>
          <span className="fact">{ledger.rule}</span>
        </>
      }
    >
      <div className="import-head">
        {preview.sheets.length > 1 && (
          <label>
            {words.sheet}{' '}
            <Select
              className="import-sheet"
              value={preview.at}
              popupMatchSelectWidth={false}
              onChange={(at: number) => void another(at)}
              options={preview.sheets.map((one, value) => ({
                value,
                label: words.sheetFits(one.name, one.fits),
              }))}
            />
          </label>
        )}
        {sheet.header !== null && (
          <b role="status">{words.summary(good, bad, sheet.rows.length - good - bad - known, known)}</b>
        )}
        {known > 0 && (
          <label>
            <input
              type="checkbox"
              checked={alsoKnown}
              onChange={(event) => setAlsoKnown(event.target.checked)}
            />{' '}
            {words.alsoKnown(known)}
          </label>
        )}
      </div>
      {sheet.header === null && (
        <p className="seal">
          {words.noHeader(titles(ledger.columns.slice(0, 3).map((column) => column.key)))}
        </p>
      )}
      {sheet.lacking.length > 0 && <p className="seal">{words.lacking(titles(sheet.lacking))}</p>}
      {sheet.cut && <p className="seal">{words.cut(mostRows)}</p>}
      {sheet.ignored.length > 0 && <p className="amber">{words.ignored(sheet.ignored.join(t.ledger.and))}</p>}
      {preview.hidden.length > 0 && (
        <p className="amber">{words.hidden(preview.hidden.join(t.ledger.and))}</p>
      )}
      {sheet.header !== null && <ImportRows key={preview.at} ledger={ledger} sheet={sheet} />}
    </Dialog>
  );
}

function reasonOf(refusal: Refusal, words: Readonly<Record<string, string>>): string | null {
  if (refusal.code === 'sheet_refused') return words[String(refusal.params?.['reason'])] ?? null;
  if (refusal.code === 'file_too_complex') return words['too_complex'] ?? null;
  return refusal.code === 'file_damaged' ? (words['damaged'] ?? null) : null;
}
