import { useEffect, useState } from 'react';
import type { GuidelineOffer, GuidelineState } from '../../../shared/ipc/contract/guideline.ts';
import { instantText } from '../../app/civil-words.ts';
import { bridge, call } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { useSay, useText } from '../../stores/language.ts';
import { GuidelineDialog } from './GuidelineDialog.tsx';

/** 指南: for each kind that stands on one, the text in force and the way in for a new one (C-Q01). */
export function GuidelineRows() {
  const t = useText();
  const say = useSay();
  const words = t.guideline;
  const [state, setState] = useState<GuidelineState>([]);
  const [offer, setOffer] = useState<GuidelineOffer | null>(null);
  const [told, setTold] = useState('');
  const [busy, setBusy] = useState(false);
  const load = () => void call(bridge().guideline.state()).then((found) => found && setState(found));
  useEffect(load, []);
  const choose = async () => {
    setBusy(true);
    setTold('');
    const found = await call(bridge().guideline.choose());
    setBusy(false);
    if (found) setOffer(found);
  };
  return (
    <>
      {state.map((one) => (
        <div key={one.kind}>
          <dt>{say(one.title)}</dt>
          <dd>
            <p className="ink2">{words.inForce}</p>
            <p>
              <span lang="zh-CN">{one.facts.name}</span> <span className="num">{one.facts.version}</span>{' '}
              <b lang="zh-CN" className={one.facts.draft ? 'amber' : 'green'}>
                {one.facts.status}
              </b>{' '}
              <span className="ink3">
                {one.accepted === null
                  ? words.builtIn
                  : words.acceptedBy(one.accepted.by, instantText(one.accepted.at))}
              </span>
            </p>
            {one.behind > 0 && <p className="amber">{words.behind(one.behind)}</p>}
            <Action small busy={busy} onClick={() => void choose()}>
              {words.importText}
            </Action>
            <span className="green" role="status">
              {told}
            </span>
            <p className="ink3">{words.importNote}</p>
          </dd>
        </div>
      ))}
      {offer !== null && (
        <GuidelineDialog
          offer={offer}
          onClose={() => {
            setOffer(null);
            void bridge().guideline.forget();
          }}
          onAccepted={(done) => {
            setOffer(null);
            setTold(`✓ ${words.done(done)}`);
            load();
          }}
        />
      )}
    </>
  );
}
