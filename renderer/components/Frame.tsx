import type { ReactNode } from 'react';
import { useText } from '../stores/language.ts';
import { HintBar } from './HintBar.tsx';
import { Spine } from './Spine.tsx';
import { TitleBar } from './TitleBar.tsx';
import './frame.css';

/** Title bar, spine, page, hint bar. */
export function Frame({ children }: { children: ReactNode }) {
  const t = useText();
  return (
    <div className="frame">
      <a className="skip" href="#main">
        {t.frame.skip}
      </a>
      <TitleBar />
      <Spine />
      <main id="main" className="page" tabIndex={-1} aria-label={t.frame.main}>
        {children}
      </main>
      <HintBar />
    </div>
  );
}

interface BareFrameProps {
  children: ReactNode;
  note: string;
  foot?: string;
}

/** The frame before anyone is known: no spine. */
export function BareFrame({ children, note, foot }: BareFrameProps) {
  return (
    <div className="frame frame-bare">
      <TitleBar note={note} />
      <main id="main" className="page scroll" tabIndex={-1}>
        {children}
      </main>
      <HintBar note={foot} />
    </div>
  );
}
