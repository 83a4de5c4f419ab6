import { memo, useEffect, useState } from 'react';
import { Page } from 'react-pdf';
import 'react-pdf/dist/Page/TextLayer.css';
import { useText } from '../stores/language.ts';
import type { PagePlace, PageSize } from './layout.ts';
import type { Pdf } from './pdf-engine.ts';

interface PdfPageProps {
  pdf: Pdf;
  /** 0-based. */
  page: number;
  place: PagePlace;
  scale: number;
  onSize(page: number, size: PageSize): void;
  onText(): void;
}

/** Nothing drawn for so long is said, so that one does not wait before a white page. */
const slowMs = 8_000;
/** Above this a canvas of a large page fails silently; it is drawn coarser. */
const mostCanvas = 24 * 1024 * 1024;

/** One page at its place: canvas and text layer; no annotations, no links, no forms (foreign bytes). */
export const PdfPage = memo(function PdfPage({ pdf, page, place, scale, onSize, onText }: PdfPageProps) {
  const words = useText().evidence.viewer;
  const [state, setState] = useState<'drawing' | 'slow' | 'done' | 'failed'>('drawing');
  useEffect(() => {
    if (state !== 'drawing') return;
    const timer = setTimeout(() => setState('slow'), slowMs);
    return () => clearTimeout(timer);
  }, [state]);
  const dense = Math.min(window.devicePixelRatio, 2);
  const ratio = Math.min(dense, Math.sqrt(mostCanvas / Math.max(1, place.width * place.height)));
  return (
    <div
      className="vw-page"
      data-page={page}
      style={{ top: place.top, width: place.width, height: place.height }}
      role="group"
      aria-label={words.pageOf(page + 1, pdf.numPages)}
    >
      {state === 'failed' ? (
        <p className="vw-page-note">{words.pageFailed}</p>
      ) : (
        <Page
          pdf={pdf}
          pageNumber={page + 1}
          scale={scale}
          devicePixelRatio={ratio}
          suspense={false}
          loading=""
          error=""
          noData=""
          renderAnnotationLayer={false}
          renderForms={false}
          onLoadSuccess={(loaded) =>
            onSize(page, { width: loaded.originalWidth, height: loaded.originalHeight })
          }
          onLoadError={() => setState('failed')}
          onRenderSuccess={() => setState('done')}
          onRenderError={(error) => {
            if (error.name !== 'RenderingCancelledException') setState('failed');
          }}
          onRenderTextLayerSuccess={onText}
          onGetTextError={() => undefined}
        />
      )}
      {state === 'slow' && <p className="vw-page-note">{words.pageSlow}</p>}
    </div>
  );
});
