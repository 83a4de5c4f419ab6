import type { ReactNode } from 'react';
import '../../components/value-row.css';

/** One line of a form: its label, its input, and what is wrong. `group`: the input is several controls. */
export function Row({
  id,
  label,
  group = false,
  children,
}: {
  id: string;
  label: string;
  group?: boolean;
  children: ReactNode;
}) {
  return (
    <div className="value-row">
      {group ? (
        <span className="value-label" id={id}>
          {label}
        </span>
      ) : (
        <label htmlFor={id}>{label}</label>
      )}
      <div className="value-input">{children}</div>
    </div>
  );
}
