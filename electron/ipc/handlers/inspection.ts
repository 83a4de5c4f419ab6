import { AppError } from '../../../shared/model/errors.ts';
import { checkDisc, planOf } from '../../services/archive/discs/discs.ts';
import { readPlan } from '../../services/archive/discs/read-plan.ts';
import { planView, writeDiscPlan } from '../../services/archive/discs/write-plan.ts';
import { inspectArchive } from '../../services/archive/inspect/inspect.ts';
import { answeredBy, writeInspection } from '../../services/archive/inspect/write-report.ts';
import { askForFiles, askForFolder } from '../ask.ts';
import type { Context, Handlers } from '../context.ts';

type Names = Extract<keyof Handlers, `inspection.${string}` | `disc.${string}`>;

/** 四性检测 and discs: folders come from main's dialogs only, and what they are does not cross. */
export const inspectionHandlers: Pick<Handlers, Names> = {
  'inspection.run': async (context, { stage }) => {
    const { open, app } = context;
    const folder = await askForFolder(context, 'verify');
    const today = app.environment.today();
    const inspection = await inspectArchive(folder, stage, {}, { today, ...progressOf(context) });
    open.inspection = inspection;
    const { archive, totals, files } = inspection;
    context.note({ archive, stage, files, ...totals });
    return inspection;
  },
  'inspection.report': async (context, { answers }) => {
    const { open, app, job } = context;
    if (open.inspection === null) throw new AppError('not_found', { rule: 'A-T07' });
    const folder = await askForFolder(context, 'export');
    const author = open.keyring.displayName;
    const inspection = answeredBy(open.inspection, answers, { by: author, date: app.environment.today() });
    const written = await writeInspection(folder, inspection, { author, signal: job.signal });
    const { archive, stage, totals } = inspection;
    context.note({ archive, stage, ...totals, name: written.name });
    return { ...written, inspection };
  },
  'disc.plan': async (context, { kind, sets, stage }) => {
    const { app, job } = context;
    const archive = await askForFolder(context, 'verify');
    const date = app.environment.today();
    const plan = await planOf(archive, { kind, sets, date }, progressOf(context));
    const folder = await askForFolder(context, 'export');
    const written = await writeDiscPlan(folder, plan, { archive, stage, signal: job.signal });
    context.note({ archive: plan.archive, kind, sets, discs: plan.discs.length, stage });
    return { ...written, plan: planView(plan) };
  },
  'disc.open': async (context) => {
    const [file] = (await askForFiles(context, false)) ?? [];
    if (file === undefined) throw new AppError('cancelled');
    const plan = await readPlan(file.path);
    context.open.discs = plan;
    return planView(plan);
  },
  'disc.check': async (context, { number }) => {
    const plan = context.open.discs;
    if (plan === null) throw new AppError('not_found', { rule: 'A-T07' });
    const mounted = await askForFolder(context, 'verify');
    const checked = await checkDisc(plan, number, mounted, context.job.signal);
    const { valid, findings } = checked;
    context.note({ archive: plan.archive, number, valid, findings: findings.length });
    // A page shows what a person reads; the rest is counted in the log.
    return { ...checked, findings: findings.slice(0, 500) };
  },
};

function progressOf({ job }: Context) {
  return {
    signal: job.signal,
    onProgress: (done: number, total: number, label: string) =>
      job.progress({ done, total, unit: 'bytes', label }),
  };
}
