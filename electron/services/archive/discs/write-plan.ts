import { safeName } from '../../../../shared/archive/names.ts';
import type { DiscPlanView } from '../../../../shared/model/inspection.ts';
import { renderPapers } from '../../papers/render.ts';
import { withOutFolder } from '../out-folder.ts';
import { type DiscPlan, discPapers } from './discs.ts';
import { stageDiscs } from './stage.ts';

/** Writes plan, transfer list and labels into a new folder, with the contents of each disc where `stage` is asked for. */
export async function writeDiscPlan(
  folder: string,
  plan: DiscPlan,
  { archive, stage, signal }: { archive: string; stage: boolean; signal?: AbortSignal },
): Promise<{ name: string; files: number; bytes: number }> {
  const papers = discPapers(plan);
  const rendered = await renderPapers({ papers: papers.map(({ paper }) => paper), workbooks: [] }, signal);
  const name = safeName(`刻录_${plan.archive}_${plan.kind}`);
  return withOutFolder(folder, name, signal === undefined ? {} : { signal }, async (out) => {
    await out.write('plan.json', new TextEncoder().encode(`${JSON.stringify(plan, null, 2)}\n`));
    for (const [at, bytes] of rendered.papers.entries()) await out.write(`${papers[at]?.file}.pdf`, bytes);
    if (stage) await stageDiscs(plan, archive, out);
    return { name, files: out.files.length, bytes: out.files.reduce((sum, { size }) => sum + size, 0) };
  });
}

/** The plan in short, for the screen. */
export function planView({ archive, kind, sets, files, bytes, discs }: DiscPlan): DiscPlanView {
  return {
    archive,
    kind,
    sets,
    files,
    bytes,
    discs: discs.map((disc) => ({ number: disc.number, files: disc.parts.length, bytes: disc.bytes })),
  };
}
