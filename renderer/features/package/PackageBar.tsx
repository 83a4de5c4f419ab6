import { useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { PackagePiece, PackageView } from '../../../shared/model/derived.ts';
import type { Result } from '../../../shared/model/errors.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { bytesText } from '../../app/civil-words.ts';
import { bridge, newJob, settle, showRefusal } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useJob, wasStopped } from '../../stores/jobs.ts';
import { useSay, useText } from '../../stores/language.ts';
import { VerifyDialog } from './VerifyDialog.tsx';
import { openCount } from './finding-place.ts';
import { lackOf } from './summary.ts';

interface PackageBarProps {
  dossier: string;
  view: PackageView;
  onNext(): void;
  onPiece(piece: string): void;
  onWrite(): void;
  onFindings(): void;
  /** Where the kind has a list of what to print. */
  onPrintList?: (() => void) | undefined;
}

type Work = 'package' | 'archive' | 'verify' | 'copy';
type Exported = Output<'package.export'> & Partial<Output<'package.readingCopy'>>;
type Report = NonNullable<Output<'archive.verify'>>;

/** What still blocks, in one line; the way on; the exports and the check, each with progress and cancel. */
export function PackageBar({
  dossier,
  view,
  onNext,
  onPiece,
  onWrite,
  onFindings,
  onPrintList,
}: PackageBarProps) {
  const text = useText();
  const words = text.packages;
  const say = useSay();
  const [work, setWork] = useState<{ what: Work; job: string } | null>(null);
  const [done, setDone] = useState<{ what: Work; exported: Exported } | null>(null);
  const [report, setReport] = useState<Report | null>(null);
  const [asking, setAsking] = useState(false);
  const [stopped, setStopped] = useState<Work | null>(null);
  const job = useJob(work?.job ?? null);
  const id = dossier as DossierId;
  const open = openCount(view.findings);

  async function run<T>(what: Work, start: (job: string) => Promise<Result<T>>): Promise<T | undefined> {
    if (work !== null) return undefined;
    const own = newJob();
    setWork({ what, job: own });
    setStopped(null);
    const answer = await settle(start(own));
    setWork(null);
    if (answer.ok) return answer.value;
    if (answer.code === 'cancelled' && wasStopped(own)) setStopped(what);
    if (answer.code !== 'cancelled' && answer.code !== 'locked') showRefusal(answer);
    return undefined;
  }

  async function exportPackage(incomplete: boolean): Promise<void> {
    setAsking(false);
    const exported = await run('package', (own) =>
      bridge().package.export(
        { dossier: id, package: view.id, meeting: view.meeting, incomplete },
        { job: own },
      ),
    );
    if (exported !== undefined) setDone({ what: 'package', exported });
  }

  async function exportArchive(): Promise<void> {
    const exported = await run('archive', (own) => bridge().archive.export({ dossier: id }, { job: own }));
    if (exported !== undefined) setDone({ what: 'archive', exported });
  }

  async function mergeCopy(): Promise<void> {
    const exported = await run('copy', (own) =>
      bridge().package.readingCopy({ dossier: id, package: view.id, meeting: view.meeting }, { job: own }),
    );
    if (exported !== undefined) setDone({ what: 'copy', exported });
  }

  async function verify(): Promise<void> {
    const found = await run('verify', (own) => bridge().archive.verify({}, { job: own }));
    if (found !== undefined && found !== null) setReport(found);
  }

  if (work !== null) {
    const label = {
      package: words.exporting,
      archive: words.archiving,
      verify: words.verifying,
      copy: words.copying,
    }[work.what];
    return (
      <div className="pk-bar pk-bar-busy">
        <Progress id={work.job} job={job} label={label} />
      </div>
    );
  }
  return (
    <div className="pk-bar">
      {stopped === null ? (
        <Blocking view={view} onPiece={onPiece} />
      ) : (
        <p className="pk-blocking" role="status">
          <span className="grow">{words.stopped[stopped]}</span>
          <button type="button" className="link" onClick={() => setStopped(null)}>
            {text.common.close}
          </button>
        </p>
      )}
      <div className="row pk-bar-ways">
        {view.findings.length > 0 && (
          <Action kind="text" onClick={onFindings}>
            {open === 0 ? words.findings.all : words.findings.open(open)}
          </Action>
        )}
        <Action kind="text" onClick={onWrite}>
          {text.paper.all}
        </Action>
        {onPrintList !== undefined && (
          <Action kind="text" onClick={onPrintList}>
            {text.onPaper.printList}
          </Action>
        )}
        {view.pieces.some(({ materials }) => materials.length > 0) && (
          <Action kind="text" onClick={() => void mergeCopy()}>
            {words.copy}
          </Action>
        )}
        <Action kind="text" onClick={() => void verify()}>
          {words.verify}
        </Action>
        <Action kind="text" onClick={() => void exportArchive()}>
          {words.archive}
        </Action>
        {view.ready ? (
          <Action kind="primary" onClick={() => void exportPackage(false)}>
            {words.exportNamed(say(view.title))}
          </Action>
        ) : (
          <>
            <Action onClick={() => setAsking(true)}>{words.exportDraft}</Action>
            <Action kind="primary" cap="F8" onClick={onNext}>
              {words.next}
            </Action>
          </>
        )}
      </div>
      {asking && (
        <Dialog
          title={words.exportDraftTitle}
          lead={words.exportDraftWhy}
          width={600}
          onClose={() => setAsking(false)}
          footer={
            <>
              <Action kind="primary" onClick={() => void exportPackage(true)}>
                {words.exportDraft}
              </Action>
              <Action onClick={() => setAsking(false)}>{text.common.cancel}</Action>
            </>
          }
        />
      )}
      {done !== null && (
        <Dialog
          title={words.exported}
          lead={words.exportedWhat(done.exported.name, done.exported.files, bytesText(done.exported.bytes))}
          width={600}
          onClose={() => setDone(null)}
          footer={
            <Action kind="primary" autoFocus onClick={() => setDone(null)}>
              {text.common.close}
            </Action>
          }
        >
          <p>
            {done.what === 'archive'
              ? words.archivedNext
              : done.what === 'copy'
                ? words.copiedNext(done.exported.pages ?? 0, done.exported.untaken ?? 0)
                : words.exportedNext}
          </p>
        </Dialog>
      )}
      {report !== null && <VerifyDialog report={report} onClose={() => setReport(null)} />}
    </div>
  );
}

