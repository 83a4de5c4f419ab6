import { useState } from 'react';
import { BareFrame } from '../../components/Frame.tsx';
import { useText } from '../../stores/language.ts';
import { useSession } from '../../stores/session.ts';
import { FirstStart } from './FirstStart.tsx';
import { MustChange } from './ChangePassword.tsx';
import { NewPapers } from './NewPapers.tsx';
import { Recover } from './Recover.tsx';
import { Unlock } from './Unlock.tsx';
import './entry.css';

/** Before anyone is known: first start, unlock, recovery. */
export function Entry() {
  const t = useText();
  const status = useSession((state) => state.status);
  const info = useSession((state) => state.info);
  const entering = useSession((state) => state.entering);
  const [recovering, setRecovering] = useState(false);
  const [papers, setPapers] = useState<readonly string[] | null>(null);
  const version = info?.version ?? '';

  if (papers !== null)
    return (
      <BareFrame note={t.entry.recover.title}>
        <NewPapers shares={papers} onDone={() => useSession.getState().setEntering(false)} />
      </BareFrame>
    );
  if (status?.state === 'unlocked' && status.account?.must_change === true && !entering)
    return (
      <BareFrame note=" " foot={t.entry.offline}>
        <MustChange />
      </BareFrame>
    );
  // While papers are being tried the form stays: what was typed must survive a refusal.
  if (!recovering && (status?.state === 'not_set_up' || entering))
    return (
      <BareFrame note={t.entry.firstStart} foot={t.entry.offline}>
        <FirstStart />
      </BareFrame>
    );
  return (
    <BareFrame note=" " foot={`${t.entry.unlock.algorithms} · ${version}`}>
      {recovering ? (
        <Recover onBack={() => setRecovering(false)} onShares={setPapers} />
      ) : (
        <Unlock onForgot={() => setRecovering(true)} />
      )}
    </BareFrame>
  );
}
