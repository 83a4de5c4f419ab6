import { useEffect, useState } from 'react';
import type { ApprovalView } from '../../../shared/model/approval.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { instantText } from '../../app/civil-words.ts';
import { bridge, call, newJob } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { EmptyPlace } from '../../components/EmptyPlace.tsx';
import { useApprovals } from '../../stores/approvals.ts';
import { useText } from '../../stores/language.ts';
import { ReasonDialog } from '../dossier/ReasonDialog.tsx';
import { ApprovalSteps } from './ApprovalSteps.tsx';
import { AskDialog } from './AskDialog.tsx';
import { ConsentDialog } from './ConsentDialog.tsx';
import { GiveBackDialog } from './GiveBackDialog.tsx';
import { HandOverDialog } from './HandOverDialog.tsx';
import { RecallDialog } from './RecallDialog.tsx';
import './approvals.css';

type Step = 'ask' | 'consent' | 'over' | 'back' | 'withdraw';

/** 审批: the requests to give something to a third party, where each stands, and its next step. */
export function ApprovalsPanel({ dossier }: { dossier: string }) {
  const t = useText();
  const words = t.approval;
  const { items, begun, load, begin } = useApprovals();
  const [open, setOpen] = useState<{ step: Step; request: ApprovalView | null } | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [recalling, setRecalling] = useState(false);
  useEffect(() => void load(dossier), [dossier, load]);
  useEffect(
    () =>
      bridge().onChanged((change) => {
        if (change.what === 'dossier' && change.dossier === dossier)
          void useApprovals.getState().load(dossier);
      }),
    [dossier],
  );
  const asked = begun?.dossier === dossier ? begun : null;
  const close = () => {
    setOpen(null);
    begin(null);
  };
  const letter = async (request: ApprovalView) => {
    setBusy(request.id);
    setSaid(null);
    const where = { dossier: dossier as DossierId, request: request.id };
    const done = await call(bridge().approval.letter(where, { job: newJob() }));
    setBusy(null);
    if (done !== undefined) setSaid(words.letterDone(done.name));
  };
  const step = open?.request ?? null;
  return (
    <section className="ap" aria-label={words.title}>
      <div className="ap-head">
        <Action kind="primary" onClick={() => setOpen({ step: 'ask', request: null })}>
          {words.ask}
        </Action>
        <span className="ink2">{words.lead}</span>
        <span className="ap-recall">
          <Action onClick={() => setRecalling(true)}>{t.recall.open}</Action>
        </span>
      </div>
      {said !== null && (
        <p className="green" role="status">
          ✓ {said}
        </p>
      )}
      {items !== null && items.length === 0 && <EmptyPlace title={words.none}>{words.noneWhy}</EmptyPlace>}
      {items !== null && items.length === 0 && <ApprovalSteps />}
      {items !== null && items.length > 0 && (
        <table className="plain-table ap-table" aria-label={words.title}>
          <thead>
            <tr>
              <th scope="col">{words.columns.number}</th>
              <th scope="col">{words.columns.recipient}</th>
              <th scope="col">{words.columns.files}</th>
              <th scope="col">{words.columns.until}</th>
              <th scope="col">{words.columns.state}</th>
              <th scope="col">{words.columns.next}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <Row
                key={item.id}
                item={item}
                busy={busy === item.id}
                onLetter={() => void letter(item)}
                onStep={(next) => {
                  setSaid(null);
                  setOpen({ step: next, request: item });
                }}
              />
            ))}
          </tbody>
        </table>
      )}
      {recalling && <RecallDialog dossier={dossier} onClose={() => setRecalling(false)} onDone={setSaid} />}
      {(open?.step === 'ask' || asked !== null) && (
        <AskDialog dossier={dossier} request={step} begin={asked} onClose={close} />
      )}
      {open?.step === 'consent' && step !== null && (
        <ConsentDialog dossier={dossier} request={step} onClose={close} />
      )}
      {open?.step === 'over' && step !== null && (
        <HandOverDialog dossier={dossier} request={step} onClose={close} onDone={setSaid} />
      )}
      {open?.step === 'back' && step !== null && (
        <GiveBackDialog dossier={dossier} request={step} onClose={close} />
      )}
      {open?.step === 'withdraw' && step !== null && (
        <ReasonDialog
          title={words.withdraw}
          lead={words.withdrawLead}
          go={words.withdraw}
          onClose={close}
          onGo={async (reason) => {
            const where = { dossier: dossier as DossierId, request: step.id, reason };
            if ((await call(bridge().approval.withdraw(where))) !== undefined) close();
          }}
        />
      )}
    </section>
  );
}

interface RowProps {
  item: ApprovalView;
  busy: boolean;
  onLetter: () => void;
  onStep: (step: Step) => void;
}

function Row({ item, busy, onLetter, onStep }: RowProps) {
  const words = useText().approval;
  const { ask, state, use } = item;
  const late = state === 'overdue' || state === 'expired';
  const open = state === 'asked' || state === 'sent';
  return (
    <tr>
      <td className="num">{item.number}</td>
      <td>
        {ask.recipient}
        <span className="ap-why ink2">{ask.why}</span>
      </td>
      <td className="num">{words.count(ask.objects.length)}</td>
      <td className="num">{item.consent?.until ?? ask.until}</td>
      <td className={late ? 'seal' : state === 'granted' ? 'green' : undefined}>
        {words.states[state]}
        {use !== null && (
          <span className="ap-why ink2">
            {use.state === 'under_way' ? words.broken : words.usedOn(instantText(use.at).slice(0, 10))}
            {use.sealed && ` ${words.sealedTo(use.sealed.name)}`}
            {state === 'out' && ask.back_by !== null && ` ${words.dueBack(ask.back_by)}`}
          </span>
        )}
      </td>
      <td className="ap-actions">
        {open && (
          <Action small kind={state === 'asked' ? 'primary' : 'plain'} busy={busy} onClick={onLetter}>
            {state === 'asked' ? words.letter : words.letterAgain}
          </Action>
        )}
        {state === 'sent' && (
          <Action small kind="primary" onClick={() => onStep('consent')}>
            {words.consent}
          </Action>
        )}
        {open && (
          <Action small kind="text" onClick={() => onStep('ask')}>
            {words.dialog.change}
          </Action>
        )}
        {state === 'granted' && (
          <Action small kind="primary" onClick={() => onStep('over')}>
            {words.handOver}
          </Action>
        )}
        {(state === 'out' || state === 'overdue') && (
          <Action small kind="primary" onClick={() => onStep('back')}>
            {words.giveBack}
          </Action>
        )}
        {use === null && item.withdrawn === null && (
          <Action small kind="text" onClick={() => onStep('withdraw')}>
            {words.withdraw}
          </Action>
        )}
      </td>
    </tr>
  );
}
