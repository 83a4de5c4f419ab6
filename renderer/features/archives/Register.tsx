import { Input } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { DestructionView } from '../../../shared/model/retention.ts';
import { bridge, call } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useConfirmed } from '../../components/use-confirmed.tsx';
import { useText } from '../../stores/language.ts';
import { useSession } from '../../stores/session.ts';
import { Row } from '../approvals/Row.tsx';
import { ReasonForm } from './ReasonForm.tsx';

type Act = 'confirm' | 'decline' | 'withdraw';

/** 销毁: what waits for the second person, and 销毁清册, all that stays of what was destroyed. */
export function Register({ onSaid }: { onSaid: (said: string) => void }) {
  const t = useText();
  const words = t.retention.register;
  const own = useSession((state) => state.status?.account);
  const [rows, setRows] = useState<readonly DestructionView[] | null>(null);
  const [act, setAct] = useState<{ kind: Act; row: DestructionView } | null>(null);
  const load = async () => {
    const found = await call(bridge().retention.register());
    if (found !== undefined) setRows(found);
  };
  useEffect(() => {
    void load();
    return bridge().onChanged(() => void load());
  }, []);
  if (rows === null) return <p className="ink3">{t.common.loading}</p>;
  const waiting = rows.filter(({ state }) => state === 'asked');
  const decided = rows.filter(({ state }) => state !== 'asked');
  const done = (said?: string) => {
    setAct(null);
    if (said !== undefined) onSaid(said);
    void load();
  };
  const print = async () => {
    const written = await call(bridge().retention.print());
    if (written !== undefined) onSaid(words.printed(written.name));
  };
  return (
    <>
      <section aria-label={words.waiting}>
        <h2 className="panel-title">{words.waiting}</h2>
        {waiting.length === 0 ? (
          <p className="ink3">{words.noneWaiting}</p>
        ) : (
          <List
            label={words.waiting}
            rows={waiting}
            acts={(row) => (
              <>
                {own?.role === 'security_admin' && (
                  <>
                    <ActLink
                      label={words.confirm}
                      row={row}
                      onOpen={() => setAct({ kind: 'confirm', row })}
                    />
                    <ActLink
                      label={words.decline}
                      row={row}
                      onOpen={() => setAct({ kind: 'decline', row })}
                    />
                  </>
                )}
                {own?.role === 'member' && (
                  <ActLink
                    label={words.withdraw}
                    row={row}
                    onOpen={() => setAct({ kind: 'withdraw', row })}
                  />
                )}
              </>
            )}
          />
        )}
      </section>
      <section aria-label={words.title}>
        <div className="people-head">
          <h2 className="panel-title">{words.title}</h2>
          <Action
            small
            disabled={!rows.some(({ state }) => state === 'destroyed')}
            onClick={() => void print()}
          >
            {words.print}
          </Action>
        </div>
        <p className="ink2">{words.lead}</p>
        {decided.length === 0 ? (
          <p className="ink3">{words.none}</p>
        ) : (
          <List label={words.title} rows={decided} acts={null} />
        )}
      </section>
      {act?.kind === 'confirm' && <ConfirmDialog row={act.row} onClose={() => setAct(null)} onDone={done} />}
      {(act?.kind === 'decline' || act?.kind === 'withdraw') && (
        <ReasonForm
          title={act.kind === 'decline' ? words.declineTitle : words.withdrawTitle}
          lead={act.row.facts.title}
          label={words.reason}
          go={act.kind === 'decline' ? words.decline : words.withdraw}
          fact="E-12"
          onClose={() => setAct(null)}
          onGo={async (reason) => {
            const { id: request, dossier } = act.row;
            const ended =
              act.kind === 'decline'
                ? await call(bridge().retention.decline({ request, reason }))
                : await call(bridge().retention.withdraw({ dossier, request, reason }));
            if (ended !== undefined) done();
            return ended !== undefined;
          }}
        />
      )}
    </>
  );
}

function ActLink({ label, row, onOpen }: { label: string; row: DestructionView; onOpen: () => void }) {
  return (
    <button type="button" className="link" aria-label={`${label} ${row.facts.title}`} onClick={onOpen}>
      {label}
    </button>
  );
}

interface ListProps {
  label: string;
  rows: readonly DestructionView[];
  acts: ((row: DestructionView) => ReactNode) | null;
}

function List({ label, rows, acts }: ListProps) {
  const t = useText();
  const words = t.retention;
  const { paper } = words;
  return (
    <table className="plain-table" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{paper.name}</th>
          <th scope="col">{paper.dates}</th>
          <th scope="col">{paper.pages}</th>
          <th scope="col">{paper.basis}</th>
          <th scope="col">{paper.requested}</th>
          {acts === null && <th scope="col">{paper.confirmed}</th>}
          <th scope="col">
            {acts === null ? words.columns.state : <span className="sr">{t.people.actionsFor}</span>}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>
              {row.facts.title}
              <div className="ink3">{row.facts.reference || row.facts.number}</div>
            </td>
            <td className="num ink2">{row.facts.dates}</td>
            <td className="num">{paper.pagesOf(row.facts.pages, row.facts.files)}</td>
            <td className="archives-basis">
              {paper.basisOf(
                t.archive.profile.retentions[row.facts.period],
                row.facts.closed,
                row.facts.ended,
                row.facts.reason,
              )}
            </td>
            <td>
              {row.requestedBy}
              <div className="ink3 num">{row.facts.on}</div>
            </td>
            {acts === null && (
              <td>
                {row.decidedBy}
                <div className="ink3 num">{row.on}</div>
              </td>
            )}
            <td className={acts === null ? undefined : 'right people-acts'}>
              {acts === null ? words.register.states[row.state] : acts(row)}
              {acts === null && row.answer !== '' && <div className="ink3">{row.answer}</div>}
              {!row.signed && <div className="seal">{words.register.unsigned}</div>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ConfirmDialog({
  row,
  onClose,
  onDone,
}: {
  row: DestructionView;
  onClose: () => void;
  onDone: (said: string) => void;
}) {
  const t = useText();
  const words = t.retention.register;
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const { run, asking } = useConfirmed();
  const go = async () => {
    if (typed !== words.word || busy) return;
    setBusy(true);
    let backups = 0;
    const done = await run(async () => {
      const result = await bridge().retention.confirm({ request: row.id });
      if (result.ok) ({ backups } = result.value as Output<'retention.confirm'>);
      return result;
    });
    setBusy(false);
    if (done) onDone(words.done(backups));
  };
  const { facts } = row;
  return (
    <>
      <FormDialog
        danger
        title={words.confirmTitle}
        lead={words.confirmLead}
        go={words.confirm}
        onGo={() => void go()}
        onClose={onClose}
        busy={busy}
        disabled={typed !== words.word}
        fact="E-12"
      >
        <dl className="archives-facts">
          <dt>{t.retention.paper.name}</dt>
          <dd>
            {facts.title} <span className="ink3">{facts.reference || facts.number}</span>
          </dd>
          <dt>{t.retention.paper.basis}</dt>
          <dd>
            {t.retention.paper.basisOf(
              t.archive.profile.retentions[facts.period],
              facts.closed,
              facts.ended,
              facts.reason,
            )}
          </dd>
          <dt>{t.retention.paper.requested}</dt>
          <dd>
            {row.requestedBy} <span className="num">{facts.on}</span>
          </dd>
        </dl>
        <Row id="destroy-typed" label={words.typed(words.word)}>
          <Input
            id="destroy-typed"
            autoComplete="off"
            maxLength={20}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Row>
      </FormDialog>
      {asking}
    </>
  );
}
