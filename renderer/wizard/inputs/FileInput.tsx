import { type DragEvent, useContext, useState } from 'react';
import { SealedChoice } from './SealedChoice.tsx';
import { Action } from '../../components/Action.tsx';
import { Progress } from '../../components/Progress.tsx';
import { sealFiles } from '../../features/evidence/seal-files.ts';
import { useJob } from '../../stores/jobs.ts';
import { useText } from '../../stores/language.ts';
import { useWizard } from '../../stores/wizard.ts';
import { isGroup } from '../value.ts';
import { InputDossier } from './input-dossier.ts';
import type { InputProps } from './TypedInput.tsx';

/** A file of the draft: chosen or dropped, sealed at once, then bound by its id; its name alone binds nothing. */
export function FileInput({ id, value, label, onChange }: InputProps) {
  const text = useText();
  const words = text.wizard.file;
  const draft = useWizard((state) => state.dossier);
  const own = useContext(InputDossier);
  const dossier = own ?? draft;
  const [job, setJob] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const running = useJob(job);
  const bound = isGroup(value) ? value : {};
  const name = typeof bound.name === 'string' ? bound.name : null;
  const attached = typeof bound.object === 'string';

  async function take(files: File[] | null): Promise<void> {
    if (dossier === null || job !== null) return;
    const [item] = (await sealFiles(dossier, files, { many: false, started: setJob })) ?? [];
    setJob(null);
    if (item !== undefined) onChange({ object: item.object, name: item.name });
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    const files = [...event.dataTransfer.files].slice(0, 1);
    if (files.length > 0) void take(files);
  }

  if (job !== null) return <Progress id={job} job={running} label={text.wizard.start.sealingPlain} />;
  return (
    // Dropping is a second way; the button is the first
    <div
      className="wz-file"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span className={attached ? 'wz-file-name' : 'ink3'}>
        {attached ? name : name === null ? words.none : words.named(name)}
      </span>
      <button
        type="button"
        id={id}
        className="link"
        aria-label={`${label} ${words.choose}`}
        onClick={() => void take(null)}
      >
        {words.choose}
      </button>
      {own !== null && <SealedChoice dossier={own} label={label} onChoose={onChange} />}
      {attached && (
        <Action small kind="text" onClick={() => onChange(null)}>
          {words.remove}
        </Action>
      )}
    </div>
  );
}
