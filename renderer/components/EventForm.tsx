import { Input, Select } from 'antd';
import { useState } from 'react';
import { clashOf, isNumbered } from '../../shared/engine/once.ts';
import type { Output } from '../../shared/ipc/contract.ts';
import type { DossierId } from '../../shared/model/ids.ts';
import type { DossierRecord, EventFact } from '../../shared/model/record.ts';
import { definitionOf } from '../app/definitions.ts';
import { bridge, call } from '../bridge.ts';
import { useSay, useText } from '../stores/language.ts';
import { useSession } from '../stores/session.ts';
import { InputDossier } from '../wizard/inputs/input-dossier.ts';
import { Action } from './Action.tsx';
import { DateField } from './DateField.tsx';
import { Dialog } from './Dialog.tsx';
import { type EventInput, keptValues, sameInput } from './event-form.ts';
import { EvidencePicker } from './EvidencePicker.tsx';
import { ReasonRow } from './ReasonRow.tsx';
import { useLeaving } from './use-leaving.tsx';
import { ValueRow, wholeRow } from './ValueRow.tsx';
import './value-row.css';

interface EventFormProps {
  dossier: string;
  kind: string;
  /** Whether the person chooses which event it is. */
  choose: boolean;
  event: string;
  correct: EventFact | undefined;
  base: EventInput;
  start: EventInput;
  /** Null until it is read: then nothing is known to stand in the way. */
  record: DossierRecord | null;
  onClose: () => void;
  onCorrect: (fact: EventFact, typed: EventInput) => void;
  onSaved: (moved: Output<'event.record'>['moved']) => void;
}

