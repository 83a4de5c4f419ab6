import { Radio } from 'antd';
import { type DragEvent, useEffect, useState } from 'react';
import type { DossierSummary } from '../../shared/ipc/contract/dossier.ts';
import type { DossierId } from '../../shared/model/ids.ts';
import { allDefinitions } from '../app/definitions.ts';
import { instantText } from '../app/civil-words.ts';
import { bridge, call, settle } from '../bridge.ts';
import { Action } from '../components/Action.tsx';
import { Progress } from '../components/Progress.tsx';
import { useDossiers } from '../stores/dossiers.ts';
import { useJob } from '../stores/jobs.ts';
import { useSay, useText } from '../stores/language.ts';
import { useNavigation } from '../stores/navigation.ts';
import { useWizard } from '../stores/wizard.ts';
import './start.css';

/** Choose a kind, then read an agreement or begin empty; unfinished drafts wait below. */
export function StartPage() {
  const text = useText();
  const words = text.wizard.start;
  const say = useSay();
  const kinds = allDefinitions();
  const [kind, setKind] = useState(kinds[0]?.id ?? '');
  const [over, setOver] = useState(false);
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const intake = useWizard((state) => state.intake);
  const job = useJob(intake?.job ?? null);
  const { list, load } = useDossiers();
  const go = useNavigation((state) => state.go);
  useEffect(() => void load(), [load]);
  const drafts = (list ?? []).filter((one) => one.phase === 'draft');

  async function begin(files: File[] | null | 'blank'): Promise<void> {
    if (busy || kind === '') return;
    setBusy(true);
    setNote(Array.isArray(files) && files.length > 1 ? words.one : '');
    const made = await call(bridge().dossier.create({ kind }));
    if (made !== undefined) {
      const how = files === 'blank' ? 'sealed' : await useWizard.getState().takeIn(made.id, files);
      // Nothing came of it: the empty draft goes as it came.
      if (how === 'nothing') await settle(bridge().dossier.discard({ dossier: made.id }));
      else go({ screen: 'wizard', dossier: made.id });
    }
    setBusy(false);
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0) void begin(files);
  }

  return (
    <div className="ws scroll">
      <h1 className="screen-title">{words.title}</h1>
      <p className="ws-lead ink2">{words.lead}</p>
      <div className="ws-kind">
        <h2 className="section-line ws-head">{words.kind}</h2>
        <Radio.Group
          className="ws-kinds"
          aria-label={words.kind}
          value={kind}
          disabled={busy}
          options={kinds.map((one) => ({ value: one.id, label: say(one.title) }))}
          onChange={(event) => setKind(String(event.target.value))}
        />
      </div>
      {intake === null ? (
        <div className="ws-ways">
          {/* Dropping is a second way; the button inside is the first */}
          <section
            className="ws-drop"
            aria-label={words.read}
            data-over={over || undefined}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(true);
            }}
            onDragLeave={() => setOver(false)}
            onDrop={drop}
          >
            <h2>{words.read}</h2>
            <p className="ink2">{words.readWhat}</p>
            <p className="ws-drop-words serif">{over ? words.dropNow : words.drop}</p>
            <Action kind="primary" busy={busy} autoFocus onClick={() => void begin(null)}>
              {words.choose}
            </Action>
            {note !== '' && <p className="amber">{note}</p>}
          </section>
          <section className="ws-blank" aria-label={words.blank}>
            <h2>{words.blank}</h2>
            <p className="ink2">{words.blankWhat}</p>
            <Action busy={busy} onClick={() => void begin('blank')}>
              {words.blank}
            </Action>
          </section>
        </div>
      ) : (
        <div className="ws-intake">
          <Progress
            id={intake.job}
            job={job}
            label={
              intake.phase === 'reading'
                ? words.reading(intake.name ?? '')
                : intake.name === null
                  ? words.sealingPlain
                  : words.sealing(intake.name)
            }
          />
        </div>
      )}
      {drafts.length > 0 && (
        <section aria-label={words.resume} className="ws-drafts">
          <h2 className="section-line ws-head">{words.resume}</h2>
          <ul>
            {drafts.map((draft) => (
              <DraftRow key={draft.id} draft={draft} onGo={(id) => go({ screen: 'wizard', dossier: id })} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function DraftRow({ draft, onGo }: { draft: DossierSummary; onGo(id: DossierId): void }) {
  const words = useText().wizard.start;
  return (
    <li className="ws-draft">
      <span className="ellipsis grow">{draft.title === '' ? words.untitled : draft.title}</span>
      <span className="ink2 num">{draft.number}</span>
      <time className="ink2 num" dateTime={draft.saved_at}>
        {instantText(draft.saved_at)}
      </time>
      <button type="button" className="link" onClick={() => onGo(draft.id)}>
        {words.go}
      </button>
    </li>
  );
}
