import { useState } from 'react';
import type { Ledger } from '../../../shared/agreements/define.ts';
import type { JudgedSheet, SheetRow } from '../../../shared/ledgers/sheet.ts';
import { useLanguage, useSay, useText } from '../../stores/language.ts';
import type { Texts } from '../../../shared/text/text.ts';
import { cellText } from './grid.ts';

/** So many rows are drawn at once; the wrong ones can be seen alone. */
const shownAtOnce = 300;

/** The rows of a sheet with what each cell was read as, or why it was not, with its words. */
export function ImportRows({ ledger, sheet }: { ledger: Ledger; sheet: JudgedSheet }) {
  const t = useText();
  const say = useSay();
  const language = useLanguage((state) => state.language);
  const words = t.ledger.read;
  const bad = sheet.rows.filter((row) => row.state === 'bad');
  const [only, setOnly] = useState(bad.length > 0);
  const rows = only ? bad : sheet.rows;
  const columns = ledger.columns.filter(
    (column) => sheet.columns.includes(column.key) || sheet.lacking.includes(column.key),
  );
  return (
    <>
      {bad.length > 0 && (
        <div className="import-filter" role="group" aria-label={words.stateTitle}>
          <button type="button" className="link" aria-pressed={only} onClick={() => setOnly(true)}>
            {words.onlyBad}
          </button>
          <button type="button" className="link" aria-pressed={!only} onClick={() => setOnly(false)}>
            {words.all}
          </button>
        </div>
      )}
      <div className="import-scroll scroll" tabIndex={-1}>
        <table className="plain-table import-rows">
          <thead>
            <tr>
              <th scope="col" className="right">
                {words.line}
              </th>
              <th scope="col">{words.stateTitle}</th>
              {columns.map((column) => (
                <th key={column.key} scope="col" className={column.type === 'money' ? 'right' : undefined}>
                  {say(column.title)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shownAtOnce).map((row) => (
              <tr key={row.line} data-state={row.state}>
                <td className="right num">{row.line}</td>
                <td className={row.state === 'bad' ? 'seal' : row.state === 'good' ? 'green' : 'ink3'}>
                  {words.state[row.state]}
                </td>
                {columns.map((column) => {
                  const trouble = row.troubles.find((one) => one.column === column.key);
                  return (
                    <td
                      key={column.key}
                      className={column.type === 'money' ? 'right' : undefined}
                      data-bad={trouble !== undefined || undefined}
                    >
                      {trouble === undefined ? (
                        cellText(column, row.values[column.key], language)
                      ) : (
                        <>
                          {trouble.text !== '' && <span>“{trouble.text}”</span>}{' '}
                          <span className="seal">{troubleWords(t, trouble)}</span>
                        </>
                      )}
                      {trouble === undefined && row.formulas.includes(column.key) && (
                        <span className="ink3" title={words.formula}>
                          {' '}
                          ƒ<span className="sr">{words.formula}</span>
                        </span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length > shownAtOnce && <p className="ink2">{words.more(rows.length - shownAtOnce)}</p>}
      </div>
    </>
  );
}

function troubleWords(t: Texts, trouble: SheetRow['troubles'][number]): string {
  const words = t.ledger.read.trouble;
  if (trouble.why === 'atLeast' || trouble.why === 'atMost') return words[trouble.why](trouble.bound ?? '');
  return words[trouble.why];
}
