import { useEffect, useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { AuditRow } from '../../../shared/ipc/contract/work.ts';
import { errorCodes } from '../../../shared/model/errors.ts';
import type { Texts } from '../../../shared/text/text.ts';
import { errorWords } from '../../../shared/text/errors.ts';
import { instantText } from '../../app/civil-words.ts';
import { useShortcuts } from '../../app/keyboard.ts';
import { bridge, call, newJob, settle, showRefusal } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { EmptyPlace } from '../../components/EmptyPlace.tsx';
import { useLanguage, useText } from '../../stores/language.ts';
import { goTo } from '../../stores/navigation.ts';
import { lifecycles } from '../../../shared/ipc/channel.ts';
import { ConfirmPassword } from '../../components/ConfirmPassword.tsx';
import { AuditFilters, type Filter } from './AuditFilters.tsx';
import { Recalls } from './Recalls.tsx';
import { EntryPane } from './EntryPane.tsx';
import './audit.css';

type Page = Output<'audit.list'>;
const pageSize = 100;

/** 记录: the state of the chain on top, its entries under eight stages of data. Ids only, no content. */
export function AuditScreen() {
  const t = useText();
  const words = t.places.audit;
  const language = useLanguage((state) => state.language);
  const [chain, setChain] = useState<Page['chain'] | null>(null);
  const [rows, setRows] = useState<AuditRow[]>([]);
  const [shut, setShut] = useState(false);
  const [more, setMore] = useState(false);
  const [filter, setFilter] = useState<Filter>({});
  const [accounts, setAccounts] = useState<Page['accounts']>([]);
  const [chosen, setChosen] = useState<number | null>(null);
  const [asking, setAsking] = useState(false);
  const [register, setRegister] = useState(false);
  const [exported, setExported] = useState<Output<'audit.export'> | null>(null);
  const read = async (wanted: Filter, before?: number) => {
    const page = await call(
      bridge().audit.list({ ...wanted, limit: pageSize, ...(before ? { before } : {}) }),
    );
    if (page === undefined) return setShut(true);
    setShut(false);
    setChain(page.chain);
    setAccounts(page.accounts);
    setMore(page.rows.length === pageSize);
    setRows((old) => (before ? [...old, ...page.rows] : page.rows));
  };
  // Once when the screen opens; later pages are asked for.
  useEffect(() => void read({}), []);
  const narrow = (wanted: Filter) => {
    setFilter(wanted);
    setChosen(null);
    void read(wanted);
  };
  const refusedOnly = filter.outcome === 'refused';
  const toggleRefused = () => {
    const { outcome: _old, ...rest } = filter;
    narrow(refusedOnly ? rest : { ...rest, outcome: 'refused' });
  };
  const verify = async () => {
    const found = await call(bridge().audit.check({}, { job: newJob() }));
    if (found !== undefined) setChain(found);
    void read(filter);
  };
  const exportLog = async () => {
    const { from, to } = filter;
    const wanted = { ...(from ? { from } : {}), ...(to ? { to } : {}) };
    const result = await settle(bridge().audit.export(wanted, { job: newJob() }));
    if (result.ok) setExported(result.value);
    else if (result.code === 'needs_password') setAsking(true);
    else if (result.code !== 'cancelled' && result.code !== 'locked') showRefusal(result);
    void read(filter);
  };
  useShortcuts([
    { keys: 'v', cap: 'V', label: words.verify, run: () => void verify() },
    { keys: 'r', cap: 'R', label: words.refusedOnly, run: toggleRefused },
  ]);
  if (chain === null && shut)
    return (
      <div className="audit">
        <EmptyPlace
          title={t.people.shut}
          actions={<Action onClick={() => goTo({ screen: 'people' })}>{t.people.title}</Action>}
        >
          {t.people.shutLead}
        </EmptyPlace>
      </div>
    );
  if (chain === null) return <p className="today-loading ink3">{t.common.loading}</p>;
  const shown = rows;
  const open = rows.find((row) => row.seq === chosen);
  const newest = rows[0];
  const signed = rows.find((row) => row.signed);
  return (
    <div className="audit">
      <header className="audit-head">
        <h1 className="screen-title">{words.title}</h1>
        <p className="ink2">{words.lead}</p>
        <div className="audit-bar">
          <dl className="audit-chain">
            <div>
              <dt>{words.chain}</dt>
              <dd className={chain.ok ? 'green' : 'seal'}>
                <b>{chain.ok ? words.whole : words.broken(chain.broken_at ?? 0)}</b>
                {chain.ok && chain.checked < chain.length && (
                  <span className="ink3"> {words.unchecked(chain.checked.toLocaleString('en-US'))}</span>
                )}
              </dd>
            </div>
            <div>
              <dt>{words.length}</dt>
              <dd className="num">{chain.length.toLocaleString('en-US')}</dd>
            </div>
            <div>
              <dt>{words.last}</dt>
              <dd className="audit-hash">{newest ? shortHash(newest.hash) : ''}</dd>
            </div>
            <div>
              <dt>{words.signed}</dt>
              <dd>{signed ? `#${signed.seq}` : words.unsigned}</dd>
            </div>
          </dl>
          <div className="audit-tools">
            <Action small cap="V" onClick={() => void verify()}>
              {words.verify}
            </Action>
            <Action small onClick={() => void exportLog()}>
              {words.export}
            </Action>
            <Action small onClick={() => setRegister(true)}>
              {t.recall.register.open}
            </Action>
          </div>
        </div>
        <AuditFilters filter={filter} accounts={accounts} onChange={narrow} />
        {exported !== null && (
          <p className="green" role="status">
            {words.exported(exported.entries.toLocaleString('en-US'), exported.name)}{' '}
            <span className="audit-hash">{exported.root}</span>
          </p>
        )}
        {!chain.ok && (
          <p className="seal" role="alert">
            {words.brokenWhy}
          </p>
        )}
      </header>
      <div className={open ? 'audit-split' : 'audit-split audit-wide'}>
        <div className="audit-rows scroll" role="region" aria-label={words.title} tabIndex={0}>
          <table className="plain-table audit-table">
            <thead>
              <tr>
                <th scope="col" className="right">
                  {words.columns.seq}
                </th>
                <th scope="col">{words.columns.at}</th>
                <th scope="col">{words.columns.who}</th>
                <th scope="col">{words.columns.what}</th>
                {lifecycles.map((stage) => (
                  <th key={stage} scope="col" className="audit-stage">
                    {words.stages[stage]}
                  </th>
                ))}
                <th scope="col">{words.columns.result}</th>
                <th scope="col">{words.columns.rule}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <Entry
                  key={row.seq}
                  row={row}
                  current={row.seq === chosen}
                  onOpen={() => setChosen(row.seq === chosen ? null : row.seq)}
                />
              ))}
            </tbody>
          </table>
          {shown.length === 0 && <p className="ink2 panel-note">{words.empty}</p>}
          {more && (
            <button
              type="button"
              className="link audit-more"
              onClick={() => void read(filter, rows.at(-1)?.seq)}
            >
              {words.more}
            </button>
          )}
        </div>
        {open && (
          <EntryPane row={open} code={open.code === null ? null : codeWords(t, open.code, language)} />
        )}
      </div>
      {register && <Recalls onClose={() => setRegister(false)} />}
      {asking && (
        <ConfirmPassword
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false);
            void exportLog();
          }}
        />
      )}
    </div>
  );
}

