import type { DossierRecord, Fields } from '../model/record.ts';
import type { Bilingual } from '../model/units.ts';

/** Which published text it is. */
export interface GuidelineFacts {
  name: string;
  version: string;
  status: string;
  /** Not final yet: whatever rests on it says so. */
  draft: boolean;
}

/** One thing that another text says otherwise; `from` and `to` are empty where the one says nothing. */
export interface GuidelineChange {
  /** Whom it concerns: all, one direction, one topic. */
  group: Bilingual;
  what: Bilingual;
  from: string;
  to: string;
}

/** A text that was read and judged: what it says, and what taking it over would write. */
export interface GuidelineText extends GuidelineFacts {
  /** What it says otherwise than the text `before`, or than the one that comes along (null). */
  changesFrom(before: string | null): GuidelineChange[];
  /** What of it touches a record: against the text the record stands on, for the record's own direction and topic. */
  changesFor(record: DossierRecord): GuidelineChange[];
  /** The fields that taking it over writes. */
  adopt(): Fields;
}

/** The published text that the dossiers of a kind stand on, each on the one it took over (C-Q01). */
export interface GuidelinePart {
  rule: string;
  title: Bilingual;
  /** The value of `format` by which a file is known. */
  format: string;
  /** The text in force: the one that comes along where `text` is null. */
  facts(text: string | null): GuidelineFacts;
  /** The text that a record stands on. */
  of(record: DossierRecord): GuidelineFacts;
  /** Reads the text of a file; where it is none, the path of the first thing that does not fit. */
  read(text: string): GuidelineText | { misfit: string };
}
