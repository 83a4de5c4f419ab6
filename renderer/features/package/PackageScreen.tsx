import { useCallback, useEffect, useState } from 'react';
import type { PackagePiece } from '../../../shared/model/derived.ts';
import { definitionOf, withWords } from '../../app/definitions.ts';
import { useShortcuts } from '../../app/keyboard.ts';
import { bridge, newJob } from '../../bridge.ts';
import { AmountsOf } from '../../components/amounts-of.ts';
import { Action } from '../../components/Action.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { EmptyPlace } from '../../components/EmptyPlace.tsx';
import { useDossier } from '../../stores/dossiers.ts';
import { useSay, useText } from '../../stores/language.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { usePackage } from '../../stores/package.ts';
import { sealFiles } from '../evidence/seal-files.ts';
import { PaperDialog } from '../paper/PaperDialog.tsx';
import { type Paper, usePapers } from '../paper/use-papers.ts';
import { DayBand } from './DayBand.tsx';
import { PackageBar } from './PackageBar.tsx';
import { PackageFindings } from './PackageFindings.tsx';
import { baseOf, PackageHead } from './PackageHead.tsx';
import { PieceList } from './PieceList.tsx';
import { PiecePlace } from './PiecePlace.tsx';
import { SealedChoice } from './SealedChoice.tsx';
import { applicable, nextPiece } from './summary.ts';
import './package.css';
import './pieces.css';
import './labels.css';

interface PackageScreenProps {
  dossier: string;
}

