import { writeFileSync } from 'node:fs';
import path from 'node:path';

/** One step of the demonstration as it went. */
export interface Done {
  title: string;
  seconds: number;
  facts: readonly string[];
  pictures: readonly string[];
}

/** Writes what was done, how long each step took and what came of it, beside the pictures. */
export function writeReport(folder: string, done: readonly Done[], about: readonly string[]): void {
  const total = done.reduce((sum, { seconds }) => sum + seconds, 0);
  const lines = [
    '# 演示记录',
    '',
    ...about.map((line) => `- ${line}`),
    `- 全程 ${total.toFixed(1)} 秒，${done.length} 步`,
    '',
    '| 步 | 做了什么 | 用时（秒） | 结果 |',
    '|---:|---|---:|---|',
    ...done.map(
      ({ title, seconds, facts }, index) =>
        `| ${index + 1} | ${title} | ${seconds.toFixed(1)} | ${facts.map(cell).join('；')} |`,
    ),
    '',
    '## 画面',
    '',
    ...done.flatMap(({ title, pictures }) =>
      pictures.flatMap((name) => [`### ${title}`, '', `![${name}](${name})`, '']),
    ),
  ];
  writeFileSync(path.join(folder, 'report.md'), `${lines.join('\n').trimEnd()}\n`);
}

function cell(fact: string): string {
  return fact.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
}
