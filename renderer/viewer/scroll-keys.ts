import type { KeyboardEvent } from 'react';

const scrolling: readonly string[] = [
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'PageUp',
  'PageDown',
  'Home',
  'End',
  ' ',
];

/** A page that has the focus scrolls by the keys that mean something else around it. */
export function keepScrollKeys(event: KeyboardEvent): void {
  const plain = !event.altKey && !event.ctrlKey && !event.metaKey;
  if (plain && event.target === event.currentTarget && scrolling.includes(event.key)) event.stopPropagation();
}
