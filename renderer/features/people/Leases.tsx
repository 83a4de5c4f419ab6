import { Input, InputNumber } from 'antd';
import { useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { Lease } from '../../../shared/ipc/contract/people.ts';
import { instantText } from '../../app/civil-words.ts';
import { bridge, call } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useConfirmed } from '../../components/use-confirmed.tsx';
import { useLeaving } from '../../components/use-leaving.tsx';
import { useText } from '../../stores/language.ts';

interface LeasesProps {
  found: Output<'lease.list'>;
  /** The account that looks. */
  own: string;
  onChanged: () => void;
}

/** Leases of administrator rights: asked for, approved by another, handed back (B-S16, E-06). */
export function Leases({ found, own, onChanged }: LeasesProps) {
  const t = useText();
  const words = t.people;
  const [asks, setAsks] = useState(false);
  const { run, asking } = useConfirmed();
  const { leases, own: footing } = found;
  const mine = leases.find(
    ({ account, state }) => account === own && (state === 'waits' || state === 'runs'),
  );
  const decide = async (lease: Lease['id'], grant: boolean) => {
    if (await run(() => bridge().lease.decide({ lease, grant }))) onChanged();
  };
  const handBack = async (lease: Lease['id']) => {
    if ((await call(bridge().lease.return({ lease }))) !== undefined) onChanged();
  };
  const standing =
    footing === null
      ? words.standing.none
      : footing.until === null || footing.by === 'alone'
        ? words.standing.alone
        : words.standing[footing.by](instantText(footing.until));
  return (
    <section aria-label={words.leases}>
      <div className="people-head">
        <h2 className="panel-title">{words.leases}</h2>
        {mine === undefined && (
          <Action small onClick={() => setAsks(true)}>
            {words.ask}
          </Action>
        )}
      </div>
      <p className="ink2">{words.leaseLead}</p>
      <p role="status" className={footing === null ? 'amber' : 'green'}>
        {standing}
      </p>
      {leases.length === 0 ? (
        <p className="ink3">{words.noLease}</p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{words.leaseColumns.who}</th>
              <th scope="col">{words.leaseColumns.reason}</th>
              <th scope="col" className="right">
                {words.leaseColumns.hours}
              </th>
              <th scope="col">{words.leaseColumns.until}</th>
              <th scope="col">{words.leaseColumns.state}</th>
              <th scope="col">
                <span className="sr">{words.actionsFor}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {leases.map((lease) => (
              <tr key={lease.id}>
                <td>
                  {lease.display_name} <span className="ink3">{t.policy.subjects[lease.role]}</span>
                </td>
                <td>{lease.reason}</td>
                <td className="right">{words.hours(lease.hours)}</td>
                <td>{lease.until === null ? '' : instantText(lease.until)}</td>
                <td>
                  {words.leaseStates[lease.state]}{' '}
                  {lease.decided_by !== null && <span className="ink3">{words.by(lease.decided_by)}</span>}
                </td>
                <td className="right people-acts">
                  {lease.state === 'waits' && lease.account !== own && (
                    <>
                      <button
                        type="button"
                        className="link"
                        aria-label={`${words.grant} ${lease.display_name}`}
                        onClick={() => void decide(lease.id, true)}
                      >
                        {words.grant}
                      </button>
                      <button
                        type="button"
                        className="link"
                        aria-label={`${words.refuse} ${lease.display_name}`}
                        onClick={() => void decide(lease.id, false)}
                      >
                        {words.refuse}
                      </button>
                    </>
                  )}
                  {lease.state === 'runs' && lease.account === own && (
                    <button type="button" className="link" onClick={() => void handBack(lease.id)}>
                      {words.return}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {asks && (
        <AskDialog
          onClose={() => setAsks(false)}
          onAsked={() => {
            setAsks(false);
            onChanged();
          }}
        />
      )}
      {asking}
    </section>
  );
}

function AskDialog({ onClose, onAsked }: { onClose: () => void; onAsked: () => void }) {
  const t = useText();
  const words = t.people.askForm;
  const [reason, setReason] = useState('');
  const [hours, setHours] = useState(8);
  const [tried, setTried] = useState(false);
  const leaving = useLeaving(reason !== '', onClose);
  const ask = async () => {
    setTried(true);
    if (reason.trim().length < 2) return;
    if ((await call(bridge().lease.ask({ hours, reason: reason.trim() }))) !== undefined) onAsked();
  };
  return (
    <Dialog
      title={words.title}
      lead={words.lead}
      width={600}
      onClose={leaving.close}
      footer={
        leaving.question ?? (
          <>
            <Action kind="primary" onClick={() => void ask()}>
              {words.go}
            </Action>
            <Action kind="text" cap="Esc" onClick={leaving.close}>
              {t.common.cancel}
            </Action>
            {tried && reason.trim().length < 2 && (
              <span className="seal" role="alert">
                {words.bad}
              </span>
            )}
          </>
        )
      }
    >
      <div className="entry-field">
        <label htmlFor="lease-reason">{words.reason}</label>
        <Input
          id="lease-reason"
          value={reason}
          maxLength={500}
          autoFocus
          onChange={(event) => setReason(event.target.value)}
          onPressEnter={() => void ask()}
        />
      </div>
      <div className="entry-field">
        <label htmlFor="lease-hours">{words.hours}</label>
        <InputNumber
          id="lease-hours"
          min={1}
          max={720}
          precision={0}
          value={hours}
          onChange={(value) => value !== null && setHours(value)}
        />
      </div>
    </Dialog>
  );
}
