import { useEffect, useMemo, useState } from 'react';
import type { ErrorCode } from '../../shared/model/errors.ts';
import { bytesText } from '../app/civil-words.ts';
import { useText } from '../stores/language.ts';
import { blocksOf, decodeText } from './decode.ts';
import { keepScrollKeys } from './scroll-keys.ts';
import { type Source, SourceError } from './source.ts';
import { ViewFailure } from './ViewFailure.tsx';

/** More than this of a data file helps nobody on a screen. */
const mostBytes = 4 * 1024 * 1024;
const linesABlock = 200;

/** A text by lines, each with its number. */
export function TextView({ source }: { source: Source }) {
  const words = useText().evidence.viewer;
  const [bytes, setBytes] = useState<Uint8Array | null>(null);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  const cut = source.size > mostBytes;
  useEffect(() => {
    let live = true;
    source
      .range(0, Math.min(source.size, mostBytes))
      .then((all) => live && setBytes(all))
      .catch((error: unknown) => {
        if (live) setFailure(error instanceof SourceError ? error.refusal.code : 'io_failed');
      });
    return () => {
      live = false;
    };
  }, [source]);
  const read = useMemo(() => {
    if (bytes === null) return null;
    const { text, encoding } = decodeText(bytes, cut);
    return { encoding, blocks: blocksOf(text, linesABlock) };
  }, [bytes, cut]);
  if (failure !== null) return <ViewFailure code={failure} />;
  if (read === null) return <div className="vw-opening">{words.opening(source.opened.name)}</div>;
  const last = read.blocks.at(-1);
  return (
    <>
      <div className="vw-bar">
        <span className="ink2 num">
          {words.lines(last === undefined ? 0 : last.from + last.lines.length - 1)} ·{' '}
          {words.encoding(read.encoding)}
        </span>
        {cut && <span className="amber">{words.textCut(bytesText(mostBytes), bytesText(source.size))}</span>}
      </div>
      {/* A region that scrolls has to take the focus */}
      <div
        className="vw-text"
        tabIndex={0}
        role="region"
        onKeyDown={keepScrollKeys}
        aria-label={words.label(source.opened.name)}
      >
        {read.blocks.map((block) => (
          <ol key={block.from} start={block.from} className="vw-block">
            {block.lines.map((line, index) => (
              // Lines have no other name than their number
              <li key={index} data-no={block.from + index}>
                {line === '' ? ' ' : line}
              </li>
            ))}
          </ol>
        ))}
      </div>
    </>
  );
}
