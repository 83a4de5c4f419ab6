import { Checkbox } from 'antd';
import { useEffect, useState } from 'react';
import type { EvidenceItem } from '../../shared/ipc/contract/dossier.ts';
import type { DossierId, ObjectId } from '../../shared/model/ids.ts';
import { bytesText } from '../app/civil-words.ts';
import { bridge, call } from '../bridge.ts';
import { sealFiles } from '../features/evidence/seal-files.ts';
import { useJob } from '../stores/jobs.ts';
import { useText } from '../stores/language.ts';
import { Action } from './Action.tsx';
import { Progress } from './Progress.tsx';
import './evidence-picker.css';

interface EvidencePickerProps {
  dossier: string;
  labelledBy: string;
  chosen: readonly ObjectId[];
  onChange: (chosen: readonly ObjectId[]) => void;
}

/** Chooses what proves a fact: from the sealed material, or a new file that is sealed first. */
export function EvidencePicker({ dossier, labelledBy, chosen, onChange }: EvidencePickerProps) {
  const t = useText();
  const words = t.reason.dialog;
  const [items, setItems] = useState<readonly EvidenceItem[] | null>(null);
  const [job, setJob] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const running = useJob(job);
  useEffect(() => {
    void call(bridge().evidence.list({ dossier: dossier as DossierId })).then((list) => setItems(list ?? []));
  }, [dossier]);
  const take = async (files: File[] | null) => {
    const sealed = await sealFiles(dossier, files, { many: true, started: setJob });
    setJob(null);
    if (sealed === undefined || sealed.length === 0) return;
    const ids = sealed.map((item) => item.object);
    setItems((before) => [...sealed, ...(before ?? []).filter((item) => !ids.includes(item.object))]);
    onChange([...chosen, ...ids.filter((id) => !chosen.includes(id))]);
  };
  return (
    <div
      className={over ? 'evidence-picker evidence-over' : 'evidence-picker'}
      role="group"
      aria-labelledby={labelledBy}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (job === null) void take([...event.dataTransfer.files]);
      }}
    >
      {items !== null && items.length === 0 && <p className="ink2">{words.noEvidence}</p>}
      {items !== null && items.length > 0 && (
        <ul className="evidence-choices scroll">
          {items.map((item) => (
            <li key={item.object}>
              <Checkbox
                checked={chosen.includes(item.object)}
                onChange={(event) =>
                  onChange(
                    event.target.checked
                      ? [...chosen, item.object]
                      : chosen.filter((object) => object !== item.object),
                  )
                }
              >
                {item.name} <span className="ink3 num">{bytesText(item.size)}</span>
              </Checkbox>
            </li>
          ))}
        </ul>
      )}
      {job === null ? (
        <Action small onClick={() => void take(null)}>
          {words.choose}
        </Action>
      ) : (
        <Progress job={running} id={job} label={words.sealing} />
      )}
    </div>
  );
}
