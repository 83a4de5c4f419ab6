import { useEffect, useState } from 'react';
import type { Output } from '../../shared/ipc/contract.ts';
import type { DossierId } from '../../shared/model/ids.ts';
import type { DossierRecord, EventFact } from '../../shared/model/record.ts';
import { bridge, call } from '../bridge.ts';
import { useText } from '../stores/language.ts';
import { useSession } from '../stores/session.ts';
import { EventForm } from './EventForm.tsx';
import { type EventInput, formOf, layOver } from './event-form.ts';
import { MovedDialog } from './MovedDialog.tsx';

interface EventDialogProps {
  dossier: string;
  kind: string;
  /** The event to record; without it the person chooses one. */
  event?: string | undefined;
  installment?: number | null | undefined;
  /** A recorded fact to correct instead of recording a new one. */
  correct?: EventFact | undefined;
  /** The record as it stands, so that a second time is not silent; read where the screen does not have it. */
  record?: DossierRecord | undefined;
  onClose: () => void;
  onRecorded?: () => void;
}

interface Task {
  key: string;
  correct: EventFact | undefined;
  /** As the fact stands, and as the form begins. */
  base: EventInput;
  start: EventInput;
}

/** Records a dated fact with its evidence, or corrects one; then shows what moved. Generic over the kind's events. */
export function EventDialog(props: EventDialogProps) {
  const { dossier, kind, onClose, correct } = props;
  const t = useText();
  const today = useSession((state) => state.info?.today) ?? null;
  const [task, setTask] = useState<Task>(() => {
    const base = formOf(correct, today, props.installment ?? null);
    return { key: correct?.key ?? props.event ?? '', correct, base, start: base };
  });
  const [moved, setMoved] = useState<Output<'event.record'>['moved'] | null>(null);
  const [read, setRead] = useState<DossierRecord | null>(null);
  const asked = props.record === undefined;
  useEffect(() => {
    if (!asked) return;
    void call(bridge().dossier.view({ dossier: dossier as DossierId })).then((view) =>
      setRead(view?.record ?? null),
    );
  }, [asked, dossier]);

  if (moved !== null)
    return (
      <MovedDialog
        title={task.correct ? t.amend.eventSaved : t.reason.dialog.movedTitle}
        moved={moved}
        onClose={onClose}
      />
    );
  return (
    <EventForm
      key={task.correct?.id ?? 'new'}
      dossier={dossier}
      kind={kind}
      choose={task.correct === undefined && props.event === undefined}
      event={task.key}
      correct={task.correct}
      base={task.base}
      start={task.start}
      record={props.record ?? read}
      onClose={onClose}
      onCorrect={(fact, typed) =>
        setTask({
          key: fact.key,
          correct: fact,
          base: formOf(fact, null),
          start: layOver(fact, typed, task.start),
        })
      }
      onSaved={(answer) => {
        props.onRecorded?.();
        setMoved(answer);
      }}
    />
  );
}
