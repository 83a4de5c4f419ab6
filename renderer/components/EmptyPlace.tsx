import type { ReactNode } from 'react';
import './empty-place.css';

interface EmptyPlaceProps {
  title: string;
  /** What belongs here. */
  children?: ReactNode;
  /** The one button that begins it, and a sample to look at. */
  actions?: ReactNode;
}

/** An empty place teaches: what belongs here and how it begins. */
export function EmptyPlace({ title, children, actions }: EmptyPlaceProps) {
  return (
    <div className="empty-place">
      <h2 className="serif">{title}</h2>
      <div className="ink2">{children}</div>
      {actions && <div className="row empty-actions">{actions}</div>}
    </div>
  );
}
