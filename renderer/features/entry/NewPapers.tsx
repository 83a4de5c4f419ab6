import { useText } from '../../stores/language.ts';
import { PapersStep } from './PapersStep.tsx';

/** After a recovery: the old papers are void, these three replace them. */
export function NewPapers({ shares, onDone }: { shares: readonly string[]; onDone: () => void }) {
  const t = useText();
  return (
    <div className="entry-page">
      <PapersStep shares={shares} onDone={onDone} title={t.entry.recover.newPapers} />
    </div>
  );
}
