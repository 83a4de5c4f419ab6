import { type DragEvent, useState } from 'react';
import type { PackagePiece } from '../../../shared/model/derived.ts';
import { Action } from '../../components/Action.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useJob } from '../../stores/jobs.ts';
import { useSay, useText } from '../../stores/language.ts';
import { usePackage } from '../../stores/package.ts';
import type { Sought } from '../../viewer/PdfView.tsx';
import { Viewer } from '../../viewer/Viewer.tsx';
import { DocumentLabels } from './DocumentLabels.tsx';
import { OnPaper } from './OnPaper.tsx';
import { SealHint } from './SealHint.tsx';

interface PiecePlaceProps {
  dossier: string;
  piece: PackagePiece;
  /** The job that seals a file for this piece, while it runs. */
  job: string | null;
  onFiles(files: File[] | null): void;
  onSealed(): void;
  /** Where the piece can be written from the record. */
  onWrite?: () => void;
  /** The types of output that its files are or prove. */
  types: readonly string[];
}

/** The piece itself: its file with what a person has to confirm, or the place to drop it. */
export function PiecePlace({ dossier, piece, job, onFiles, onSealed, onWrite, types }: PiecePlaceProps) {
  const text = useText();
  const words = text.packages;
  const say = useSay();
  const evidence = usePackage((state) => state.evidence);
  const unbind = usePackage((state) => state.unbind);
  const [at, setAt] = useState(0);
  const [over, setOver] = useState(false);
  const [sought, setSought] = useState<Sought>();
  const running = useJob(job);
  const material = piece.materials[Math.min(at, piece.materials.length - 1)];
  const pages = (material && evidence[material.object]?.pages) ?? null;

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0) onFiles(files);
  }

  return (
    // Dropping is a second way; the buttons within are the first
    <section
      className="pk-place"
      aria-label={words.piece}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={drop}
    >
      {job !== null && (
        <div className="pk-sealing">
          <Progress id={job} job={running} label={text.evidence.sealingPlain} />
        </div>
      )}
      {material === undefined ? (
        <div className="pk-target">
          <p className="pk-target-words serif">{over ? words.dropNow : words.drop(say(piece.title))}</p>
          <div className="row pk-target-ways">
            <Action kind="primary" disabled={job !== null} onClick={() => onFiles(null)}>
              {words.addFile}
            </Action>
            <Action disabled={job !== null} onClick={onSealed}>
              {words.fromSealed}
            </Action>
            {onWrite !== undefined && <Action onClick={onWrite}>{text.paper.write}</Action>}
          </div>
          <dl className="pk-needs">
            <dt>{words.needs}</dt>
            <dd>{say(piece.needs)}</dd>
            {piece.seal !== null && <dd>{piece.seal}</dd>}
            <dt>{text.common.clause}</dt>
            <dd lang="zh-CN">
              {piece.clause.article} <span className="ink3">{piece.rule}</span>
              {piece.clause.text !== undefined && <q className="serif pk-quote">{piece.clause.text}</q>}
            </dd>
          </dl>
        </div>
      ) : (
        <>
          <header className="pk-place-head">
            <div className="pk-files" role="group" aria-label={words.pieces}>
              {piece.materials.map((one, index) => (
                <button
                  key={one.entry}
                  type="button"
                  className="pk-file ellipsis"
                  aria-pressed={one === material}
                  title={evidence[one.object]?.name}
                  onClick={() => setAt(index)}
                >
                  {evidence[one.object]?.name ?? one.object.slice(0, 8)}
                </button>
              ))}
            </div>
            {pages !== null && <span className="ink2 num">{text.evidence.pages(pages)}</span>}
            <button type="button" className="link" disabled={job !== null} onClick={() => onFiles(null)}>
              {words.another}
            </button>
            <button type="button" className="link" onClick={() => void unbind(material.entry)}>
              {words.takeOff}
            </button>
          </header>
          <CheckRow piece={piece} material={material} />
          <OnPaper key={`paper ${material.entry}`} piece={piece} material={material} pages={pages} />
          {piece.seal !== null && (
            <SealHint
              key={`seal ${material.object}`}
              dossier={dossier}
              object={material.object}
              onSeek={setSought}
            />
          )}
          {types.length > 0 && (
            <DocumentLabels
              key={`labels ${material.object}`}
              piece={piece}
              object={material.object}
              types={types}
              onSeek={setSought}
            />
          )}
          <Viewer
            key={material.object}
            dossier={dossier}
            object={material.object}
            named={false}
            sought={sought}
          />
          {over && <p className="pk-over serif">{words.dropNow}</p>}
        </>
      )}
    </section>
  );
}

interface CheckRowProps {
  piece: PackagePiece;
  material: PackagePiece['materials'][number];
}

/** A person says whether the piece bears its seal, or is the right one; no file is complete by its name. */
function CheckRow({ piece, material }: CheckRowProps) {
  const words = useText().packages;
  const say = useSay();
  const confirm = usePackage((state) => state.confirm);
  const { seal } = piece;
  const refused = material.confirmed && piece.state === 'doubtful';
  if (material.confirmed) {
    return (
      <div className="pk-seal">
        <span className={refused ? 'amber' : 'green'}>
          {refused ? say(piece.needs) : `✓ ${seal === null ? words.checked : words.confirmed(seal)}`}
        </span>
        <button type="button" className="link" onClick={() => void confirm(material.entry, null)}>
          {words.unconfirm}
        </button>
      </div>
    );
  }
  return (
    <div className="pk-seal">
      <span className="amber">{seal === null ? words.check : words.seal(seal)}</span>
      <Action small cap="Y" onClick={() => void confirm(material.entry, true)}>
        {seal === null ? words.isRight : words.isSeal(seal)}
      </Action>
      {seal !== null && (
        <Action small onClick={() => void confirm(material.entry, false)}>
          {words.notSeal}
        </Action>
      )}
    </div>
  );
}
