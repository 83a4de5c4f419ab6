import type { Problem, View } from './define.ts';

/** A text that a record says to other dossiers, for one purpose. Normalise it: it is compared by equality only. */
export interface Said {
  /** What is compared with what, e.g. `open-fund/output`; kinds that use one purpose are compared with each other. */
  purpose: string;
  text: string;
}

/** How many other dossiers say one of the texts for the purpose: never which ones. */
export type Elsewhere = (purpose: string, texts: readonly string[]) => number;

/** Roles that may look into both dossiers and decide what holds. */
export type Resolver = 'secretary' | 'project_lead' | 'archivist';

/**
 * The part of a rule that compares dossiers which nobody may read together (one output, one topic). Pure: the
 * service keeps keyed fingerprints of what is said, and answers what is asked from them alone.
 */
export interface Across {
  resolver: Resolver;
  /** What the record says to others; of the record alone, never of today: it is kept until the record changes. */
  says: (view: View) => readonly Said[];
  /** What is wrong in the light of what others say; the engine adds who resolves it. */
  asks: (view: View, elsewhere: Elsewhere) => readonly Problem[];
}
