import type { Bilingual } from '../model/units.ts';
import type { View } from './define-view.ts';

/** How a label is looked for in the text of an output. */
export interface LabelLook {
  find: 'sentence' | 'unit';
  /** Only in outputs of this language. */
  language?: 'zh' | 'en';
  /** The lowest place among the author units that is enough. */
  lowest?: (view: View) => number;
  /** What follows where it is not there, and how heavy it is. */
  consequence: Bilingual;
  severity: 'block' | 'warn';
}
