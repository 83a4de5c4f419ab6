import { stages } from '../../../shared/archive/four-properties.ts';
import { Answers, inspectArchive } from '../../services/archive/inspect/inspect.ts';
import { writeInspection } from '../../services/archive/inspect/write-report.ts';
import { type Command, exitCodes, type Terminal, UsageError } from '../command.ts';
import { requireFolder } from '../store.ts';

/** 四性检测 of an archive: JSON, a page and a paper to sign (DA/T 70). */
export const command: Command = {
  name: 'inspect',
  usage: 'inspect <archive> [<folder>] [--stage GD|YJ|CQ] [--answers file.json]',
  summary: { zh: '四性检测归档包', en: 'examine an archive: 四性检测' },
  help: {
    zh: [
      '按 DA/T 70 检测归档包的真实性、完整性、可用性、安全性。--stage：GD 归档（不写时）、YJ 移交接收、CQ 长期保存。',
      '机器能检的逐项给出依据，其余列为人工；--answers 为人工答复：',
      '{"4-1": {"result": "pass|fail|not_applicable", "note": "……", "by": "姓名", "date": "YYYY-MM-DD"}}。',
      '写了 <folder> 的，在其中新建“四性检测_…”，含 report.json、report.html、report.pdf（留签名处）。输出同 report.json。',
      '退出码：0 没有不符合项；1 有不符合项或不是归档包；2 用法有误。',
    ].join('\n'),
    en: [
      'Examines an archive after DA/T 70: authenticity, integrity, usability, security. --stage: GD filing (the usual),',
      'YJ transfer, CQ long-term. What a machine can judge comes with its evidence; the rest is a person’s, answered by',
      '--answers: {"4-1": {"result": "pass|fail|not_applicable", "note": "…", "by": "name", "date": "YYYY-MM-DD"}}.',
      'With <folder>: a new folder in it with report.json, report.html and report.pdf, with places to sign.',
      'Exit: 0 nothing failed; 1 something failed, or no archive; 2 wrong usage.',
    ].join('\n'),
  },
  options: { stage: 'value', answers: 'value' },
  takes: [1, 2],
  async run(args, terminal) {
    const [archive = '', folder] = args.positionals;
    const stage = Object.keys(stages).find((code) => code === (args.values['stage'] ?? 'GD'));
    if (stage === undefined)
      throw new UsageError({ zh: '--stage 为 GD、YJ 或 CQ', en: '--stage is GD, YJ or CQ' });
    await requireFolder(archive);
    const answers = await answersFrom(args.values['answers'], terminal);
    const { today } = terminal;
    const inspection = await inspectArchive(archive, stage as keyof typeof stages, answers, { today });
    if (folder !== undefined) {
      await requireFolder(folder);
      await writeInspection(folder, inspection, { author: '' });
    }
    const { pass, fail, open } = inspection.totals;
    terminal.say({
      zh: `符合 ${pass} 项，不符合 ${fail} 项，待人工 ${open} 项`,
      en: `${pass} pass, ${fail} fail, ${open} for a person`,
    });
    terminal.json(inspection);
    return fail === 0 ? exitCodes.answered : exitCodes.refused;
  },
};

async function answersFrom(file: string | undefined, terminal: Terminal): Promise<Answers> {
  if (file === undefined) return {};
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await terminal.readBytes(file)));
  } catch {
    throw new UsageError({ zh: `读不出 ${file}`, en: `${file} cannot be read` });
  }
  const parsed = Answers.safeParse(json);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
  throw new UsageError({ zh: `${file} 写法不对：${where}`, en: `${file} is malformed at ${where}` });
}
