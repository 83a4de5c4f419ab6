import { useSay, useText } from '../stores/language.ts';
import type { SectionStanding } from './standing.ts';

interface StepListProps {
  sections: readonly SectionStanding[];
  current: string;
  onGo(section: string): void;
}

/** The steps with what is complete and what is doubtful. */
export function StepList({ sections, current, onGo }: StepListProps) {
  const text = useText();
  const say = useSay();
  return (
    <nav className="wz-steps scroll" aria-label={text.wizard.steps}>
      <ol>
        {sections.map((entry, index) => (
          <li key={entry.section.key}>
            <button
              type="button"
              className="wz-step"
              aria-current={entry.section.key === current ? 'step' : undefined}
              onClick={() => onGo(entry.section.key)}
            >
              <span className="wz-step-no">{index + 1}</span>
              <span className="wz-step-title">{say(entry.section.title)}</span>
              <StepState entry={entry} />
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function StepState({ entry }: { entry: SectionStanding }) {
  const words = useText().wizard.state;
  if (entry.must > 0) return <span className="wz-must-plain">{words.must(entry.must)}</span>;
  if (entry.waiting > 0) return <span className="wz-waiting-plain">{words.waiting(entry.waiting)}</span>;
  if (entry.lacking > 0) return <span className="wz-warn-plain">{words.lacking(entry.lacking)}</span>;
  if (entry.unseen) return <span className="ink2">{words.unseen}</span>;
  return <span className="green">✓ {words.complete}</span>;
}
