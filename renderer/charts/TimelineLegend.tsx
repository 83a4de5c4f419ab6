import { useText } from '../stores/language.ts';
import { Mark } from './marks.tsx';

/** What the marks mean. */
export function TimelineLegend() {
  const t = useText();
  const words = t.dossier.timeline.legend;
  return (
    <ul className="timeline-legend ink2">
      {(['safe', 'nominal', 'statutory', 'escalate', 'gate'] as const).map((mark) => (
        <li key={mark}>
          <svg width="12" height="14" aria-hidden="true">
            <Mark kind={mark} x={6} y={7} color="var(--ink)" />
          </svg>
          {words[mark]}
        </li>
      ))}
    </ul>
  );
}
