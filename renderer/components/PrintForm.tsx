import { useState } from 'react';
import type { DossierId } from '../../shared/model/ids.ts';
import { bridge, call, newJob } from '../bridge.ts';
import { useText } from '../stores/language.ts';
import { Action } from './Action.tsx';

/** The model form of the kind, filled, as docx and PDF: to be printed, signed and sealed (B-F38). */
export function PrintForm({ dossier }: { dossier: string }) {
  const t = useText();
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState('');
  const write = async () => {
    setBusy(true);
    setTold('');
    const done = await call(bridge().form.export({ dossier: dossier as DossierId }, { job: newJob() }));
    setBusy(false);
    if (done !== undefined) setTold(`✓ ${t.dossier.archived(done.name, done.files)}`);
  };
  return (
    <>
      <Action small busy={busy} onClick={() => void write()}>
        {t.amend.printForm}
      </Action>
      <span className="green" role="status">
        {told}
      </span>
    </>
  );
}
