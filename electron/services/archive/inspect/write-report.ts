import type { Inspection, PersonAnswers } from '../../../../shared/model/inspection.ts';
import type { CivilDate } from '../../../../shared/model/units.ts';
import { safeName } from '../../../../shared/archive/names.ts';
import { renderPapers } from '../../papers/render.ts';
import { withOutFolder } from '../out-folder.ts';
import { inspectionPage, inspectionPaper, totalsOf } from './inspect.ts';

/** The inspection with what a person said, signed with name and day; what a machine judged is not theirs to answer. */
export function answeredBy(
  inspection: Inspection,
  answers: PersonAnswers,
  signed: { by: string; date: CivilDate },
): Inspection {
  const items = inspection.items.map((item) => {
    const answer = item.by === 'person' ? answers[item.code.slice(inspection.stage.length + 1)] : undefined;
    if (answer === undefined) return item;
    return { ...item, result: answer.result, evidence: answer.note, answered: signed };
  });
  return { ...inspection, date: signed.date, items, totals: totalsOf(items) };
}

/** Writes the report as JSON, page and PDF into a new folder that appears whole or not at all. */
export async function writeInspection(
  folder: string,
  inspection: Inspection,
  { author, signal }: { author: string; signal?: AbortSignal },
): Promise<{ name: string; files: number; bytes: number }> {
  const { archive, stage, date } = inspection;
  const name = safeName(`四性检测_${archive}_${stage}_${date.replaceAll('-', '')}`);
  const { papers } = await renderPapers(
    { papers: [inspectionPaper(inspection, author)], workbooks: [] },
    signal,
  );
  return withOutFolder(folder, name, signal === undefined ? {} : { signal }, async (out) => {
    await out.write('report.json', utf8(`${JSON.stringify(inspection, null, 2)}\n`));
    await out.write('report.html', utf8(inspectionPage(inspection)));
    for (const bytes of papers) await out.write('report.pdf', bytes);
    return { name, files: out.files.length, bytes: out.files.reduce((sum, { size }) => sum + size, 0) };
  });
}

const utf8 = (text: string) => new TextEncoder().encode(text);
