import { Select } from 'antd';
import { useState } from 'react';
import type { DossierView } from '../../../shared/ipc/contract/dossier.ts';
import type { PackageView } from '../../../shared/model/derived.ts';
import type { EventType } from '../../../shared/agreements/define.ts';
import { definitionOf } from '../../app/definitions.ts';
import { Action } from '../../components/Action.tsx';
import { ClauseRef } from '../../components/ClauseRef.tsx';
import { DateText } from '../../components/DateText.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useSay, useText } from '../../stores/language.ts';
import { usePackage } from '../../stores/package.ts';
import { readDate } from '../../wizard/value.ts';
import { workdaysLeft } from './summary.ts';

/** Which package of which dossier, the meeting, and the two days that matter. */
export function PackageHead({ record, view }: { record: DossierView; view: PackageView }) {
  const text = useText();
  const words = text.packages;
  const say = useSay();
  const load = usePackage((state) => state.load);
  const [asking, setAsking] = useState(false);
  // Only a package that is counted back from a meeting has one.
  const base = baseOf(record.kind, view.id);
  const { due } = view;
  const last = due?.statutory ?? due?.nominal ?? null;
  const left = due?.safe == null ? null : workdaysLeft(view.days, record.today, due.safe);
  const passed = due?.safe != null && due.safe < record.today;
  const state = left !== null ? words.left(left) : passed ? words.over : '';
  return (
    <header className="pk-head">
      <div className="pk-head-line">
        {record.packages.length > 1 ? (
          <h1 className="screen-title pk-title">
            <span className="sr">{say(view.title)}</span>
            <Select
              variant="borderless"
              popupMatchSelectWidth={false}
              aria-label={words.choose}
              value={view.id}
              options={record.packages.map((one) => ({ value: one.id, label: say(one.title) }))}
              onChange={(id: string) => void load(record.id, id)}
            />
          </h1>
        ) : (
          <h1 className="screen-title">{say(view.title)}</h1>
        )}
        <p className="ellipsis ink2 grow">
          {view.id} · {record.number} {record.title}
        </p>
        {base !== null && (
          <p className="pk-meeting">
            {say(base.title)}{' '}
            {view.meeting === null ? (
              <span className="ink3">{words.noMeeting}</span>
            ) : (
              <DateText date={view.meeting} strong />
            )}
            <button type="button" className="link" onClick={() => setAsking(true)}>
              {view.meeting === null ? words.setMeeting : words.changeMeeting}
            </button>
          </p>
        )}
      </div>
      {due !== null && (
        <div className="pk-due">
          <p>
            <DateText date={last} provisional={due.provisional} strong short /> {words.marks.statutory}
            {text.common.colon}
            {say(due.title)}
          </p>
          {due.safe !== null && (
            <p>
              <DateText date={due.safe} provisional={due.provisional} strong short /> {words.marks.safe}
              {state !== '' && text.common.comma}
              {state}
            </p>
          )}
          <ClauseRef clause={due.clause} rule={due.rule} />
        </div>
      )}
      {asking && <MeetingDialog meeting={view.meeting} onClose={() => setAsking(false)} />}
    </header>
  );
}

/** The event that the days of a package are counted back from, or null. */
export function baseOf(kind: string, id: string): EventType | null {
  const definition = definitionOf(kind);
  const key = definition?.packages.find((one) => one.id === id)?.base ?? null;
  return definition?.events.find((event) => event.key === key) ?? null;
}

function MeetingDialog({ meeting, onClose }: { meeting: string | null; onClose(): void }) {
  const text = useText();
  const words = text.packages;
  const plan = usePackage((state) => state.plan);
  const [typed, setTyped] = useState(meeting ?? '');
  const date = readDate(typed);
  const bad = typed.trim() !== '' && date === null;
  async function take(next: typeof date): Promise<void> {
    if (await plan(next)) onClose();
  }
  return (
    <Dialog
      title={words.meetingDate}
      lead={words.meetingWhy}
      width={520}
      onClose={onClose}
      footer={
        <>
          <Action kind="primary" disabled={date === null} onClick={() => void take(date)}>
            {words.meetingSet}
          </Action>
          {meeting !== null && <Action onClick={() => void take(null)}>{words.meetingClear}</Action>}
          <Action onClick={onClose}>{text.common.cancel}</Action>
        </>
      }
    >
      <form
        className="pk-meeting-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (date !== null) void take(date);
        }}
      >
        <label htmlFor="pk-meeting-date">{words.meetingDate}</label>
        <input
          id="pk-meeting-date"
          className="pk-date"
          // The dialog is this one input
          autoFocus
          autoComplete="off"
          value={typed}
          placeholder={text.common.dateHint}
          aria-invalid={bad || undefined}
          aria-describedby="pk-meeting-about"
          onChange={(event) => setTyped(event.target.value)}
        />
        <span id="pk-meeting-about" className={bad ? 'seal' : 'ink2'}>
          {bad ? text.common.dateBad : date !== null && <DateText date={date} />}
        </span>
      </form>
    </Dialog>
  );
}