function Blocking({ view, onPiece }: { view: PackageView; onPiece(piece: string): void }) {
  const text = useText();
  const words = text.packages;
  const say = useSay();
  if (view.ready) return <p className="green pk-blocking">✓ {words.ready}</p>;
  const lack = lackOf(view);
  const names = (pieces: readonly PackagePiece[]) =>
    pieces.map((piece) => say(piece.title)).join(text.common.list);
  const parts = [
    ...(lack.missing.length > 0 ? [words.lacking(lack.missing.length, names(lack.missing))] : []),
    ...(lack.doubtful.length > 0 ? [words.doubtful(lack.doubtful.length, names(lack.doubtful))] : []),
    ...(lack.unconfirmed.length > 0
      ? [words.unconfirmed(lack.unconfirmed.length, names(lack.unconfirmed))]
      : []),
    ...(lack.others > 0 ? [words.others(lack.others)] : []),
  ];
  const line = parts.join(text.common.semicolon);
  const first = lack.missing[0] ?? lack.doubtful[0] ?? lack.unconfirmed[0];
  return (
    <p className="pk-blocking" aria-live="polite">
      <strong className="seal">{words.blocked}</strong>
      <button
        type="button"
        className="pk-blocking-line ellipsis"
        title={line}
        onClick={() => first !== undefined && onPiece(first.key)}
      >
        {line}
      </button>
    </p>
  );
}
