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
}

/** Where silence counts as an answer (B-T12): the letter drafted, and its proof of delivery kept with the event. */
export function Reply({ definition, dossier, obligation, onStep }: ReplyProps) {
  const t = useText();
  const [told, setTold] = useState('');
  const reply = definition?.deadlines.find(({ rule }) => rule === obligation.rule)?.silence?.reply;
  const delivered = definition?.events.find(({ key }) => key === reply?.delivered);
  if (reply === undefined || obligation.silence === null || obligation.triggered_on === null) return null;
  const draft = async () => {
    const done = await call(
      bridge().reply.export({ dossier: dossier as DossierId, obligation: obligation.id }, { job: newJob() }),
    );
    if (done !== undefined) setTold(`✓ ${t.dossier.archived(done.name, done.files)}`);
  };
  return (
    <div className="reason-actions">
      <Action onClick={() => void draft()}>{t.reason.draftReply}</Action>
      {delivered !== undefined && (
        <Action onClick={() => onStep({ kind: 'done', event: delivered, installment: null })}>
          {t.reason.delivered}
        </Action>
      )}
      <span className="green" role="status">
        {told}
      </span>
    </div>
  );
}
