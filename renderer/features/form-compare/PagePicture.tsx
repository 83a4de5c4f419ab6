import { useEffect, useRef, useState } from 'react';
import type { ErrorCode, Result } from '../../../shared/model/errors.ts';
import { settle } from '../../bridge.ts';
import { ViewFailure } from '../../viewer/ViewFailure.tsx';

interface PagePictureProps {
  label: string;
  /** Tells one page from another: a new one is drawn when it changes. */
  of: string;
  large: boolean;
  /** No page to be drawn, and why. */
  none?: string | undefined;
  draw(): Promise<Result<{ image: Uint8Array; pages: number }>>;
  onPages?(pages: number): void;
}

/** One page as main has drawn it, scrolling in its own place. */
export function PagePicture({ label, of, large, none, draw, onPages }: PagePictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  // The page is told by `of`; the functions are made anew with every look.
  const asking = useRef({ draw, onPages });
  useEffect(() => {
    asking.current = { draw, onPages };
  });
  const [drawn, setDrawn] = useState<string | null>(null);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  useEffect(() => {
    if (none !== undefined) return;
    let live = true;
    setFailure(null);
    void settle(asking.current.draw()).then(async (answer) => {
      if (!live) return;
      if (!answer.ok) return setFailure(answer.code);
      asking.current.onPages?.(answer.value.pages);
      const picture = await createImageBitmap(
        new Blob([new Uint8Array(answer.value.image)], { type: 'image/png' }),
      );
      const place = canvas.current;
      if (live && place !== null) {
        place.width = picture.width;
        place.height = picture.height;
        place.getContext('2d')?.drawImage(picture, 0, 0);
        setDrawn(of);
      }
      picture.close();
    });
    return () => {
      live = false;
    };
  }, [of, none]);
  return (
    // A region that scrolls has to take the focus
    <div className="fc-picture" tabIndex={0} role="region" aria-label={label} aria-busy={drawn !== of}>
      {none !== undefined && <p className="ink2 fc-none">{none}</p>}
      {failure !== null && <ViewFailure code={failure} />}
      <canvas
        ref={canvas}
        className="fc-canvas"
        data-large={large || undefined}
        data-drawn={drawn === of || undefined}
        hidden={none !== undefined || failure !== null}
        role="img"
        aria-label={label}
        onContextMenu={(event) => event.preventDefault()}
      />
    </div>
  );
}
