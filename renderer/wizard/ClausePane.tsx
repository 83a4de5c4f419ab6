import { useEffect, useMemo, useRef } from 'react';
import type { Definition } from '../../shared/agreements/define.ts';
import type { DraftView } from '../../shared/ipc/contract/dossier.ts';
import { clauseLines } from '../app/definitions.ts';
import { useSay, useText } from '../stores/language.ts';
import { locate, runs } from './span.ts';
import type { FieldStanding } from './standing.ts';

interface ClausePaneProps {
  definition: Definition;
  draft: DraftView;
  entry: FieldStanding | null;
  /** Fields of the step, whose words are underlined too. */
  neighbours: readonly FieldStanding[];
}

interface Line {
  line: number;
  text: string;
  inDocument: boolean;
}

/** The article of the focused field, word for word: from the document where it was read, else the template. */
export function ClausePane({ definition, draft, entry, neighbours }: ClausePaneProps) {
  const text = useText();
  const say = useSay();
  const pane = useRef<HTMLDivElement>(null);
  const { heading, lines, own } = useMemo(
    () => linesFor(definition, draft, entry),
    [definition, draft, entry],
  );
  const marks = useMemo(() => {
    const all = draft.reading?.lines ?? [];
    return neighbours.flatMap(({ field, read }) =>
      read === null
        ? []
        : [{ field: field.key, spans: locate(all, read.lines[0], read.lines[1], read.text) }],
    );
  }, [draft.reading, neighbours]);
  const focused = entry?.field.key ?? null;
  const blocking = entry !== null && (entry.standing === 'must' || entry.standing === 'lacking');
  // Scrolls when the focused field moves on, not when its words are drawn again
  useEffect(() => {
    const target = pane.current?.querySelector<HTMLElement>('[data-here]');
    target?.scrollIntoView({ block: 'nearest' });
  }, [focused]);

  return (
    <section className="wz-pane scroll" aria-label={text.wizard.pane} ref={pane} tabIndex={0}>
      {entry === null || lines.length === 0 ? (
        <p className="ink3">{text.wizard.clause.none}</p>
      ) : (
        <>
          <h2 className="wz-pane-title" lang="zh-CN">
            {heading}
          </h2>
          <p className="wz-pane-kind">
            {lines[0]?.inDocument === true ? text.wizard.clause.document : text.wizard.clause.template}
          </p>
          {lines.map(({ line, text: words, inDocument }) => (
            <p
              key={line}
              className="wz-clause"
              lang="zh-CN"
              data-own={own.has(line) || undefined}
              data-here={line === Math.min(...own) ? true : undefined}
            >
              <span className="wz-clause-no">{text.wizard.clause.line(line)}</span>
              <span>
                {inDocument
                  ? runs(words, line, marks, focused).map((run, index) => (
                      <span
                        // Runs have no other name than their place
                        key={index}
                        className={
                          run.field === null
                            ? undefined
                            : run.field === focused
                              ? `wz-run wz-run-here${blocking ? ' wz-run-stop' : ''}`
                              : 'wz-run'
                        }
                      >
                        {run.text}
                      </span>
                    ))
                  : words}
              </span>
            </p>
          ))}
        </>
      )}
      {entry !== null && (entry.findings.length > 0 || entry.field.help !== undefined) && (
        <div className="wz-pane-why">
          {entry.findings.map((finding) => (
            <p key={`${finding.rule} ${finding.message.zh}`}>
              <strong>
                {finding.severity === 'block' ? text.wizard.clause.stops : text.wizard.clause.warns}
              </strong>
              {'　'}
              {say(finding.message)} <span className="wz-rule">{finding.rule}</span>
            </p>
          ))}
          {entry.field.help !== undefined && (
            <p>
              <strong>{text.wizard.clause.note}</strong>
              {'　'}
              {say(entry.field.help)} <span className="wz-rule">{entry.field.rule}</span>
            </p>
          )}
        </div>
      )}
    </section>
  );
}

function linesFor(
  definition: Definition,
  draft: DraftView,
  entry: FieldStanding | null,
): { heading: string; lines: Line[]; own: Set<number> } {
  const { reading } = draft;
  if (entry === null) return { heading: '', lines: [], own: new Set() };
  if (reading !== null && entry.read !== null) {
    const [from, to] = entry.read.lines;
    const article = reading.articles.find((part) => part.from <= from && from <= part.to);
    const first = article?.from ?? Math.max(1, from - 3);
    const last = Math.max(to, article?.to ?? Math.min(reading.lines.length, to + 3));
    const lines = reading.lines
      .slice(first - 1, last)
      .map((words, index) => ({ line: first + index, text: words, inDocument: true }))
      .filter((line) => line.text.trim() !== '' && !isHeading(line, first, article?.heading));
    return { heading: article?.heading ?? '', lines, own: numbers(from, to) };
  }
  const { clause } = entry.field;
  const template = clauseLines(definition, clause).map(({ line, text }) => ({
    line,
    text,
    inDocument: false,
  }));
  const [head] = template;
  const titled = head !== undefined && /^第.{1,4}条/.test(head.text) && head.text.length < 24;
  return {
    heading: titled ? head.text : clause.article,
    lines: titled ? template.slice(1) : template,
    own: clause.line === undefined ? new Set() : numbers(clause.line, clause.line),
  };
}

// The article's own heading stands as the title, not once more as its first line.
function isHeading(line: Line, first: number, heading: string | undefined): boolean {
  const plain = (words: string) => words.replace(/\s/gu, '').normalize('NFKC');
  return line.line === first && heading !== undefined && plain(line.text) === plain(heading);
}

function numbers(from: number, to: number): Set<number> {
  return new Set(Array.from({ length: to - from + 1 }, (_, index) => from + index));
}
