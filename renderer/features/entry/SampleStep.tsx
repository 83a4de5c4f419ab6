import { useState } from 'react';
import { allDefinitions } from '../../app/definitions.ts';
import { useShortcuts } from '../../app/keyboard.ts';
import { bridge, call } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useText } from '../../stores/language.ts';
import { goTo } from '../../stores/navigation.ts';
import { Rows } from './ModeStep.tsx';

/** A sample to play with, or straight to work. */
export function SampleStep({ onDone }: { onDone: () => void }) {
  const t = useText();
  const words = t.entry.sample;
  const [busy, setBusy] = useState(false);
  const open = async () => {
    const kind = allDefinitions()[0]?.id;
    if (kind === undefined || busy) return;
    setBusy(true);
    const made = await call(bridge().dossier.createSample({ kind }));
    setBusy(false);
    if (made === undefined) return;
    goTo({ screen: 'dossier', dossier: made.id });
    onDone();
  };
  const skip = () => {
    goTo({ screen: 'today' });
    onDone();
  };
  useShortcuts([
    { keys: 'Enter', label: words.open, run: () => void open() },
    { keys: 'Escape', cap: 'Esc', label: words.skip, run: skip },
  ]);
  return (
    <>
      <h1 className="entry-title serif">{words.title}</h1>
      <p className="entry-lead">{words.lead}</p>
      <div className="sample-rows">
        <Rows rows={words.rows} />
      </div>
      {busy && <Progress job={undefined} label={words.working} />}
      <div className="entry-foot">
        <span className="grow" />
        <Action cap="Esc" onClick={skip} disabled={busy}>
          {words.skip}
        </Action>
        <Action kind="primary" cap="Enter" onClick={() => void open()} busy={busy}>
          {words.open}
        </Action>
      </div>
    </>
  );
}
