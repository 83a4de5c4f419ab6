import { Select } from 'antd';
import { useState } from 'react';
import { sayVerdict } from '../../../shared/engine/document-check.ts';
import type { DocumentCheck, LabelFinding } from '../../../shared/model/document-check.ts';
import type { PackagePiece } from '../../../shared/model/derived.ts';
import { instantText } from '../../app/civil-words.ts';
import { newJob } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { ClauseRef } from '../../components/ClauseRef.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useJob } from '../../stores/jobs.ts';
import { useSay, useText } from '../../stores/language.ts';
import { usePackage } from '../../stores/package.ts';
import type { Sought } from '../../viewer/PdfView.tsx';

interface DocumentLabelsProps {
  piece: PackagePiece;
  object: string;
  /** The types of output that the piece holds; `*` where a person has to say. */
  types: readonly string[];
  onSeek(sought: Sought): void;
}

/** What the file says against the label rules: each sentence with its page, its wrong characters, what follows. */
export function DocumentLabels({ piece, object, types, onSeek }: DocumentLabelsProps) {
  const words = useText().labels;
  const documents = usePackage((state) => state.documents);
  const read = usePackage((state) => state.read);
  const [work, setWork] = useState<string | null>(null);
  const job = useJob(work);
  const check = documents?.checks.find((one) => one.object === object);
  const outputs = (documents?.outputs ?? []).filter(
    ({ type }) => types.includes('*') || types.some((one) => type.includes(one)),
  );

  async function run(output: string | null): Promise<void> {
    const own = newJob();
    setWork(own);
    await read(piece.key, object, output, own);
    setWork(null);
  }

  return (
    <section className="dl" aria-label={words.title}>
      <header className="dl-head">
        <strong>{words.title}</strong>
        {outputs.length > 1 && (
          <Select
            size="small"
            popupMatchSelectWidth={false}
            aria-label={words.output}
            placeholder={words.output}
            value={check?.output ?? null}
            options={outputs.map(({ entry, type, title }) => ({
              value: entry as string,
              label: `${type} ${title}`,
            }))}
            onChange={(output: string) => void run(output)}
          />
        )}
        {work === null ? (
          <button type="button" className="link" onClick={() => void run(check?.output ?? null)}>
            {check === undefined ? words.read : words.again}
          </button>
        ) : (
          <Progress id={work} job={job} label={words.reading} />
        )}
      </header>
      {check !== undefined && <Found check={check} onSeek={onSeek} />}
    </section>
  );
}

function Found({ check, onSeek }: { check: DocumentCheck; onSeek(sought: Sought): void }) {
  const words = useText().labels;
  return (
    <>
      {check.scan && <p className="amber dl-note">{words.scan}</p>}
      {check.silent_pages.length > 0 && (
        <p className="amber dl-note">{words.silent(check.silent_pages.join('、'))}</p>
      )}
      {check.labels.length === 0 && <p className="ink2 dl-note">{words.none}</p>}
      <ul className="dl-list">
        {/* What is wrong stands first. */}
        {check.labels
          .toSorted((a, b) => Number(a.severity === null) - Number(b.severity === null))
          .map((label) => (
            <Label key={label.rule} object={check.object} label={label} onSeek={onSeek} />
          ))}
      </ul>
    </>
  );
}

interface LabelProps {
  object: string;
  label: LabelFinding;
  onSeek(sought: Sought): void;
}

function Label({ object, label, onSeek }: LabelProps) {
  const words = useText().labels;
  const say = useSay();
  const documents = usePackage((state) => state.documents);
  const look = usePackage((state) => state.look);
  const said = documents?.looked.findLast((one) => one.object === object && one.rule === label.rule);
  const right = said?.right ?? label.severity === null;
  return (
    <li className="dl-label" data-right={right || undefined}>
      <p>
        <strong className={right ? 'green' : label.severity === 'block' ? 'seal' : 'amber'}>
          {right ? '✓ ' : ''}
          {say(label.title)}
        </strong>{' '}
        <span>{say(sayVerdict(label))}</span>{' '}
        {label.place !== null && <span className="ink2">{words.places[label.place]}</span>}{' '}
        {label.rank !== null && (
          <span className="ink2">
            {words.rank(label.rank)}
            {!label.rank_sure && words.byOrder}
          </span>
        )}{' '}
        {label.printed !== '' && label.page !== null && (
          <button
            type="button"
            className="link"
            onClick={() => onSeek({ text: label.printed, page: label.page ?? 1, at: Date.now() })}
          >
            {words.show}
          </button>
        )}{' '}
        <ClauseRef clause={label.clause} rule={label.rule} />
      </p>
      {label.printed !== '' && label.verdict !== 'exact' && <Compared label={label} />}
      {!right && label.consequence.zh !== '' && <p className="seal">{say(label.consequence)}</p>}
      {said !== undefined && <p className="ink2">{words.said(said.right, said.by, instantText(said.at))}</p>}
      {(label.severity !== null || said !== undefined) && (
        <p className="row">
          <Action small onClick={() => void look(object, label.rule, true)}>
            {words.isRight}
          </Action>
          <Action small onClick={() => void look(object, label.rule, false)}>
            {words.notRight}
          </Action>
        </p>
      )}
    </li>
  );
}

/** The wanted words with what is printed otherwise marked in place. */
function Compared({ label }: { label: LabelFinding }) {
  const words = useText().labels;
  const wanted = [...label.wanted.normalize('NFKC').replace(/\s/gu, '')];
  const parts: { text: string; got: string | null }[] = [];
  let at = 0;
  for (const one of label.differences) {
    parts.push({ text: wanted.slice(at, one.at).join(''), got: null });
    parts.push({ text: one.wanted, got: one.got });
    at = one.at + [...one.wanted].length;
  }
  parts.push({ text: wanted.slice(at).join(''), got: null });
  return (
    <p className="serif dl-compared" lang="zh-CN">
      {parts.map((part, index) =>
        part.got === null ? (
          // Parts have no name of their own
          <span key={index}>{part.text}</span>
        ) : (
          <span key={index} className="dl-wrong">
            {part.got !== '' && <del aria-label={words.printed(part.got)}>{part.got}</del>}
            {part.text !== '' && <ins aria-label={words.wanted(part.text)}>{part.text}</ins>}
          </span>
        ),
      )}
    </p>
  );
}
