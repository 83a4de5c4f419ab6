import type { PackageView } from '../../../shared/model/derived.ts';
import { markedPaper, markedSheet } from '../export/draft-mark.ts';
import type { Language } from '../papers/format-value.ts';
import type { Paper, PaperBlock, PaperColumn, Sheet } from '../papers/paper.ts';
import type { Placed } from './contents.ts';

const words = {
  zh: {
    contents: '卷内目录',
    missing: '缺件清单',
    columns: ['序号', '文件编号', '责任者', '文件题名', '日期', '页数', '备注'],
    lacks: ['序号', '应有材料', '状态', '缺什么', '依据'],
    findings: '其他待解决事项',
    answered: '已说明：',
    accepted: '提醒事项及说明',
    findingColumns: ['序号', '程度', '内容', '依据'],
    states: {
      missing: '缺',
      doubtful: '存疑',
      present: '有，待确认',
      complete: '齐',
      not_applicable: '不适用',
    },
    severities: { block: '阻断', warn: '提醒', info: '提示' },
    number: '编号',
    project: '课题',
    package: '材料包',
    made: '编制',
    total: (files: number, pages: number, unknown: number) =>
      `合计 ${files} 件，${pages} 页${unknown > 0 ? `（另 ${unknown} 件不计页）` : ''}。`,
    draft: '本材料包未齐，仅供内部核对，不得作为正式材料提交。',
    nothing: '各件均已有；未齐原因见下。',
  },
  en: {
    contents: 'Contents of the volume',
    missing: 'What is lacking',
    columns: ['No.', 'Document no.', 'Responsible', 'Title', 'Date', 'Pages', 'Note'],
    lacks: ['No.', 'Required', 'State', 'What is lacking', 'Clause'],
    findings: 'What else is open',
    answered: 'Accepted because: ',
    accepted: 'Warnings and why they were accepted',
    findingColumns: ['No.', 'Severity', 'Finding', 'Clause'],
    states: {
      missing: 'missing',
      doubtful: 'doubtful',
      present: 'to be confirmed',
      complete: 'complete',
      not_applicable: 'not applicable',
    },
    severities: { block: 'block', warn: 'warn', info: 'info' },
    number: 'Number',
    project: 'Project',
    package: 'Package',
    made: 'Made by',
    total: (files: number, pages: number, unknown: number) =>
      `${files} files, ${pages} pages${unknown > 0 ? ` (${unknown} files without a page count)` : ''}.`,
    draft: 'This package is incomplete: for internal checking only, not to be handed in.',
    nothing: 'No piece is missing; why it is incomplete stands below.',
  },
} as const;

export interface PapersInput {
  view: PackageView;
  placed: readonly Placed[];
  number: string;
  title: string;
  today: string;
  author: string;
  language: Language;
  incomplete: boolean;
  /** What every page says while the record stands on a draft (C-F01). */
  mark?: string | undefined;
}

/** GB/T 11822: the seven columns of a 卷内目录. */
const contentWeights = [10, 27, 25, 44, 20, 11, 43];
const lackWeights = [10, 36, 18, 66, 50];
const findingWeights = [10, 16, 94, 60];

function columnsOf(
  titles: readonly string[],
  weights: readonly number[],
  centred: readonly number[],
): PaperColumn[] {
  return titles.map((title, index) => ({
    title,
    weight: weights[index] ?? 20,
    align: centred.includes(index) ? 'center' : 'left',
  }));
}

/** What stands at the head of every list of a package. */
export function factsOf(
  input: Pick<PapersInput, 'view' | 'number' | 'title' | 'author' | 'today' | 'language'>,
): [string, string][] {
  const w = words[input.language];
  const facts: [string, string][] = [
    [w.number, input.number],
    [w.project, input.title],
    [w.package, `${input.view.id} ${input.view.title[input.language]}`],
    [w.made, `${input.author} ${input.today}`],
  ];
  return facts.filter(([, value]) => value.trim() !== '');
}

function contentRows({ placed }: PapersInput): (string | number | null)[][] {
  return placed.map(({ material, path, title }, index) => [
    index + 1,
    material.number ?? '',
    material.responsible ?? '',
    title,
    (material.date ?? '').replaceAll('-', ''),
    material.pages,
    path,
  ]);
}

function totalOf({ placed, language }: PapersInput): string {
  const pages = placed.reduce((sum, { material }) => sum + (material.pages ?? 0), 0);
  const unknown = placed.filter(({ material }) => material.pages === null).length;
  return words[language].total(placed.length, pages, unknown);
}

/** Each piece that is lacking or not yet proved, with the rule and the clause that asks for it. */
function lackRows({ view, language: l }: PapersInput): (string | number)[][] {
  return view.pieces
    .filter(({ state }) => state === 'missing' || state === 'doubtful' || state === 'present')
    .map((piece, index) => [
      index + 1,
      piece.title[l],
      words[l].states[piece.state],
      [piece.needs[l], piece.seal].filter((text) => text !== null && text !== '').join('；'),
      clauseText(piece.clause, piece.rule),
    ]);
}

