import { Input, Select } from 'antd';
import { useState } from 'react';
import type { EventType } from '../../shared/agreements/define.ts';
import type { Output } from '../../shared/ipc/contract.ts';
import type { DossierId, ObjectId } from '../../shared/model/ids.ts';
import type { EventFact, FieldValue } from '../../shared/model/record.ts';
import type { CivilDate } from '../../shared/model/units.ts';
import { definitionOf } from '../app/definitions.ts';
import { bridge, call } from '../bridge.ts';
import { useSay, useText } from '../stores/language.ts';
import { useSession } from '../stores/session.ts';
import { Action } from './Action.tsx';
import { DateField } from './DateField.tsx';
import { Dialog } from './Dialog.tsx';
import { EvidencePicker } from './EvidencePicker.tsx';
import { MovedList } from './MovedList.tsx';
import { ValueRow, wholeRow } from './ValueRow.tsx';
import './value-row.css';

interface EventDialogProps {
  dossier: string;
  kind: string;
  /** The event to record; without it the person chooses one. */
  event?: string | undefined;
  installment?: number | null | undefined;
  /** How many instalments the dossier has, where the event is one of an instalment. */
  installments?: number;
  /** What is recorded already, so that a second time is not silent. */
  recorded?: readonly EventFact[];
  onClose: () => void;
  onRecorded?: () => void;
}

/** Records a dated fact with its evidence, then shows what moved. Generic over the kind's events. */
export function EventDialog(props: EventDialogProps) {
  const { dossier, kind, onClose } = props;
  const t = useText();
  const say = useSay();
  const words = t.reason.dialog;
  const definition = definitionOf(kind);
  const today = useSession((state) => state.info?.today) ?? null;
  const [key, setKey] = useState(props.event ?? '');
  const [date, setDate] = useState<CivilDate | null>(today);
  const [installment, setInstallment] = useState<number | null>(props.installment ?? null);
  const [objects, setObjects] = useState<readonly ObjectId[]>([]);
  const [note, setNote] = useState('');
  const [values, setValues] = useState<Record<string, FieldValue>>({});
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [moved, setMoved] = useState<Output<'event.record'>['moved'] | null>(null);
  const event: EventType | undefined = definition?.events.find((one) => one.key === key);
  const numbered = event?.repeat === 'installment' || event?.repeat === 'shared';
  const before =
    event !== undefined && event.repeat !== 'many'
      ? props.recorded?.find(
          (one) => one.key === event.key && (one.installment ?? null) === (numbered ? installment : null),
        )
      : undefined;
  const future = date !== null && today !== null && date > today && event?.planned !== true;
  const lacksEvidence = event?.milestone === true && objects.length === 0;
  const ready = event !== undefined && date !== null && !future && !lacksEvidence;

  const save = async () => {
    setTried(true);
    if (!ready || busy || date === null || !wholeRow(event.values ?? [], values)) return;
    setBusy(true);
    const answer = await call(
      bridge().event.record({
        dossier: dossier as DossierId,
        key: event.key,
        date,
        evidence: [...objects],
        ...(numbered && installment !== null ? { installment } : {}),
        ...(note.trim() ? { note: note.trim() } : {}),
        ...(Object.keys(values).length > 0 ? { values } : {}),
      }),
    );
    setBusy(false);
    if (answer === undefined) return;
    props.onRecorded?.();
    setMoved(answer.moved);
  };

  if (moved !== null)
    return (
      <Dialog
        title={words.movedTitle}
        lead={moved.length > 0 ? words.moved(moved.length) : words.movedNone}
        onClose={onClose}
        footer={
          <Action kind="primary" cap="Esc" onClick={onClose} autoFocus>
            {words.done}
          </Action>
        }
      >
        <MovedList moved={moved} />
      </Dialog>
    );
  return (
    <Dialog
      title={event ? words.title(say(event.title)) : t.dossier.record}
      lead={words.lead}
      onClose={onClose}
      footer={
        <>
          <Action kind="primary" busy={busy} onClick={() => void save()}>
            {busy ? words.saving : words.save}
          </Action>
          <Action kind="text" cap="Esc" onClick={onClose}>
            {t.common.cancel}
          </Action>
          {event && <span className="fact">{event.rule}</span>}
        </>
      }
    >
      <form
        onSubmit={(submit) => {
          submit.preventDefault();
          void save();
        }}
      >
        {props.event === undefined && (
          <div className="value-row">
            <label htmlFor="event-key">{words.which}</label>
            <Select
              id="event-key"
              showSearch={{ optionFilterProp: 'label' }}
              value={key || null}
              autoFocus
              options={(definition?.events ?? []).map((one) => ({ value: one.key, label: say(one.title) }))}
              onChange={(chosen) => {
                setKey(chosen ?? '');
                setValues({});
              }}
            />
          </div>
        )}
        <div className="value-row">
          <label htmlFor="event-date">{words.date}</label>
          <div>
            <DateField
              id="event-date"
              value={date}
              onChange={setDate}
              autoFocus={props.event !== undefined}
              required
            />
            {before !== undefined && <p className="amber">{t.dossier.events.already(before.date)}</p>}
            {future && (
              <p className="seal" role="alert">
                {words.dateFuture}
              </p>
            )}
          </div>
        </div>
        {numbered && (props.installments ?? 0) > 0 && (
          <div className="value-row">
            <label htmlFor="event-installment">{words.installment}</label>
            <Select
              id="event-installment"
              value={installment}
              allowClear={event?.repeat === 'shared'}
              options={Array.from({ length: props.installments ?? 0 }, (_, i) => ({
                value: i + 1,
                label: words.installmentOf(i + 1),
              }))}
              onChange={(chosen) => setInstallment(chosen ?? null)}
            />
          </div>
        )}
        {(event?.values ?? []).map((column) => (
          <ValueRow
            key={column.key}
            column={column}
            idPrefix="event-value"
            value={values[column.key]}
            missing={tried}
            onChange={(value) => setValues({ ...values, [column.key]: value })}
          />
        ))}
        <div className="value-row">
          <span className="value-label" id="event-evidence">
            {words.evidence}
          </span>
          <div>
            {event?.evidence && <p className="ink2">{words.evidenceWhat(say(event.evidence))}</p>}
            <EvidencePicker
              dossier={dossier}
              labelledBy="event-evidence"
              chosen={objects}
              onChange={setObjects}
            />
            {tried && lacksEvidence && (
              <p className="seal" role="alert">
                {words.needEvidence}
              </p>
            )}
          </div>
        </div>
        <div className="value-row">
          <label htmlFor="event-note">{words.note}</label>
          <Input.TextArea
            id="event-note"
            autoSize={{ minRows: 1, maxRows: 5 }}
            maxLength={4000}
            placeholder={words.noteHint}
            value={note}
            onChange={(change) => setNote(change.target.value)}
          />
        </div>
        <button type="submit" className="sr" tabIndex={-1} aria-hidden="true" />
      </form>
    </Dialog>
  );
}
