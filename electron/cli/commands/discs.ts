import { type DiscKind, discSizes } from '../../../shared/archive/discs.ts';
import { checkDisc, DiscPlan, planOf } from '../../services/archive/discs/discs.ts';
import { writeDiscPlan } from '../../services/archive/discs/write-plan.ts';
import { type Arguments, type Command, exitCodes, type Terminal, UsageError } from '../command.ts';
import { requireFolder } from '../store.ts';

/** Discs of an archive: planned, laid out for burning, and what was burnt re-read against the plan. */
export const command: Command = {
  name: 'discs',
  usage: 'discs <plan|check> <archive|plan.json> <folder> [--kind CD|DVD|BD] [--sets N] [--stage] [--disc N]',
  summary: { zh: '归档包分盘，复读核对刻好的盘', en: 'lay an archive out on discs, re-read what was burnt' },
  help: {
    zh: [
      'plan 把核对无误的归档包分到盘上（--kind 默认 DVD，--sets 默认 2 套）：一张盘放得下的文件不拆，每张盘都有清单和',
      '目录页。在 <folder> 中新建“刻录_…”，含 plan.json、移交目录.pdf、盘签.pdf；加 --stage 的，还有每张盘的内容',
      '“盘01”……，照样刻录即可。输出同 plan.json。',
      'check 把刻好的盘（<folder>）逐个文件复读，与 plan.json 比对；--disc 是盘号。输出 {valid, number, files, bytes, findings}。',
      '退出码：0 已办、相符；1 不符或被拒绝；2 用法有误。',
    ].join('\n'),
    en: [
      'plan lays an archive that verifies out on discs (--kind DVD, --sets 2 unless said): no file is split that one disc',
      'takes; lists and catalogue stand on each. Makes a folder in <folder> with plan.json, 移交目录.pdf and 盘签.pdf, and',
      'with --stage the contents of each disc, ready to burn. Prints the plan.',
      'check reads a burnt disc (<folder>) anew and compares it with plan.json; --disc is its number.',
      'Exit: 0 done, as planned; 1 it differs, or refused; 2 wrong usage.',
    ].join('\n'),
  },
  options: { kind: 'value', sets: 'value', stage: 'switch', disc: 'value' },
  takes: [3, 3],
  async run(args, terminal) {
    const [verb = '', what = '', folder = ''] = args.positionals;
    await requireFolder(folder);
    if (verb === 'plan') return plan(args, terminal, what, folder);
    if (verb === 'check') return check(args, terminal, what, folder);
    throw new UsageError({ zh: `没有 discs ${verb}`, en: `There is no discs ${verb}` });
  },
};

async function plan(args: Arguments, terminal: Terminal, archive: string, folder: string): Promise<number> {
  await requireFolder(archive);
  const kind = args.values['kind'] ?? 'DVD';
  if (!Object.hasOwn(discSizes, kind)) {
    throw new UsageError({ zh: '--kind 为 CD、DVD 或 BD', en: '--kind is CD, DVD or BD' });
  }
  const sets = wholeNumber(args.values['sets'] ?? '2', 5);
  const made = await planOf(archive, { kind: kind as DiscKind, sets, date: terminal.today });
  const stage = args.switches.has('stage');
  const { name } = await writeDiscPlan(folder, made, { archive, stage });
  terminal.say({
    zh: `${made.discs.length} 张 ${kind}，各 ${sets} 套：${name}`,
    en: `${made.discs.length} ${kind} discs, ${sets} of each: ${name}`,
  });
  terminal.json(made);
  return exitCodes.answered;
}

async function check(args: Arguments, terminal: Terminal, file: string, mounted: string): Promise<number> {
  const number = wholeNumber(args.values['disc'] ?? '', 9999);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(await terminal.readBytes(file)));
  } catch {
    throw new UsageError({ zh: `读不出 ${file}`, en: `${file} cannot be read` });
  }
  const parsed = DiscPlan.safeParse(json);
  if (!parsed.success) throw new UsageError({ zh: `${file} 不是分盘表`, en: `${file} is no plan of discs` });
  const checked = await checkDisc(parsed.data, number, mounted);
  terminal.say(
    checked.valid
      ? { zh: `盘 ${number} 与计划相符`, en: `Disc ${number} is as planned` }
      : {
          zh: `盘 ${number} 有 ${checked.findings.length} 处不符`,
          en: `Disc ${number} differs in ${checked.findings.length} places`,
        },
  );
  terminal.json(checked);
  return checked.valid ? exitCodes.answered : exitCodes.refused;
}

function wholeNumber(text: string, most: number): number {
  const value = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= most) return value;
  throw new UsageError({
    zh: `应为 1 到 ${most} 的整数：${text}`,
    en: `A whole number from 1 to ${most}: ${text}`,
  });
}
