import type { Definition } from '../../../shared/agreements/define.ts';
import { viewOf } from '../../../shared/engine/view.ts';
import type { DossierRecord } from '../../../shared/model/record.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import type { Language } from '../papers/format-value.ts';

interface Marked {
  definition: Definition;
  record: DossierRecord;
  today: CivilDate;
  language: Language;
}

/** The words that every page of an export bears while its record stands on a text that is not final (C-F01). */
export function draftMark({ definition, record, today, language }: Marked): string | undefined {
  return definition.watermark?.(viewOf(definition, record, { today }))?.[language];
}

/** The same as a part of a paper: nothing where there is nothing to say. */
export function markedPaper(mark: string | undefined): { watermark?: string } {
  return mark === undefined ? {} : { watermark: mark };
}

/** The words of a mark beside a title and as a note: a workbook has no page to write across. */
export function markedSheet(mark: string | undefined, title: string, notes: readonly string[]) {
  return mark === undefined ? { title, notes } : { title: `${title}（${mark}）`, notes: [mark, ...notes] };
}
