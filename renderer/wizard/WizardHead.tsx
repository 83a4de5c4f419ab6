import { useState } from 'react';
import type { Definition } from '../../shared/agreements/define.ts';
import type { DraftView } from '../../shared/ipc/contract/dossier.ts';
import type { DossierRecord } from '../../shared/model/record.ts';
import type { DossierId } from '../../shared/model/ids.ts';
import { allDefinitions } from '../app/definitions.ts';
import { clockTime } from '../app/civil-words.ts';
import { bridge, call } from '../bridge.ts';
import { Action } from '../components/Action.tsx';
import { PrintForm } from '../components/PrintForm.tsx';
import { DraftMark } from '../components/DraftMark.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { useAmounts } from '../stores/amounts.ts';
import { useSay, useText } from '../stores/language.ts';
import { useNavigation } from '../stores/navigation.ts';
import { useWizard } from '../stores/wizard.ts';

/** Title, what was read, whether it is saved. */
export function WizardHead({ draft, definition }: { draft: DraftView; definition: Definition }) {
  const text = useText();
  const words = text.wizard;
  const say = useSay();
  const save = useWizard((state) => state.save);
  const leave = useWizard((state) => state.leave);
  const { go, forget } = useNavigation();
  const [asking, setAsking] = useState(false);
  const shown = useAmounts((state) => state.shown.has(draft.id));
  const { unmask, mask } = useAmounts();
  const { reading } = draft;

  async function discard(): Promise<void> {
    await leave();
    const gone = await call(bridge().dossier.discard({ dossier: draft.id as DossierId }));
    if (gone === undefined) return;
    forget(draft.id);
    go({ screen: 'dossiers' });
  }

  return (
    <header className="wz-head">
      <div className="wz-head-line">
        <h1 className="screen-title">{words.title}</h1>
        <p className="wz-head-what ellipsis ink2">
          {say(definition.title)} ·{' '}
          {reading === null
            ? words.blank
            : words.readFrom(reading.name, reading.lines.length, reading.result.fields.length)}
        </p>
        <span className={save === 'failed' ? 'wz-must' : 'ink2'} role="status">
          {save === 'failed'
            ? words.notSaved
            : save === 'saving'
              ? words.saving
              : words.saved(clockTime(draft.saved_at))}
        </span>
        {definition.form !== undefined && <PrintForm dossier={draft.id} />}
        {definition.amountsSecret !== undefined && (
          <button
            type="button"
            className="link"
            onClick={() => void (shown ? mask(draft.id) : unmask(draft.id))}
          >
            {shown ? text.exposure.mask : text.ledger.unmask}
          </button>
        )}
        <button type="button" className="link" onClick={() => setAsking(true)}>
          {words.bar.discard}
        </button>
      </div>
      <DraftMark definition={definition} record={recordOf(draft, definition)} />
      <ReadingNote draft={draft} />
      {asking && (
        <Dialog
          title={words.bar.discardTitle}
          lead={words.bar.discardWhat}
          onClose={() => setAsking(false)}
          width={560}
          footer={
            <>
              <Action kind="danger" onClick={() => void discard()}>
                {words.bar.discardDo}
              </Action>
              <Action autoFocus onClick={() => setAsking(false)}>
                {words.bar.keep}
              </Action>
            </>
          }
        />
      )}
    </header>
  );
}

function recordOf(draft: DraftView, { version }: Definition): DossierRecord {
  return { kind: draft.kind, definitionVersion: version, fields: draft.fields, events: [], entries: {} };
}

/** What the reader could not do, in one line. */
function ReadingNote({ draft }: { draft: DraftView }) {
  const words = useText().wizard.start;
  const say = useSay();
  const result = draft.reading?.result;
  if (result === undefined) return null;
  const other = allDefinitions().find((one) => one.id === result.kind);
  const note =
    result.fields.length === 0
      ? words.nothing
      : result.kind === null
        ? words.notRecognised
        : result.kind !== draft.kind && other !== undefined
          ? words.otherKind(say(other.title))
          : null;
  return note === null ? null : <p className="wz-head-note amber">{note}</p>;
}
