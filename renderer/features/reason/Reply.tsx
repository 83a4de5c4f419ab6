import { useState } from 'react';
import type { Definition } from '../../../shared/agreements/define.ts';
import type { Obligation } from '../../../shared/model/derived.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { bridge, call, newJob } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { useText } from '../../stores/language.ts';
import type { NextStep } from './next-step.ts';

interface ReplyProps {
  definition: Definition | undefined;
  dossier: string;
  obligation: Obligation;
  onStep: (step: NextStep) => void;
  /** In a row of the day. */
  small?: boolean | undefined;
  cap?: string | undefined;
}

function deadlineOf(definition: Definition | undefined, { rule }: Obligation) {
  return definition?.deadlines.find((deadline) => deadline.rule === rule);
}

function replyOf(definition: Definition | undefined, obligation: Obligation) {
  return deadlineOf(definition, obligation)?.silence?.reply;
}

/** Whether an obligation is answered by a letter (B-T12) and still waits for it. */
export function hasReply(definition: Definition | undefined, obligation: Obligation): boolean {
  return (
    replyOf(definition, obligation) !== undefined &&
    obligation.triggered_on !== null &&
    obligation.met_on === null
  );
}

/**
 * Where silence counts as an answer (B-T12). Where we were asked: the letter drafted, the answer recorded, and the
 * proof of its delivery, which alone ends the alarm; where we asked: the reminder, and what the other side says.
 */
export function Reply({ definition, dossier, obligation, onStep, small, cap }: ReplyProps) {
  const t = useText();
  const [told, setTold] = useState('');
  const [busy, setBusy] = useState(false);
  const reply = replyOf(definition, obligation);
  if (!hasReply(definition, obligation)) return null;
  const find = (key: string | undefined) => definition?.events.find((event) => event.key === key);
  const deadline = deadlineOf(definition, obligation);
  const ours = obligation.side === 'ours';
  const answered = find(deadline?.metBy?.[0]);
  const delivered = ours ? find(reply?.delivered) : undefined;
  const words = t.reason.reply;
  const draft = async () => {
    setBusy(true);
    const done = await call(
      bridge().reply.export({ dossier: dossier as DossierId, obligation: obligation.id }, { job: newJob() }),
    );
    setBusy(false);
    if (done !== undefined) setTold(`✓ ${t.dossier.archived(done.name, done.files)}`);
  };
  return (
    <div className={small ? 'reply-row' : 'reason-actions'}>
      <Action small={small} busy={busy} onClick={() => void draft()}>
        {ours ? words.draft : obligation.status === 'deemed' ? words.confirm : words.remind}
      </Action>
      {answered !== undefined && (
        <Action small={small} onClick={() => onStep({ kind: 'done', event: answered, installment: null })}>
          {ours ? words.answered : words.theirs}
        </Action>
      )}
      {delivered !== undefined && (
        <Action
          small={small}
          kind="primary"
          cap={cap}
          onClick={() => onStep({ kind: 'done', event: delivered, installment: null })}
        >
          {words.delivered}
        </Action>
      )}
      <span className="green" role="status">
        {told}
      </span>
    </div>
  );
}
