import { lazy, Suspense, useEffect, useState } from 'react';
import type { Output } from '../../shared/ipc/contract.ts';
import type { ErrorCode } from '../../shared/model/errors.ts';
import type { DossierId, ObjectId } from '../../shared/model/ids.ts';
import { bytesText } from '../app/civil-words.ts';
import { bridge, settle } from '../bridge.ts';
import { useText } from '../stores/language.ts';
import { ImageView } from './ImageView.tsx';
import { kindOfView, typeName } from './kind.ts';
import type { Sought } from './PdfView.tsx';
import { PixelView } from './PixelView.tsx';
import { Source, SourceError } from './source.ts';
import { TextView } from './TextView.tsx';
import { ViewFailure } from './ViewFailure.tsx';
import './viewer.css';

const PdfView = lazy(async () => ({ default: (await import('./PdfView.tsx')).PdfView }));

interface ViewerProps {
  dossier: string;
  object: string;
  /** Without it the view belongs to its place and has no button to close it. */
  onClose?: (() => void) | undefined;
  /** Whether the name stands above; a place that says it already leaves it out. */
  named?: boolean;
  /** Words to be shown where they stand, in a PDF. */
  sought?: Sought | undefined;
}

/** One sealed file behind a ticket: PDF, image, text; everything else is told, not opened. */
export function Viewer({ dossier, object, onClose, named = true, sought }: ViewerProps) {
  const text = useText();
  const words = text.evidence.viewer;
  const [source, setSource] = useState<Source | null>(null);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  const [looked, setLooked] = useState<Looked | null>(null);
  useEffect(() => {
    let live = true;
    let opened: Source | null = null;
    setSource(null);
    setLooked(null);
    setFailure(null);
    lookAt(dossier, object)
      .then(async (found) => {
        if (live) setLooked(found);
        // Who may only look gets no ticket, and asks for none (E-04).
        if (found.as === 'pixels') return;
        const own = await Source.open(dossier, object);
        opened = own;
        if (live) setSource(own);
        else own.close();
      })
      .catch((error: unknown) => {
        if (live) setFailure(error instanceof SourceError ? error.refusal.code : 'internal');
      });
    return () => {
      live = false;
      opened?.close();
    };
  }, [dossier, object]);

  const name = looked?.name ?? '';
  return (
    <section className="vw" aria-label={words.label(name)}>
      {(named || onClose !== undefined) && (
        <header className="vw-head">
          <strong className="ellipsis grow">{name}</strong>
          {looked !== null && (
            <span className="ink2 num">
              {typeName(text, looked.type)} · {bytesText(looked.size)}
            </span>
          )}
          {onClose !== undefined && (
            <button type="button" className="link" onClick={onClose}>
              {words.close}
            </button>
          )}
        </header>
      )}
      {failure !== null && <ViewFailure code={failure} />}
      {looked?.as === 'pixels' && <PixelView key={object} dossier={dossier} object={object} />}
      {source !== null && <View key={source.object} source={source} sought={sought} />}
    </section>
  );
}

type Looked = Output<'evidence.look'>;

async function lookAt(dossier: string, object: string): Promise<Looked> {
  const answer = await settle(
    bridge().evidence.look({ dossier: dossier as DossierId, object: object as ObjectId }),
  );
  if (!answer.ok) throw new SourceError(answer);
  return answer.value;
}

function View({ source, sought }: { source: Source; sought?: Sought | undefined }) {
  const text = useText();
  const words = text.evidence.viewer;
  const kind = source.size === 0 ? 'facts' : kindOfView(source.opened.type);
  if (kind === 'pdf') {
    return (
      <Suspense fallback={<div className="vw-opening">{words.opening(source.opened.name)}</div>}>
        <PdfView source={source} sought={sought} />
      </Suspense>
    );
  }
  if (kind === 'image') return <ImageView source={source} />;
  if (kind === 'text') return <TextView source={source} />;
  return (
    <div className="vw-failure">
      <h3 className="serif">{words.noPreview}</h3>
      <p>{source.opened.type === 'image/tiff' ? words.tiff : words.noPreviewWhy}</p>
      <dl className="vw-facts">
        <dt>{words.name}</dt>
        <dd>{source.opened.name}</dd>
        <dt>{words.type}</dt>
        <dd>
          {typeName(text, source.opened.type)} <span className="ink3">{source.opened.type}</span>
        </dd>
        <dt>{words.size}</dt>
        <dd className="num">{bytesText(source.size)}</dd>
      </dl>
    </div>
  );
}
