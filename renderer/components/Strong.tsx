import { Fragment } from 'react';

/** A sentence of the texts in which `**` marks what is bold. */
export function Strong({ text }: { text: string }) {
  return text
    .split('**')
    .map((part, i) =>
      i % 2 === 1 ? <b key={`${i}${part}`}>{part}</b> : <Fragment key={`${i}${part}`}>{part}</Fragment>,
    );
}
