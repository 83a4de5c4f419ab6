import { useState } from 'react';
import { useText } from '../../stores/language.ts';
import { useSession } from '../../stores/session.ts';
import { AccountStep } from './AccountStep.tsx';
import { ModeStep } from './ModeStep.tsx';
import { PapersStep } from './PapersStep.tsx';
import { Restore } from './Restore.tsx';
import { SampleStep } from './SampleStep.tsx';

/** Account, recovery papers, a sample: five minutes. */
export function FirstStart() {
  const t = useText();
  const setEntering = useSession((state) => state.setEntering);
  const [step, setStep] = useState(0);
  const [restoring, setRestoring] = useState(false);
  const [shares, setShares] = useState<readonly string[]>([]);
  if (restoring) return <Restore onBack={() => setRestoring(false)} />;
  return (
    <div className="entry-page">
      <ol className="entry-steps" aria-label={t.entry.stepsLabel}>
        {t.entry.steps.map((name, i) => (
          <li key={name} aria-current={i === step ? 'step' : undefined}>
            <span>{i + 1}</span> {name}
          </li>
        ))}
        <li className="entry-about">{t.entry.about}</li>
      </ol>
      {step === 0 && <ModeStep onNext={() => setStep(1)} onRestore={() => setRestoring(true)} />}
      {step === 1 && (
        <AccountStep
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
            setStep(3);
          }}
        />
      )}
      {step === 3 && <SampleStep onDone={() => setEntering(false)} />}
    </div>
  );
}
