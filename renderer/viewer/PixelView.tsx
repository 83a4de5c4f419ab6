import { useEffect, useRef, useState } from 'react';
import type { ErrorCode } from '../../shared/model/errors.ts';
import type { DossierId, ObjectId } from '../../shared/model/ids.ts';
import { levels, useShortcuts } from '../app/keyboard.ts';
import { bridge, settle } from '../bridge.ts';
import { useText } from '../stores/language.ts';
import { keepScrollKeys } from './scroll-keys.ts';
import { ViewFailure } from './ViewFailure.tsx';

/** Sharp on a screen at 150 %, and no more: it is to be read, not to be printed. */
const width = 1300;

/** One page at a time as main has drawn it: whoever may look and not copy has no file here, and no text (E-04). */
export function PixelView({ dossier, object }: { dossier: string; object: string }) {
  const words = useText().marking.pixels;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [page, setPage] = useState(1);
  const [seen, setSeen] = useState<{ page: number; pages: number; shielded: boolean } | null>(null);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  useEffect(() => {
    let live = true;
    setFailure(null);
    const asked = { dossier: dossier as DossierId, object: object as ObjectId, page, width };
    void settle(bridge().evidence.page(asked)).then(async (answer) => {
      if (!live) return;
      if (!answer.ok) return setFailure(answer.code);
      const { image, pages, protected: shielded } = answer.value;
      const picture = await createImageBitmap(new Blob([new Uint8Array(image)], { type: 'image/png' }));
      const place = canvas.current;
      if (live && place !== null) {
        place.width = picture.width;
        place.height = picture.height;
        place.getContext('2d')?.drawImage(picture, 0, 0);
        setSeen({ page, pages, shielded });
      }
      picture.close();
    });
    return () => {
      live = false;
    };
  }, [dossier, object, page]);
  const pages = seen?.pages ?? 1;
  const step = (by: 1 | -1) => setPage((now) => Math.min(Math.max(now + by, 1), pages));
  useShortcuts(
    [
      { keys: 'PageDown', run: () => step(1) },
      { keys: 'PageUp', run: () => step(-1) },
    ],
    { level: levels.part },
  );
  if (failure !== null) return <ViewFailure code={failure} />;
  return (
    <>
      <div className="vw-bar">
        <span className="vw-pager">
          <button
            type="button"
            className="vw-key"
            aria-label={words.before}
            title={words.before}
            disabled={page <= 1}
            onClick={() => step(-1)}
          >
            ‹
          </button>
          <button
            type="button"
            className="vw-key"
            aria-label={words.after}
            title={words.after}
            disabled={page >= pages}
            onClick={() => step(1)}
          >
            ›
          </button>
          <span role="status" className="ink2 num">
            {seen?.page === page ? words.page(page, pages) : words.drawing}
          </span>
        </span>
      </div>
      <p className="vw-looked ink2">
        {words.lead}{' '}
        {seen !== null && (
          <strong className={seen.shielded ? 'green' : 'amber'}>
            {seen.shielded ? words.shielded : words.open}
          </strong>
        )}{' '}
        {words.camera}
      </p>
      {/* A region that scrolls has to take the focus */}
      <div
        className="vw-image"
        tabIndex={0}
        role="region"
        aria-label={words.label(page)}
        onKeyDown={keepScrollKeys}
      >
        <canvas
          ref={canvas}
          className="vw-pixels"
          aria-label={words.label(page)}
          role="img"
          onContextMenu={(event) => event.preventDefault()}
        />
      </div>
    </>
  );
}
