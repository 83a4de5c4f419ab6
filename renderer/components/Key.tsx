import type { ReactNode } from 'react';
import './key.css';

/** A key cap. */
export function Key({ children, inverse = false }: { children: ReactNode; inverse?: boolean }) {
  return <kbd className={inverse ? 'key key-inverse' : 'key'}>{children}</kbd>;
}
