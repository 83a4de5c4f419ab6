import { useEffect, useState } from 'react';
import { useText } from '../stores/language.ts';
import { zoomFrom } from './layout.ts';
import { keepScrollKeys } from './scroll-keys.ts';
import type { Source } from './source.ts';

/** An image, fitted to the view or at its own size. */
export function ImageView({ source }: { source: Source }) {
  const words = useText().evidence.viewer;
  const [url, setUrl] = useState<string | null>(null);
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  const [failed, setFailed] = useState(false);
  /** null: fitted. */
  const [zoom, setZoom] = useState<number | null>(null);
  useEffect(() => {
    let live = true;
    source
      .address()
      .then((address) => live && setUrl(address))
      .catch(() => live && setFailed(true));
    return () => {
      live = false;
    };
  }, [source]);
  if (failed) return <p className="vw-failure">{words.imageFailed}</p>;
  const scale = zoom ?? 1;
  return (
    <>
      <div className="vw-bar">
        <span className="ink2 num">{size === null ? '' : words.imageSize(size.width, size.height)}</span>
        <div className="vw-zoom">
          <button
            type="button"
            className="vw-key"
            aria-label={words.zoomOut}
            title={words.zoomOut}
            onClick={() => setZoom(zoomFrom(scale, -1))}
          >
            −
          </button>
          <span className="ink2 num">{zoom === null ? '' : words.zoom(Math.round(zoom * 100))}</span>
          <button
            type="button"
            className="vw-key"
            aria-label={words.zoomIn}
            title={words.zoomIn}
            onClick={() => setZoom(zoomFrom(scale, 1))}
          >
            +
          </button>
          <button type="button" className="link" aria-pressed={zoom === null} onClick={() => setZoom(null)}>
            {words.fit}
          </button>
        </div>
      </div>
      {/* A region that scrolls has to take the focus */}
      <div
        className="vw-image"
        tabIndex={0}
        role="region"
        onKeyDown={keepScrollKeys}
        aria-label={words.label(source.opened.name)}
      >
        {url === null ? (
          <p className="vw-opening">{words.opening(source.opened.name)}</p>
        ) : (
          <img
            src={url}
            alt={source.opened.name}
            data-fit={zoom === null || undefined}
            style={zoom === null || size === null ? undefined : { width: size.width * zoom }}
            onLoad={(event) =>
              setSize({ width: event.currentTarget.naturalWidth, height: event.currentTarget.naturalHeight })
            }
            onError={() => setFailed(true)}
          />
        )}
      </div>
    </>
  );
}
