import type { Period } from '../model/retention.ts';
import type { Package } from './define-package.ts';
import type { PaperOffer } from './define-paper.ts';
import type { Penalty } from './define-penalty.ts';
import type { View } from './define-view.ts';
import type { Clause, Finding, Obligation } from '../model/derived.ts';
import type { DossierRecord, FieldValue } from '../model/record.ts';
import type { Bilingual, CivilDate, Fen } from '../model/units.ts';
import type { Across } from './across.ts';
import type { Comparison } from './comparison.ts';
import type { Form, Letter } from './form.ts';
import type { GuidelinePart } from './guideline.ts';
import type { Measured } from './indicators.ts';
import type { LabelLook } from './label-look.ts';
import type { ReadingRow } from './reading-rows.ts';
import type { TemplateLine } from './template-line.ts';

export type { TemplateLine };

export type { Package, Piece } from './define-package.ts';
export type { Charge, Penalty } from './define-penalty.ts';
export type { View } from './define-view.ts';

/** A party of a kind: its key as `our_side` carries it, e.g. `party_a`; `either` and `both` are always understood. */
export type Party = string;

export const fieldTypes = [
  'string',
  'text',
  'date',
  'month',
  'money',
  'percent',
  'integer',
  'enum',
  'boolean',
  'person',
  'file',
  'list',
  'account',
  'period',
] as const;

/**
 * The shape of a value in a record, by type: string, text, enum → string; date → `YYYY-MM-DD`; month →
 * `YYYY-MM`; money → integer fen; percent → exact text `70%`; integer → number; boolean → boolean; person →
 * `{name, phone?, email?, id?}`; file → `{object?, name?}` (what a person bound to it); account → `{name, bank,
 * account, credit_code}`; period → `{start, end}` of dates or months; list → array of objects by `columns`.
 */
export type FieldType = (typeof fieldTypes)[number];

/** One choice of an enum, with the words of the document. */
export interface Choice {
  value: string;
  title: Bilingual;
}

/** When a value must be there: always, before archiving, or as the record says. */
export type Required = 'always' | 'archive' | ((view: View) => boolean);

/** The part that a field, a list's column and an event's value have in common. */
export interface Shape {
  key: string;
  title: Bilingual;
  type: FieldType;
  options?: readonly Choice[];
  /** Columns of a list, or the members of an account, a person or a period where they differ from the usual. */
  columns?: readonly Column[];
  /** A regular expression the whole text must match, and the words to say when it does not. */
  pattern?: { source: string; message: Bilingual };
  min?: number;
  max?: number;
  /** The unit beside an integer: `working_day`, `month`, `copy`, `item` … */
  unit?: string;
  help?: Bilingual;
  /** Personal information (sealed, shown on demand). */
  personal?: boolean;
  /** Commercial secret: masked until a person asks to see it (E-09). */
  secret?: boolean;
}

export interface Column extends Shape {
  /** The row is not whole without it. */
  required?: boolean;
}

export interface Field extends Shape {
  /** Rule of the rulebook, e.g. `A-F20`. */
  rule: string;
  clause: Clause;
  /** The template's usual value: holds where the record says nothing, and is proposed by the wizard. */
  default?: FieldValue;
  /** The default is a proposal that a person has to confirm (待确认). */
  confirmDefault?: boolean;
  required?: Required;
  /** What a lacking required value is: `block` unless said otherwise. */
  missing?: Finding['severity'];
  /** Whether the field applies at all to this record; hidden in the wizard otherwise. */
  when?: (view: View) => boolean;
}

/** One step of the wizard, in the order of the definition. */
export interface Section {
  key: string;
  title: Bilingual;
  help?: Bilingual;
  fields: readonly Field[];
}

export interface EventType {
  key: string;
  title: Bilingual;
  rule: string;
  clause: Clause;
  /**
   * `installment`: once an instalment, which it must name where there are several; `shared`: without a number it
   * stands for every instalment; `many`: any number of times.
   */
  repeat?: 'once' | 'installment' | 'shared' | 'many';
  /** May lie ahead (a meeting that is called); others are facts and lie in the past. */
  planned?: boolean;
  /** A milestone moves the state and needs evidence (G-019). */
  milestone?: boolean;
  /** What proves it, in words. */
  evidence?: Bilingual;
  values?: readonly Column[];
  /** Its amount has to be that of its instalment, neither less nor more (等额). */
  exact?: boolean;
  /** Events that must not be later than this one. */
  after?: readonly string[];
}