function Entry({ row, current, onOpen }: { row: AuditRow; current: boolean; onOpen: () => void }) {
  const t = useText();
  const words = t.places.audit;
  const results: Record<string, string> = words.results;
  const language = useLanguage((state) => state.language);
  const stage = row.lifecycle;
  const refused = row.outcome === 'refused' || row.outcome === 'failed';
  const mark = refused ? '×' : row.stage === 'intent' ? '○' : '●';
  return (
    <>
      <tr className={current ? 'current' : undefined}>
        <td className="right num ink2">
          <button type="button" className="link" aria-pressed={current} onClick={onOpen}>
            {row.seq}
          </button>
        </td>
        <td className="num">{instantText(row.at)}</td>
        <td className="audit-whole">{row.account ?? words.system}</td>
        <td>
          {t.places.channels[row.channel] ?? row.channel}
          {row.dossier && (
            <span className="ink2"> {words.dossierOf(row.dossier.slice(0, 4).toUpperCase())}</span>
          )}
        </td>
        {lifecycles.map((one) => (
          <td key={one} className={refused ? 'audit-stage seal' : 'audit-stage'}>
            {one === stage && (
              <span aria-label={words.stages[one]} role="img">
                {mark}
              </span>
            )}
          </td>
        ))}
        <td className={refused ? 'seal' : undefined}>
          {results[row.outcome] ?? row.outcome}
          {row.code !== null && <span className="ink3"> {codeWords(t, row.code, language)}</span>}
        </td>
        <td className="ink2 audit-whole">{row.rule}</td>
      </tr>
      {row.signed && (
        <tr className="audit-signed">
          <td colSpan={6 + lifecycles.length}>
            ◆ {words.head(row.seq)} <span className="audit-hash">{shortHash(row.hash)}</span>
          </td>
        </tr>
      )}
    </>
  );
}

/** The refusal in words; other notes (why it was locked) in the language's own. */
function codeWords(t: Texts, code: string, language: 'zh' | 'en'): string {
  const known = errorCodes.find((one) => one === code);
  if (known) return errorWords(language, known).title;
  return t.places.audit.lockedBy[code] ?? code;
}

function shortHash(hash: string): string {
  return `${hash.slice(0, 4)} ${hash.slice(4, 8)} ${hash.slice(8, 12)} … ${hash.slice(-4)}`;
}
