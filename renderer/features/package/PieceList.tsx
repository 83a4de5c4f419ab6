import { type DragEvent, useEffect, useRef, useState } from 'react';
import type { PackagePiece } from '../../../shared/model/derived.ts';
import { ClauseRef } from '../../components/ClauseRef.tsx';
import { useSay, useText } from '../../stores/language.ts';

interface PieceListProps {
  pieces: readonly PackagePiece[];
  current: string | null;
  onSelect(piece: string): void;
  onDrop(piece: string, files: File[]): void;
  onWhy(piece: PackagePiece): void;
  /** The next sensible thing for the selected piece. */
  onStep(): void;
  /** Whether a piece can be written from the record, and the way to it. */
  canWrite(piece: string): boolean;
  onWrite(piece: string): void;
}

const counted = ['missing', 'doubtful', 'present', 'complete'] as const;

/** Each required piece with its state and the clause that asks; those that do not apply stand folded below. */
export function PieceList({ pieces, current, canWrite, ...acts }: PieceListProps) {
  const words = useText().packages;
  const [open, setOpen] = useState(false);
  const asked = pieces.filter((piece) => piece.state !== 'not_applicable');
  const idle = pieces.filter((piece) => piece.state === 'not_applicable');
  const row = (piece: PackagePiece) => (
    <PieceRow
      key={piece.key}
      piece={piece}
      current={piece.key === current}
      writable={piece.state === 'missing' && canWrite(piece.key)}
      {...acts}
    />
  );
  return (
    <section className="pk-pieces scroll" aria-label={words.pieces}>
      <div className="pk-pieces-head">
        <h2>{words.required(asked.length)}</h2>
        <p>
          {counted
            .map((state) => ({ state, count: asked.filter((piece) => piece.state === state).length }))
            .filter(({ count }) => count > 0)
            .map(({ state, count }) => (
              <span key={state} className={`pk-count pk-count-${state}`}>
                {words.counts[state](count)}
              </span>
            ))}
        </p>
      </div>
      <ul>{asked.map(row)}</ul>
      {idle.length > 0 && (
        <>
          <div className="pk-pieces-head">
            <h2>{words.conditional(idle.length)}</h2>
            <p>
              <span className="ink2">{words.notApplicable(idle.length)}</span>
              <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
                {open ? words.collapse : words.expand}
              </button>
            </p>
          </div>
          {open && <ul>{idle.map(row)}</ul>}
        </>
      )}
    </section>
  );
}

interface PieceRowProps extends Pick<PieceListProps, 'onSelect' | 'onDrop' | 'onWhy' | 'onStep' | 'onWrite'> {
  piece: PackagePiece;
  current: boolean;
  writable: boolean;
}

function PieceRow({ piece, current, writable, onSelect, onDrop, onWhy, onStep, onWrite }: PieceRowProps) {
  const text = useText();
  const words = text.packages;
  const say = useSay();
  const [over, setOver] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  function drop(event: DragEvent): void {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0) onDrop(piece.key, files);
  }

  return (
    // Dropping on the row is a second way; the piece's own place has the buttons
    <li
      ref={row}
      className="pk-piece"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <button
        type="button"
        className="pk-piece-main"
        data-piece={piece.key}
        aria-current={current ? 'true' : undefined}
        onClick={() => onSelect(piece.key)}
        onKeyDown={(event) => {
          // On the selected piece the keys do what the hint bar says, not what a button does.
          if (!current || (event.key !== ' ' && event.key !== 'Enter')) return;
          event.preventDefault();
          if (event.key === ' ') onStep();
          else onWhy(piece);
        }}
      >
        <span className={`pk-state pk-state-${piece.state}`}>
          {piece.state === 'complete' ? '✓' : ''}
          {words.state[piece.state]}
        </span>
        <span className="pk-piece-name">
          {say(piece.title)}
          {piece.materials.length > 1 && <span className="ink2"> {words.files(piece.materials.length)}</span>}
          {current && piece.state !== 'complete' && (
            <span className="pk-piece-needs">{say(piece.needs)}</span>
          )}
        </span>
      </button>
      {writable && (
        <button
          type="button"
          className="link pk-write"
          aria-label={text.paper.writeNamed(say(piece.title))}
          tabIndex={current ? 0 : -1}
          onClick={() => onWrite(piece.key)}
        >
          {text.paper.write}
        </button>
      )}
      <ClauseRef clause={piece.clause} onOpen={() => onWhy(piece)} tabIndex={current ? 0 : -1} />
    </li>
  );
}
