import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { levels, useShortcuts } from '../../app/keyboard.ts';
import { useText } from '../../stores/language.ts';
import { useSession } from '../../stores/session.ts';
import { Viewer } from '../../viewer/Viewer.tsx';

interface EvidenceViewerProps {
  dossier: string;
  object: string;
  onClose(): void;
}

/** The viewer over the page of the frame; Esc goes back to where one was. */
export function EvidenceViewer({ dossier, object, onClose }: EvidenceViewerProps) {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(document.activeElement);
  const text = useText();
  // The keys of the screen below rest meanwhile; the lock is at hand everywhere.
  useShortcuts(
    [
      { keys: 'Escape', cap: 'Esc', label: text.evidence.viewer.close, inText: true, run: onClose },
      { keys: 'Ctrl+l', inText: true, run: () => void useSession.getState().lock() },
    ],
    { level: levels.part, modal: true },
  );
  useEffect(() => {
    place.current?.focus();
    const back = before.current;
    return () => {
      if (back instanceof HTMLElement) back.focus();
    };
  }, []);
  const page = document.getElementById('main');
  if (page === null) return null;
  return createPortal(
    <div className="ev-viewer" ref={place} tabIndex={-1}>
      <Viewer dossier={dossier} object={object} onClose={onClose} />
    </div>,
    page,
  );
}
