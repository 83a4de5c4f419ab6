import type { Texts } from '../../shared/text/text.ts';
import type { BadValue } from './value.ts';

/** The sentence for a typed text that is no value of its type, with how to mend it. */
export function badWords(text: Texts, bad: BadValue): string {
  const words = text.wizard.bad;
  if (bad.why === 'contradiction') return words.contradiction(bad.words, bad.figures);
  if (bad.why === 'atLeast' || bad.why === 'atMost') return words[bad.why](bad.bound);
  return words[bad.why];
}
