import { useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { DossierView } from '../../../shared/ipc/contract/dossier.ts';
import type { EventFact } from '../../../shared/model/record.ts';
import { eventType } from '../../app/definitions.ts';
import { bridge, call } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { DateText } from '../../components/DateText.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { EventDialog } from '../../components/EventDialog.tsx';
import { MovedDialog } from '../../components/MovedDialog.tsx';
import { ReasonRow } from '../../components/ReasonRow.tsx';
import { useLeaving } from '../../components/use-leaving.tsx';
import { useDossier } from '../../stores/dossiers.ts';
import { useSay, useText } from '../../stores/language.ts';

/** The events that hold now; withdrawing one needs a reason and keeps what stood there. */
export function EventsList({ view }: { view: DossierView }) {
  const t = useText();
  const say = useSay();
  const words = t.dossier.events;
  const [withdrawing, setWithdrawing] = useState<EventFact | null>(null);
  const [moved, setMoved] = useState<Output<'event.withdraw'>['moved'] | null>(null);
  const [correcting, setCorrecting] = useState<EventFact | null>(null);
  const events = view.record.events.toSorted((a, b) => b.date.localeCompare(a.date));
  const names = new Map(view.evidence.map((item) => [item.object as string, item.name]));
  const title = (event: EventFact) =>
    say(eventType(view.kind, event.key)?.title ?? { zh: event.key, en: event.key });
  const told = moved !== null && (
    <MovedDialog title={words.withdrawn} moved={moved} onClose={() => setMoved(null)} />
  );
  if (events.length === 0) return told || null;
  return (
    <section aria-labelledby="events-title">
      <h3 className="panel-title" id="events-title">
        {words.title}
      </h3>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t.common.date}</th>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.evidence}</th>
            <th scope="col">{words.note}</th>
            <th scope="col">
              <span className="sr">{words.withdraw}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.id}>
              <td>
                <DateText date={event.date} />
              </td>
              <td>
                {title(event)}{' '}
                {event.installment !== undefined && (
                  <span className="ink2">{t.reason.dialog.installmentOf(event.installment)}</span>
                )}
              </td>
              <td className="ink2">
                {event.evidence.map((object) => names.get(object) ?? '').join(t.common.list)}
              </td>
              <td className="ink2">{event.note}</td>
              <td className="right actions">
                <button
                  type="button"
                  className="link"
                  aria-label={t.amend.actOn(`${title(event)} ${event.date}`)}
                  onClick={() => setCorrecting(event)}
                >
                  {t.amend.event}
                </button>
                <button
                  type="button"
                  className="link"
                  aria-label={`${words.withdraw} ${title(event)} ${event.date}`}
                  onClick={() => setWithdrawing(event)}
                >
                  {words.withdraw}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {correcting !== null && (
        <EventDialog
          dossier={view.id}
          kind={view.kind}
          correct={correcting}
          record={view.record}
          onClose={() => setCorrecting(null)}
          onRecorded={() => void useDossier.getState().load(view.id)}
        />
      )}
      {told}
      {withdrawing !== null && (
        <WithdrawDialog
          title={words.withdrawTitle(title(withdrawing))}
          onClose={() => setWithdrawing(null)}
          onGo={async (reason) => {
            const done = await call(
              bridge().event.withdraw({ dossier: view.id, event: withdrawing.id, reason }),
            );
            if (done === undefined) return;
            setWithdrawing(null);
            setMoved(done.moved);
            void useDossier.getState().load(view.id);
          }}
        />
      )}
    </section>
  );
}

interface WithdrawDialogProps {
  title: string;
  onClose: () => void;
  onGo: (reason: string) => Promise<void>;
}

function WithdrawDialog({ title, onClose, onGo }: WithdrawDialogProps) {
  const t = useText();
  const words = t.dossier.events;
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const leaving = useLeaving(reason.trim() !== '', onClose);
  const go = async () => {
    setTried(true);
    if (reason.trim() === '' || busy) return;
    setBusy(true);
    await onGo(reason.trim());
    setBusy(false);
  };
  return (
    <Dialog
      title={title}
      lead={words.withdrawLead}
      width={560}
      onClose={leaving.close}
      footer={
        leaving.question ?? (
          <>
            <Action kind="danger" busy={busy} onClick={() => void go()}>
              {words.withdraw}
            </Action>
            <Action kind="text" cap="Esc" onClick={leaving.close}>
              {t.common.cancel}
            </Action>
          </>
        )
      }
    >
      <ReasonRow id="withdraw-reason" value={reason} onChange={setReason} missing={tried} autoFocus />
    </Dialog>
  );
}