/** The form of an event: what, when, of which instalment, with which values and evidence; why, if it is corrected. */
export function EventForm(props: EventFormProps) {
  const { dossier, correct } = props;
  const t = useText();
  const say = useSay();
  const words = t.reason.dialog;
  const definition = definitionOf(props.kind);
  const today = useSession((state) => state.info?.today) ?? null;
  const [key, setKey] = useState(props.event);
  const [input, setInput] = useState(props.start);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<EventInput>) => setInput((before) => ({ ...before, ...part }));
  const event = definition?.events.find((one) => one.key === key);
  const numbered = isNumbered(event);
  const list = props.record?.fields[definition?.payments?.list ?? ''];
  const installments = Math.max(Array.isArray(list) ? list.length : 0, input.installment ?? 0);
  const clash = clashOf(event, input.installment, props.record?.events ?? [], correct?.id);
  const { date, objects } = input;
  const future = date !== null && today !== null && date > today && event?.planned !== true;
  const lacksEvidence = event?.milestone === true && objects.length === 0;
  const lacksNumber = event?.repeat === 'installment' && input.installment === null && installments > 0;
  const dirty = !sameInput(props.base, input) || reason.trim() !== '';
  const same = correct !== undefined && sameInput(props.base, input);
  const leaving = useLeaving(dirty, props.onClose);

  const save = async () => {
    setTried(true);
    if (event === undefined || date === null || future || lacksEvidence || lacksNumber) return;
    if (clash !== undefined || same || busy || !wholeRow(event.values ?? [], input.values)) return;
    if (correct !== undefined && reason.trim() === '') return;
    setBusy(true);
    const values = keptValues(input.values);
    const fact = {
      dossier: dossier as DossierId,
      key: event.key,
      date,
      evidence: [...objects],
      ...(numbered && input.installment !== null ? { installment: input.installment } : {}),
      ...(correct?.n === undefined ? {} : { n: correct.n }),
      ...(input.note.trim() ? { note: input.note.trim() } : {}),
      ...(Object.keys(values).length > 0 ? { values } : {}),
    };
    const answer = await call<Output<'event.record'>>(
      correct === undefined
        ? bridge().event.record(fact)
        : bridge().event.correct({ ...fact, event: correct.id, reason: reason.trim() }),
    );
    setBusy(false);
    if (answer !== undefined) props.onSaved(answer.moved);
  };

  const title = event ? say(event.title) : '';
  return (
    <Dialog
      title={correct ? t.amend.eventTitle(title || key) : event ? words.title(title) : t.dossier.record}
      lead={correct ? t.amend.eventLead : words.lead}
      onClose={leaving.close}
      footer={
        leaving.question ?? (
          <>
            <Action kind="primary" busy={busy} disabled={clash !== undefined} onClick={() => void save()}>
              {busy ? words.saving : correct ? t.amend.save : words.save}
            </Action>
            <Action kind="text" cap="Esc" onClick={leaving.close}>
              {t.common.cancel}
            </Action>
            {tried && same && <span role="alert">{t.amend.same}</span>}
            {event && <span className="fact">{event.rule}</span>}
          </>
        )
      }
    >
      <InputDossier value={dossier}>
        <form
          onSubmit={(submit) => {
            submit.preventDefault();
            void save();
          }}
        >
          {props.choose && (
            <div className="value-row">
              <label htmlFor="event-key">{words.which}</label>
              <div>
                <Select
                  id="event-key"
                  className="value-select"
                  showSearch={{ optionFilterProp: 'label' }}
                  value={key || null}
                  autoFocus
                  options={(definition?.events ?? []).map((one) => ({
                    value: one.key,
                    label: say(one.title),
                  }))}
                  onChange={(chosen) => {
                    setKey(chosen ?? '');
                    change({ values: {} });
                  }}
                />
                {tried && event === undefined && (
                  <p className="seal" role="alert">
                    {t.common.fillIn}
                  </p>
                )}
              </div>
            </div>
          )}
          {clash !== undefined && (
            <div className="event-clash" role="alert">
              <p>
                {clash.installment === undefined
                  ? t.amend.once(clash.date)
                  : t.amend.onceInstallment(clash.installment, clash.date)}
              </p>
              <p>
                <Action small onClick={() => props.onCorrect(clash, input)}>
                  {t.amend.toCorrect}
                </Action>{' '}
                <span className="ink2">{t.amend.toCorrectHint}</span>
              </p>
            </div>
          )}
          <div className="value-row">
            <label htmlFor="event-date">{words.date}</label>
            <div>
              <DateField
                id="event-date"
                value={date}
                onChange={(next) => change({ date: next })}
                autoFocus={!props.choose}
                required
              />
              {future && (
                <p className="seal" role="alert">
                  {words.dateFuture}
                </p>
              )}
            </div>
          </div>
          {numbered && installments > 0 && (
            <div className="value-row">
              <label htmlFor="event-installment">{words.installment}</label>
              <div>
                <Select
                  id="event-installment"
                  className="value-select"
                  value={input.installment}
                  allowClear={event?.repeat === 'shared'}
                  options={Array.from({ length: installments }, (_, i) => ({
                    value: i + 1,
                    label: words.installmentOf(i + 1),
                  }))}
                  onChange={(chosen) => change({ installment: chosen ?? null })}
                />
                {tried && lacksNumber && (
                  <p className="seal" role="alert">
                    {t.common.fillIn}
                  </p>
                )}
              </div>
            </div>
          )}
          {(event?.values ?? []).map((column) => (
            <ValueRow
              key={column.key}
              column={column}
              idPrefix="event-value"
              value={input.values[column.key]}
              missing={tried}
              onChange={(value) => change({ values: { ...input.values, [column.key]: value } })}
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
                onChange={(chosen) => change({ objects: chosen })}
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
              value={input.note}
              onChange={(typed) => change({ note: typed.target.value })}
            />
          </div>
          {correct !== undefined && (
            <ReasonRow id="event-reason" value={reason} onChange={setReason} missing={tried} />
          )}
          <button type="submit" className="sr" tabIndex={-1} aria-hidden="true" />
        </form>
      </InputDossier>
    </Dialog>
  );
}
