import type { AuditRow } from '../../../shared/ipc/contract/work.ts';
import { findClause } from '../../app/definitions.ts';
import { instantText } from '../../app/civil-words.ts';
import { useText } from '../../stores/language.ts';

/** One entry explained: what happened, what it means, the clause it follows from, its place in the chain. */
export function EntryPane({ row, code }: { row: AuditRow; code: string | null }) {
  const t = useText();
  const words = t.places.audit;
  const clause = row.rule === null ? null : findClause(row.rule);
  const meanings: Record<string, string> = words.meaning;
  const results: Record<string, string> = words.results;
  const facts: [string, string][] = [
    [words.columns.seq, String(row.seq)],
    [words.columns.at, instantText(row.at)],
    [words.columns.who, row.account ?? words.system],
    [words.session, row.session?.slice(0, 8) ?? '—'],
    [words.columns.stage, row.lifecycle === null ? '—' : words.stages[row.lifecycle]],
    [words.columns.result, `${results[row.outcome] ?? row.outcome}${code === null ? '' : ` · ${code}`}`],
    ...(row.intent === null
      ? []
      : ([[words.columns.what, words.ofIntent(row.intent)]] as [string, string][])),
  ];
  return (
    <aside className="audit-pane scroll" aria-live="polite">
      <h2>{t.places.channels[row.channel] ?? row.channel}</h2>
      <p className="ink2">{meanings[row.stage === 'intent' ? 'intent' : row.outcome]}</p>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name + value}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {row.rule !== null && (
        <div className="audit-clause" lang="zh-CN">
          <p className="ink2">
            {words.why} {clause?.article} <span className="ink3">{row.rule}</span>
          </p>
          {clause?.text && <p className="serif">{clause.text}</p>}
        </div>
      )}
      <p className="ink3">{words.self}</p>
      <p className="audit-hash audit-full">{row.hash}</p>
    </aside>
  );
}
