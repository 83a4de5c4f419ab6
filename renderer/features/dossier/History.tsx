import { useEffect, useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { instantText } from '../../app/civil-words.ts';
import { definitionOf } from '../../app/definitions.ts';
import { bridge, call } from '../../bridge.ts';
import { useSay, useText } from '../../stores/language.ts';
import { sideKey } from './amend.ts';

interface HistoryProps {
  dossier: string;
  kind: string;
  /** Read again when the dossier has been saved anew. */
  version: string;
}

/** 记录 of one dossier: every version, its author and reason; nothing is rewritten. */
export function History({ dossier, kind, version }: HistoryProps) {
  const t = useText();
  const say = useSay();
  const words = t.dossier.history;
  const [rows, setRows] = useState<Output<'dossier.history'> | null>(null);
  useEffect(() => {
    void call(bridge().dossier.history({ dossier: dossier as DossierId })).then((list) =>
      setRows(list ?? []),
    );
  }, [dossier, version]);
  const definition = definitionOf(kind);
  const nouns: Record<string, string> = words.nouns;
  const title = (key: string) => {
    const found =
      definition?.events.find((event) => event.key === key) ??
      definition?.ledgers.find((ledger) => ledger.key === key) ??
      definition?.sections.flatMap((section) => section.fields).find((field) => field.key === key);
    return found ? say(found.title) : key === sideKey ? t.wizard.side.label : key;
  };
  const titles = (what: string) => what.split(' ').map(title).join(t.common.list);
  if (rows === null) return <p className="ink3">{t.common.loading}</p>;
  if (rows.length === 0) return <p className="ink2">{words.empty}</p>;
  return (
    <section aria-labelledby="versions-title">
      <h3 className="panel-title" id="versions-title">
        {t.amend.versions}
      </h3>
      <table className="plain-table history">
        <thead>
          <tr>
            <th scope="col">{words.columns.at}</th>
            <th scope="col">{words.columns.who}</th>
            <th scope="col">{words.columns.what}</th>
            <th scope="col" className="right">
              {words.columns.version}
            </th>
            <th scope="col">{words.columns.reason}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.noun}${row.row}${row.version}`}>
              <td className="num ink2">{instantText(row.at)}</td>
              <td>{row.author}</td>
              <td>
                <span className="ink3">{nouns[row.noun] ?? row.noun}</span> {titles(row.what)}{' '}
                {row.removed && <span className="amber">{words.removed}</span>}
              </td>
              <td className="right num">{row.version}</td>
              <td>{row.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
