import type { Input, Output } from '../../../shared/ipc/contract.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { type Arguments, type Command, exitCodes, type Terminal, UsageError } from '../command.ts';
import { dossierOf, type Headless, requireFolder, storeOptions, unlockStore } from '../store.ts';

const verbs = ['status', 'export', 'copy', 'print-list'] as const;
type Verb = (typeof verbs)[number];

/** What a package lacks, and the package, its reading copy or its print list written into a folder. */
export const command: Command = {
  name: 'package',
  usage:
    'package <status|export|copy|print-list> <store> [folder] [--package P-A3] [--dossier N] [--incomplete] [--no-copy] [--login L] [--password-fd N]',
  summary: { zh: '看材料包缺什么，导出材料包、阅览件或印制清单', en: 'what a package lacks; write it out' },
  help: {
    zh: [
      'status 逐件列出状态（缺、存疑、有、齐）、依据和缺什么，以及各项检查；不写 --package 的，各包各一行摘要。',
      'export 把材料包写进 <folder>：原件逐字节不变，附卷内目录和阅览件（--no-copy 不要）；未齐的须 --incomplete，',
      '文件夹名标明“未齐”并附缺件清单。copy 只写合并的阅览件。print-list 写印制清单（docx、PDF、xlsx）。',
      '--dossier 写编号、题名或 id，库里只有一份时可省。导出都记入审计。',
      '退出码：0 已办，status 为各件已齐；1 被拒绝，status 为未齐；2 用法有误。',
    ].join('\n'),
    en: [
      'status lists each piece with its state, clause and what it lacks, and what the checks say; without --package one',
      'line for each package.',
      'export writes the package into <folder>: originals byte for byte, their list and a reading copy (--no-copy for none);',
      'an incomplete one needs --incomplete, says so in its name and lists what lacks. copy writes the merged reading copy',
      'alone, print-list what is to be printed (docx, PDF, xlsx). --dossier takes number, title or id and may be left out',
      'where there is one only. What leaves is logged.',
      'Exit: 0 done, for status complete; 1 refused, for status incomplete; 2 wrong usage.',
    ].join('\n'),
  },
  options: {
    ...storeOptions,
    dossier: 'value',
    package: 'value',
    incomplete: 'switch',
    'no-copy': 'switch',
  },
  takes: [2, 3],
  async run(args, terminal) {
    const [asked = '', folder = '', into] = args.positionals;
    const verb = verbs.find((one) => one === asked);
    if (verb === undefined) {
      throw new UsageError({ zh: `没有 package ${asked}`, en: `There is no package ${asked}` });
    }
    if ((verb === 'status') !== (into === undefined)) {
      throw new UsageError({ zh: '参数个数不对', en: 'Wrong number of arguments' });
    }
    if (into !== undefined) await requireFolder(into);
    const store = await unlockStore(folder, into, args, terminal);
    try {
      const dossier = await dossierOf(store, args);
      if (verb === 'status' && args.values['package'] === undefined)
        return await overview(store, dossier, terminal);
      const bundle = await packageOf(store, dossier, args);
      if (verb === 'status') return await status(store, { dossier, package: bundle }, terminal);
      const written = await write(store, verb, { dossier, package: bundle }, args);
      terminal.say({ zh: `已写出：${written.name}`, en: `Written: ${written.name}` });
      terminal.json(written);
      return exitCodes.answered;
    } finally {
      await store.close();
    }
  },
};

type Which = Input<'package.view'>;
type View = Output<'package.view'>;

async function packagesOf(store: Headless, dossier: DossierId): Promise<string[]> {
  return (await store.ask('dossier.view', { dossier })).packages.map(({ id }) => id);
}

/** `--package`; the kind's first where nothing is said. */
async function packageOf(store: Headless, dossier: DossierId, args: Arguments): Promise<string> {
  const known = await packagesOf(store, dossier);
  const asked = args.values['package'] ?? known[0] ?? '';
  if (known.includes(asked)) return asked;
  throw new UsageError({
    zh: `没有材料包 ${asked}；有：${known.join('、')}`,
    en: `There is no package ${asked}; there are: ${known.join(', ')}`,
  });
}

async function overview(store: Headless, dossier: DossierId, terminal: Terminal): Promise<number> {
  const views: View[] = [];
  for (const id of await packagesOf(store, dossier)) {
    views.push(await store.ask('package.view', { dossier, package: id }));
  }
  terminal.json(views.map((view) => summaryOf(view, terminal)));
  return views.every(({ ready }) => ready) ? exitCodes.answered : exitCodes.refused;
}

function summaryOf(view: View, { language }: Terminal) {
  const count = (state: string) => view.pieces.filter((piece) => piece.state === state).length;
  return {
    package: view.id,
    title: view.title[language],
    ready: view.ready,
    meeting: view.meeting,
    due: view.due?.statutory ?? view.due?.nominal ?? null,
    missing: count('missing'),
    doubtful: count('doubtful'),
    present: count('present'),
    complete: count('complete'),
  };
}

async function status(store: Headless, which: Which, terminal: Terminal): Promise<number> {
  const { language } = terminal;
  const view = await store.ask('package.view', which);
  terminal.json({
    ...summaryOf(view, terminal),
    pieces: view.pieces
      .filter(({ state }) => state !== 'not_applicable')
      .map((piece) => ({
        piece: piece.key,
        title: piece.title[language],
        state: piece.state,
        needs: piece.needs[language],
        seal: piece.seal,
        rule: piece.rule,
        clause: piece.clause.article,
        files: piece.materials.length,
        paper: piece.materials.flatMap(({ paper }) =>
          paper === null ? [] : [{ ...paper, doubts: paper.doubts.map((doubt) => doubt[language]) }],
        ),
      })),
    findings: view.findings.map(({ rule, severity, message, path, clause, answer }) => ({
      rule,
      severity,
      message: message[language],
      path,
      clause: clause.article,
      answer: answer?.reason ?? null,
    })),
  });
  return view.ready ? exitCodes.answered : exitCodes.refused;
}

function write(store: Headless, verb: Exclude<Verb, 'status'>, which: Which, args: Arguments) {
  switch (verb) {
    case 'export':
      return store.ask('package.export', {
        ...which,
        incomplete: args.switches.has('incomplete'),
        copy: !args.switches.has('no-copy'),
      });
    case 'copy':
      return store.ask('package.readingCopy', which);
    case 'print-list':
      return store.ask('paper.write', { ...which, papers: ['print_list'] });
  }
}