/** What else is open; that a piece is lacking stands in the table above already. */
function findingRows({ view, language: l }: PapersInput): (string | number)[][] {
  const lacking = view.pieces.filter(({ state }) => state === 'missing');
  return view.findings
    .filter(({ severity }) => severity !== 'info')
    .filter(
      (one) => !lacking.some(({ rule, title }) => rule === one.rule && one.message[l].includes(title[l])),
    )
    .map((one, index) => [
      index + 1,
      words[l].severities[one.severity],
      withAnswer(one, l),
      clauseText(one.clause, one.rule),
    ]);
}

/** A warning goes out with the reason for which it was accepted. */
function withAnswer({ message, answer }: PackageView['findings'][number], l: Language): string {
  if (answer === undefined) return message[l];
  const said = `${answer.reason}（${answer.by} ${answer.at.slice(0, 10)}）`;
  return `${message[l]}\n${words[l].answered}${said}`;
}

function clauseText(clause: { article: string; line?: number }, rule: string): string {
  return [clause.article, clause.line === undefined ? '' : `L${clause.line}`, rule]
    .filter((part) => part !== '')
    .join(' ');
}

const strings = (rows: readonly (readonly (string | number | null)[])[]) =>
  rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))));

/** What stands in a complete package as a warning, with its reason; an incomplete one says it in 缺件清单. */
function acceptedBlocks(input: PapersInput): PaperBlock[] {
  const w = words[input.language];
  const rows = input.incomplete
    ? []
    : strings(
        findingRows({ ...input, view: { ...input.view, findings: answeredOnly(input.view.findings) } }),
      );
  if (rows.length === 0) return [];
  return [
    { kind: 'heading', text: w.accepted },
    { kind: 'table', columns: columnsOf(w.findingColumns, findingWeights, [0, 1]), rows },
  ];
}

function answeredOnly(findings: PackageView['findings']): PackageView['findings'] {
  return findings.filter(({ answer }) => answer !== undefined);
}

/** 卷内目录 as a paper. */
export function contentsPaper(input: PapersInput): Paper {
  const { language, author, today: date } = input;
  const w = words[language];
  const columns = columnsOf(w.columns, contentWeights, [0, 4, 5]);
  return {
    language,
    title: w.contents,
    author,
    date,
    ...markedPaper(input.mark),
    blocks: [
      { kind: 'facts', rows: factsOf(input) },
      ...(input.incomplete ? [{ kind: 'paragraph', text: w.draft } as const] : []),
      { kind: 'table', columns, rows: strings(contentRows(input)) },
      { kind: 'paragraph', text: totalOf(input) },
      ...acceptedBlocks(input),
    ],
  };
}

/** 缺件清单 as a paper. */
export function missingPaper(input: PapersInput): Paper {
  const { language, author, today: date } = input;
  const w = words[language];
  const lacks = strings(lackRows(input));
  const findings = strings(findingRows(input));
  return {
    language,
    title: w.missing,
    author,
    date,
    ...markedPaper(input.mark),
    blocks: [
      { kind: 'facts', rows: factsOf(input) },
      { kind: 'paragraph', text: w.draft },
      lacks.length === 0
        ? { kind: 'paragraph', text: w.nothing }
        : { kind: 'table', columns: columnsOf(w.lacks, lackWeights, [0, 2]), rows: lacks },
      ...(findings.length === 0
        ? []
        : [
            { kind: 'heading', text: w.findings } as const,
            {
              kind: 'table',
              columns: columnsOf(w.findingColumns, findingWeights, [0, 1]),
              rows: findings,
            } as const,
          ]),
    ],
  };
}

/** The same as sheets of one workbook. */
export function packageSheets(input: PapersInput): Sheet[] {
  const w = words[input.language];
  const facts = factsOf(input);
  const numbered = (columns: PaperColumn[], numbers: readonly number[]) =>
    columns.map((column, index) => ({ ...column, number: numbers.includes(index) }));
  const contents: Sheet = {
    name: w.contents,
    facts,
    columns: numbered(columnsOf(w.columns, contentWeights, [0, 4, 5]), [0, 5]),
    rows: contentRows(input),
    ...markedSheet(input.mark, w.contents, [totalOf(input), ...(input.incomplete ? [w.draft] : [])]),
  };
  if (!input.incomplete) return [contents];
  const missing: Sheet = {
    name: w.missing,
    facts,
    columns: numbered(columnsOf(w.lacks, lackWeights, [0, 2]), [0]),
    rows: lackRows(input),
    ...markedSheet(input.mark, w.missing, [w.draft]),
  };
  return [contents, missing];
}
