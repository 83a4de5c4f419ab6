import { z } from 'zod';
import { fourProperties, type Stage, stages } from '../../../../shared/archive/four-properties.ts';
import type { InspectedItem, Inspection } from '../../../../shared/model/inspection.ts';
import { CivilDate } from '../../../../shared/model/units.ts';
import type { Paper } from '../../papers/paper.ts';
import { html, joined, table } from '../html.ts';
import type { VerifyOptions } from '../verify.ts';
import { checks } from './checks.ts';
import { factsOf } from './facts.ts';

/** What a person says to an item that no machine can judge, with name and day. */
export const Answer = z.strictObject({
  result: z.enum(['pass', 'fail', 'not_applicable']),
  note: z.string().max(2000).default(''),
  by: z.string().trim().min(1).max(60),
  date: CivilDate,
});
export const Answers = z.record(z.string().regex(/^\d-\d{1,2}[a-z]?$/), Answer);
export type Answers = z.infer<typeof Answers>;

/** 四性检测 of an archive in a folder at one stage. @throws AppError `not_an_archive`, `cancelled` */
export async function inspectArchive(
  folder: string,
  stage: Stage,
  answers: Answers,
  options: VerifyOptions & { today: string },
): Promise<Inspection> {
  const facts = await factsOf(folder, options);
  const items = fourProperties
    .filter((item) => item.stages.includes(stage))
    .map(({ code, property, title, check }): InspectedItem => {
      const head = { code: `${stage}-${code}`, property, title };
      if (check !== null) {
        const { faults, evidence } = checks[check](facts);
        return { ...head, by: 'machine', result: faults.length === 0 ? 'pass' : 'fail', evidence, faults };
      }
      const answer = answers[code];
      if (answer === undefined) return { ...head, by: 'person', result: 'open', evidence: '', faults: [] };
      const { result, note, by, date } = answer;
      return { ...head, by: 'person', result, evidence: note, faults: [], answered: { by, date } };
    });
  const { name, files, bytes } = facts.report;
  const standard = 'DA/T 70-2018（检测项编号可由档案员改正，见 shared/archive/four-properties.ts）';
  return {
    format: 'juanzong-four-properties-1',
    standard,
    archive: name,
    stage,
    date: options.today,
    files,
    bytes,
    items,
    totals: totalsOf(items),
  };
}

/** How many of each result. */
export function totalsOf(items: readonly InspectedItem[]): Inspection['totals'] {
  const totals = { pass: 0, fail: 0, not_applicable: 0, open: 0 };
  for (const { result } of items) totals[result]++;
  return totals;
}

const results = { pass: '符合', fail: '不符合', not_applicable: '不适用', open: '待人工' } as const;
const heads = ['编号', '性质', '检测项', '方式', '结果', '依据与问题', '签名、日期'];
const shown = 20;

function rowsOf({ items }: Inspection): string[][] {
  return items.map(({ code, property, title, by, result, evidence, faults, answered }) => {
    const more = faults.length > shown ? [`……共 ${faults.length} 处`] : [];
    return [
      code,
      property,
      title,
      by === 'machine' ? '机检' : '人工',
      results[result],
      [evidence, ...faults.slice(0, shown), ...more].filter((text) => text !== '').join('\n'),
      answered === undefined ? '' : `${answered.by} ${answered.date}`,
    ];
  });
}

function lead({ totals, files, bytes }: Inspection): string {
  const { pass, fail, not_applicable, open } = totals;
  return `文件 ${files} 个，${bytes} 字节。符合 ${pass} 项，不符合 ${fail} 项，不适用 ${not_applicable} 项，待人工 ${open} 项。`;
}

/** The report as a paper, with lines to sign on where a person has still to answer. */
export function inspectionPaper(inspection: Inspection, author: string): Paper {
  const weights = [20, 17, 34, 13, 17, 54, 25];
  return {
    language: 'zh',
    title: '四性检测报告',
    author,
    date: inspection.date,
    blocks: [
      {
        kind: 'facts',
        rows: [
          ['归档包', inspection.archive],
          ['环节', stages[inspection.stage]],
          ['检测日期', inspection.date],
          ['依据', 'DA/T 70-2018'],
        ],
      },
      { kind: 'paragraph', text: lead(inspection) },
      {
        kind: 'table',
        columns: heads.map((title, at) => ({ title, weight: weights[at] ?? 20 })),
        rows: rowsOf(inspection),
      },
      {
        kind: 'facts',
        rows: [
          ['检测人', '　　　　　　　　'],
          ['日期', '　　　　　　　　'],
        ],
      },
    ],
  };
}

const style =
  'body{font:15px/1.7 "Noto Serif CJK SC","Songti SC",SimSun,serif;color:#1e1c19;background:#fbf9f4;max-width:1100px;margin:2.5rem auto;padding:0 2rem}h1{font-size:1.6rem}table{border-collapse:collapse;width:100%;font-size:.92rem}th,td{border-bottom:1px solid #dfd9cb;padding:.4rem .8rem .4rem 0;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{color:#696256;font-weight:400}.fail{color:#b02a18;font-weight:600}.open{color:#8a5a00}@media print{body{background:#fff;margin:0}}';

/** The report as a page without a script. */
export function inspectionPage(inspection: Inspection): string {
  const rows = rowsOf(inspection).map((cells, at) =>
    cells.map((cell, column) =>
      column === 4 ? html`<span class="${inspection.items[at]?.result}">${cell}</span>` : html`${cell}`,
    ),
  );
  const body = joined([
    html`<h1>四性检测报告</h1><p>${inspection.archive}　${stages[inspection.stage]}　${inspection.date}</p><p>${lead(inspection)}</p>`,
    table(heads, rows, ''),
  ]);
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>四性检测报告</title><style>${{ markup: style }}</style></head><body>${body}</body></html>
`.markup;
}
