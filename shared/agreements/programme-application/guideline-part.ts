import type { DossierRecord } from '../../model/record.ts';
import type { GuidelineChange as Told, GuidelineFacts, GuidelinePart, GuidelineText } from '../guideline.ts';
import { adoptGuideline, changesFor, compareGuidelines, guidelineOfRecord } from './compare-guidelines.ts';
import { tell } from './change-words.ts';
import { builtIn, Guideline, parseGuideline } from './guideline.ts';
import { both } from './words.ts';

/** The guideline as the part of the kind that is replaced from outside (C-F01, C-Q01). */
export const guidelinePart: GuidelinePart = {
  rule: 'C-Q01',
  title: both('项目申报指南', 'Guideline of the programme'),
  format: builtIn.format,
  facts: (text) => factsOf(text === null ? builtIn : (parseGuideline(text) ?? builtIn)),
  of: (record) => ofRecord(record),
  read: (text) => {
    const json = parsed(text);
    const result = Guideline.safeParse(json);
    if (!result.success) return { misfit: result.error.issues[0]?.path.map(String).join('.') ?? '' };
    return textOf(result.data);
  },
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function textOf(guideline: Guideline): GuidelineText {
  const told = (before: Guideline, changes: ReturnType<typeof compareGuidelines>): Told[] =>
    changes.map((change) => tell(change, before, guideline));
  return {
    ...factsOf(guideline),
    changesFrom: (text) => {
      const before = text === null ? builtIn : (parseGuideline(text) ?? builtIn);
      return told(before, compareGuidelines(before, guideline));
    },
    changesFor: (record) => told(guidelineOfRecord(record), changesFor(record, guideline)),
    adopt: () => adoptGuideline(guideline),
  };
}

function factsOf({ name, version, status }: Guideline): GuidelineFacts {
  return { name, version, status, draft: status !== '正式稿' };
}

/** The status is the record's own where a person set it. */
function ofRecord(record: DossierRecord): GuidelineFacts {
  const facts = factsOf(guidelineOfRecord(record));
  const own = record.fields['guideline_status'];
  if (typeof own !== 'string' || own === '') return facts;
  return { ...facts, status: own, draft: own !== '正式稿' };
}