/** A gate of a payment or a conditional duty: an event that must have come. */
export interface Gate {
  key: string;
  title: Bilingual;
  event: string;
  /** `installment`: the event of the same instalment, or one without a number. */
  each?: 'installment';
}

export type Trigger =
  /** The event's date; `each`: one obligation for every such event. */
  | { event: string; each?: boolean }
  /** A date that the agreement fixes, in a field. */
  | { field: string }
  /** A date found by a small function; `label` is the event or field it stands for. */
  | { date: (view: View) => CivilDate | null; label: string }
  /** Holds from an event on, or always (null), without a date. */
  | { standing: string | null };

/** Unit `none`: dir `on` and `before` end on the trigger's day itself, `after` means promptly, without a last day. */
export interface Count {
  /** A number, or the field which holds it; with unit `none` it says nothing. */
  offset: number | { field: string };
  unit: Obligation['unit'];
  dir: Obligation['dir'];
  /** “X 日前”: the safe day is the last working day before X (G-006). */
  beforeWord?: boolean;
  /** Whether the end rolls forward over rest days (G-003); by default periods counted forward do. */
  roll?: boolean;
  /**
   * How the careful day is found: G-004 by default, `extra_day` for G-010, `same` for A-Q15, `previous` for D-Q02,
   * `begin` for the day the count begins (a payment that may be made at once).
   */
  safe?: 'default' | 'extra_day' | 'same' | 'previous' | 'begin';
}

type Keys = string | readonly string[];

/** Silence that counts as an answer: what is not answered by the last day is taken for what `means` says. */
export interface Silence {
  means: Bilingual;
  /** The letter that answers, or that tells the other side what its silence means; and the event of its delivery. */
  reply?: { delivered: string; letter: (view: View, id: string) => Letter | null };
}

/** What one repetition of a deadline has of its own: an instalment, an occurrence. */
export interface Instance {
  suffix: string;
  rule?: string;
  key?: string;
  title?: Bilingual;
  clause?: Clause;
  trigger?: Trigger;
  count?: Count;
  installment?: number;
  amount?: Fen | null;
  gates?: readonly Gate[];
  metBy?: readonly string[];
  reading?: Obligation['reading'];
  confidence?: Obligation['confidence'];
  obligor?: Party;
  obligee?: Party;
  /** How it was met where no event says so (a row of a ledger, a pair that was found): the day and what by. */
  met?: { on: CivilDate; by: string } | null;
  /** Null: this one's silence means nothing, though that of the others does. */
  silence?: Silence | null;
}

export interface Deadline {
  rule: string;
  key: string;
  title: Bilingual;
  obligor: Party;
  obligee: Party;
  clause: Clause;
  trigger: Trigger;
  count: Count;
  gates?: readonly Gate[];
  /**
   * What open gates do: `defer` – the count begins at the trigger, and the later of its end and of the same
   * count from the day all gates are met is the statutory day (A-Q01); `start` – the count begins when the
   * trigger and all gates are there (B-T09).
   */
  gateMode?: 'defer' | 'start';
  /** A stretch of time rather than a duty: it is never overdue. */
  period?: boolean;
  when?: (view: View) => boolean;
  /** The events any of which meets it; of the same instalment where it has one. */
  metBy?: readonly string[];
  onMiss: Bilingual;
  reading?: Obligation['reading'];
  confidence?: Obligation['confidence'];
  /** 〔内控〕. */
  internal?: boolean;
  silence?: Silence;
  instances?: (view: View) => readonly Instance[];
}

/** A rule in words with the check that enforces it, where there is one. */
export interface Rule {
  rule: string;
  key: string;
  title: Bilingual;
  clause: Clause;
  check?: (view: View) => readonly Problem[];
  across?: Across;
}

/** What a check found; the engine adds rule and clause of the rule that ran unless the problem has its own. */
export interface Problem {
  severity: Finding['severity'];
  message: Bilingual;
  path: string;
  rule?: string;
  clause?: Clause;
  against?: Finding['against'];
}

/** Where the instalments stand in the record, so that amounts due are derived for every kind alike. */
export interface PaymentPlan {
  total: string;
  list: string;
  payer: Party;
  payee: Party;
  /** The deadline whose instances are the payments. */
  deadline: string;
  /** Event of performance by the payer and of arrival at the payee. */
  appliedBy: string;
  receivedBy: string;
  rules: readonly Rule[];
}

