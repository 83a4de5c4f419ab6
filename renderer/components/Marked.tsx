import type { Stretch } from '../../shared/engine/text-diff.ts';
import './marked.css';

interface MarkedProps {
  parts: readonly Stretch[];
  /** Whether what differs is to be marked at all. */
  mark: boolean;
  /** Said where there is no text. */
  empty: string;
}

/** A text with the letters marked that another one has otherwise. */
export function Marked({ parts, mark, empty }: MarkedProps) {
  if (parts.length === 0) return <span className="ink3">{empty}</span>;
  return (
    <span className="compared-text">
      {parts.map((part, index) =>
        part.same || !mark ? (
          // Stretches stand in their order and have no other name
          <span key={index}>{part.text}</span>
        ) : (
          <mark key={index}>{part.text}</mark>
        ),
      )}
    </span>
  );
}
