import { useState } from 'react';
import { useText } from '../../stores/language.ts';
import { goTo } from '../../stores/navigation.ts';
import { useSession } from '../../stores/session.ts';
import { AccountStep } from './AccountStep.tsx';
import { type Mode, ModeStep } from './ModeStep.tsx';
import { PapersStep } from './PapersStep.tsx';
import { Restore } from './Restore.tsx';
import { SampleStep } from './SampleStep.tsx';

/** Account, recovery papers, a sample: five minutes. */
export function FirstStart() {
  const t = useText();
  const setEntering = useSession((state) => state.setEntering);
  const [step, setStep] = useState(0);
  const [mode, setMode] = useState<Mode>('single');
  const [restoring, setRestoring] = useState(false);
  const [shares, setShares] = useState<readonly string[]>([]);
  if (restoring) return <Restore onBack={() => setRestoring(false)} />;
  return (
    <div className="entry-page">
      <ol className="entry-steps" aria-label={t.entry.stepsLabel}>
        {(mode === 'single' ? t.entry.steps : t.entry.steps.slice(0, 3)).map((name, i) => (
          <li key={name} aria-current={i === step ? 'step' : undefined}>
            <span>{i + 1}</span> {name}
          </li>
        ))}
        <li className="entry-about">{t.entry.about}</li>
      </ol>
      {step === 0 && (
        <ModeStep
          mode={mode}
          onMode={setMode}
          onNext={() => setStep(1)}
          onRestore={() => setRestoring(true)}
        />
      )}
      {step === 1 && (
        <AccountStep
          mode={mode}
          onBack={() => setStep(0)}
          onDone={(given) => {
            setShares(given);
            setStep(2);
          }}
        />
      )}
      {step === 2 && (
        <PapersStep
          shares={shares}
          onDone={() => {
            setShares([]);
            if (mode === 'single') return setStep(3);
            // E-15: who sets a store up for several people reads no content, and makes the accounts next.
            goTo({ screen: 'people' });
            setEntering(false);
          }}
        />
      )}
      {step === 3 && <SampleStep onDone={() => setEntering(false)} />}
    </div>
  );
}
