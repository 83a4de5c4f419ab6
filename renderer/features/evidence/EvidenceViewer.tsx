import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { levels, useShortcuts } from '../../app/keyboard.ts';
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
  useShortcuts([{ keys: 'Escape', cap: 'Esc', inText: true, run: onClose }], { level: levels.part });
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
