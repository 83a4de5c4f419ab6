import { useText } from '../../stores/language.ts';
import './approvals.css';

/** From a refusal to an approval in four steps. */
export function ApprovalSteps() {
  const { steps } = useText().approval;
  const all = [steps.write, steps.stamp, steps.bind, steps.once];
  return (
    <div className="ap-steps">
      <h3>{steps.title}</h3>
      <ol>
        {all.map(([name, what], index) => (
          <li key={name}>
            <b>
              <span className="num">{index + 1}</span> {name}
            </b>
            <span className="ink2">{what}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