/** 材料包: which pieces, which state, which clause; the piece itself; what still blocks; the export. */
export function PackageScreen({ dossier }: PackageScreenProps) {
  const id = useNavigation((state) => state.place.package);
  const text = useText();
  const words = text.packages;
  const say = useSay();
  const record = useDossier((state) => (state.view?.id === dossier ? state.view : null));
  const loadDossier = useDossier((state) => state.load);
  const { view, piece: key, load, select, bind, read, confirm, id: shown } = usePackage();
  const [job, setJob] = useState<string | null>(null);
  const [choosing, setChoosing] = useState(false);
  const [finding, setFinding] = useState(false);
  const [why, setWhy] = useState<PackagePiece | null>(null);
  const { papers, again } = usePapers(dossier);
  const [writing, setWriting] = useState<readonly Paper[] | null>(null);
  const paperOf = (one: string) => papers.filter(({ pieces }) => pieces.includes(one));
  const printList = papers.filter(({ key: paper }) => paper === 'print_list');
  const first = record?.packages[0]?.id;
  const wanted = id ?? first;

  useEffect(() => void loadDossier(dossier), [dossier, loadDossier]);
  useEffect(() => {
    if (wanted !== undefined) void load(dossier, wanted);
  }, [dossier, wanted, load]);
  useEffect(
    () =>
      bridge().onChanged((change) => {
        const current = usePackage.getState();
        if (change.dossier === dossier && current.id !== null) void current.load(dossier, current.id);
      }),
    [dossier],
  );

  const piece = view?.pieces.find((one) => one.key === key) ?? null;

  const typesOf = useCallback(
    (one: string): readonly string[] =>
      definitionOf(record?.kind ?? '')
        ?.packages.find((bundle) => bundle.id === shown)
        ?.pieces.find((known) => known.key === one)?.outputs ?? [],
    [record?.kind, shown],
  );

  const take = useCallback(
    async (to: string, files: File[] | null) => {
      if (job !== null) return;
      select(to);
      const items = (await sealFiles(dossier, files, { many: true, started: setJob })) ?? [];
      setJob(null);
      for (const item of items) {
        const bound = await bind(to, item.object);
        // What has to carry words is read at once; a refusal says why and leaves the file where it is.
        if (bound && typesOf(to).length > 0) await read(to, item.object, null, newJob());
      }
    },
    [job, dossier, select, bind, read, typesOf],
  );

  function move(by: 1 | -1): void {
    if (view === null) return;
    const pieces = applicable(view);
    const at = pieces.findIndex((one) => one.key === key);
    const next = pieces[Math.min(Math.max(at + by, 0), pieces.length - 1)];
    if (next === undefined) return;
    select(next.key);
    document.querySelector<HTMLElement>(`[data-piece="${CSS.escape(next.key)}"]`)?.focus();
  }

  const unchecked = piece?.materials.find((material) => !material.confirmed);
  function step(): void {
    if (piece === null) return;
    if (piece.materials.length === 0) void take(piece.key, null);
    else if (unchecked === undefined) goNext();
    else document.querySelector<HTMLElement>('.pk-seal button')?.focus();
  }
  function goNext(): void {
    const next = view === null ? null : nextPiece(view, key);
    if (next !== null) select(next.key);
  }

  useShortcuts([
    { keys: 'ArrowDown', cap: '↑ ↓', label: words.hints.select, run: () => move(1) },
    { keys: 'ArrowUp', run: () => move(-1) },
    {
      keys: 'Space',
      cap: words.hints.space,
      label: words.hints.step,
      run: step,
    },
    {
      keys: 'y',
      cap: 'Y',
      label: unchecked === undefined ? undefined : words.hints.confirm,
      disabled: unchecked === undefined,
      run: () => unchecked !== undefined && void confirm(unchecked.entry, true),
    },
    { keys: 'Enter', label: words.hints.why, run: () => setWhy(piece) },
    { keys: 'F8', label: words.hints.next, inText: true, run: goNext },
  ]);

  if (record !== null && first === undefined) return <EmptyPlace title={words.none} />;
  if (view === null || record === null || shown === null)
    return <p className="pk-loading ink2">{text.common.loading}</p>;
  const definition = definitionOf(record.kind);
  const quoted = (one: PackagePiece) => ({ ...one, clause: withWords(definition, one.clause) });

  return (
    <AmountsOf.Provider value={record}>
      <div className="pk">
        <PackageHead record={record} view={view} />
        {view.days.length > 0 ? (
          <DayBand days={view.days} today={record.today} />
        ) : baseOf(record.kind, view.id) === null ? null : (
          <p className="pk-no-days ink2">{words.noDays}</p>
        )}
        <PieceList
          pieces={view.pieces}
          current={key}
          onSelect={select}
          onDrop={(to, files) => void take(to, files)}
          onWhy={setWhy}
          onStep={step}
          canWrite={(one) => paperOf(one).length > 0}
          onWrite={(one) => setWriting(paperOf(one))}
        />
        {piece === null ? (
          <div className="pk-place" />
        ) : (
          <PiecePlace
            key={piece.key}
            dossier={dossier}
            piece={quoted(piece)}
            job={job}
            onFiles={(files) => void take(piece.key, files)}
            onSealed={() => setChoosing(true)}
            types={typesOf(piece.key)}
            {...(paperOf(piece.key).length > 0 ? { onWrite: () => setWriting(paperOf(piece.key)) } : {})}
          />
        )}
        <PackageBar
          dossier={dossier}
          view={view}
          onNext={goNext}
          onPiece={select}
          onWrite={() => setWriting(papers)}
          onFindings={() => setFinding(true)}
          onPrintList={printList.length > 0 ? () => setWriting(printList) : undefined}
        />
        {finding && (
          <PackageFindings
            record={record}
            view={view}
            onPiece={select}
            onFile={(to) => void take(to, null)}
            canWrite={(one) => paperOf(one).length > 0}
            onWrite={(one) => setWriting(paperOf(one))}
            onClose={() => setFinding(false)}
          />
        )}
        {choosing && piece !== null && (
          <SealedChoice
            onClose={() => setChoosing(false)}
            onChoose={(object) => {
              setChoosing(false);
              void bind(piece.key, object);
            }}
          />
        )}
        {writing !== null && (
          <PaperDialog
            dossier={dossier}
            papers={writing}
            package={view.id}
            onClose={() => setWriting(null)}
            onTemplate={again}
          />
        )}
        {why !== null && (
          <Dialog
            title={words.clauseTitle(say(why.title))}
            onClose={() => setWhy(null)}
            footer={<Action onClick={() => setWhy(null)}>{text.common.close}</Action>}
          >
            <p className="ink2" lang="zh-CN">
              {why.clause.article} <span className="ink3">{why.rule}</span>
            </p>
            <blockquote className="serif pk-why" lang="zh-CN">
              {quoted(why).clause.text ?? ''}
            </blockquote>
            <p>
              <strong>{words.needs}</strong> {say(why.needs)}
            </p>
          </Dialog>
        )}
      </div>
    </AmountsOf.Provider>
  );
}