export interface Deliverable extends Rule {
  quantity: number | { field: string };
  evidence: Bilingual;
}

/** Words that an output must carry (section L); `{key}` stands for a field's value. */
export interface Label extends Rule {
  outputs: readonly string[];
  strings: readonly string[];
  need: 'all' | 'any';
  document?: LabelLook;
}

export interface Confidentiality extends Rule {
  obligor: Party;
  infoClass: string;
  purpose: Bilingual;
  persons: Bilingual;
  forbidden: readonly ('copy' | 'disclose' | 'use_outside' | 'commercial' | 'abroad' | 'retain')[];
  approval: string | null;
  duration: { kind: 'perpetual' | 'until_public' } | { kind: 'years'; years: number | { field: string } };
  onEnd: 'return' | 'destroy' | 'keep' | 'keep_sealed';
}

/** A change with its chain of evidence, in order. */
export interface Change extends Rule {
  steps: readonly { event: string; title: Bilingual; by: Party }[];
}

export interface Breach extends Rule {
  by: Party;
  remedy: Bilingual;
}

export interface Ledger {
  key: string;
  title: Bilingual;
  rule: string;
  clause: Clause;
  columns: readonly Column[];
}

export interface States {
  /** In order; none may be skipped. The first holds from the beginning (`event: null`). */
  path: readonly {
    state: string;
    title: Bilingual;
    /** The milestone that reaches it (with evidence, G-019), or the day it was reached as the record says. */
    reached: string | null | ((view: View) => CivilDate | null);
    /** Where `reached` is a function: the milestones that have to be recorded, with their papers, to get here. */
    needs?: (view: View) => readonly string[];
  }[];
  /** Side tracks, entered by an event and left by another, or by one of several. */
  side: readonly { state: string; title: Bilingual; event: string; until: Keys | null }[];
}

export interface Definition extends Measured {
  id: string;
  version: number;
  title: Bilingual;
  /** The letter of the rulebook. */
  letter: string;
  /** The fields by which a person knows a dossier: its title, and its number (the first that is filled). */
  identity: { title: string; numbers: readonly string[] };
  parties: readonly { key: Party; title: Bilingual; nameField: string | null }[];
  sections: readonly Section[];
  events: readonly EventType[];
  ledgers: readonly Ledger[];
  deadlines: readonly Deadline[];
  payments: PaymentPlan | null;
  /** The field with the sum of the whole, where the kind has no instalments (funding that is asked for). */
  sum?: string;
  /** The rule that makes every amount of the kind a trade secret: masked until a person asks (E-09). */
  amountsSecret?: string;
  /** Consequences in money, for the exposure on a day; absent where the kind names no sum. */
  penalties?: readonly Penalty[];
  eligibility: readonly Rule[];
  deliverables: readonly Deliverable[];
  labels: readonly Label[];
  confidentiality: readonly Confidentiality[];
  changes: readonly Change[];
  breaches: readonly Breach[];
  packages: readonly Package[];
  /** The papers that can be written from the record. */
  papers: readonly PaperOffer[];
  states: States;
  /** 保管期限 by the tables of practice, until the unit or the archivist says another (docs/retention.md). */
  retention: Period;
  /** The event before which no period runs (A-T01), or null. */
  begins: string | null;
  /** Shapes that `dossier.json` may use for several fields at once: `period: {start, end}`. */
  aliases?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  precedence: readonly Rule[];
  /** Checks between fields, and the readings of ambiguous clauses (Q). */
  checks: readonly Rule[];
  comparisons?: readonly Comparison[];
  /** The model form, filled and printed, where the kind has one. */
  form?: Form;
  /** The published text that dossiers of the kind stand on, where there is one. */
  guideline?: GuidelinePart;
  /** Ambiguous clauses with the readings a person may choose from. */
  readings?: readonly ReadingRow[];
  clauses: readonly TemplateLine[];
  /** `upgrade[n]` turns a record of version n into one of version n + 1. */
  upgrade: Readonly<Record<number, (record: DossierRecord) => DossierRecord>>;
}

/** Declares a kind of dossier: data and small pure functions, from which everything else is derived. */
export function defineAgreement<const D extends Definition>(definition: D): Definition {
  return definition;
}
