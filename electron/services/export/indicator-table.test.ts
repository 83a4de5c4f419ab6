import mammoth from 'mammoth';
import { expect, it } from 'vitest';
import { definitions, samples } from '../../../shared/agreements/index.generated.ts';
import { parseDossier } from '../../../shared/model/exchange.ts';
import { CivilDate } from '../../../shared/model/units.ts';
import { makeDocument } from '../papers/document.ts';
import { makeWorkbook } from '../papers/sheet.ts';
import { indicatorTable } from './indicator-table.ts';

const [definition] = definitions.filter(({ indicators }) => indicators !== undefined);
const find = (kind: string) => definitions.find(({ id }) => id === kind);
const today = CivilDate.parse('2024-12-02');

function table(fields: Record<string, string> = {}) {
  if (!definition) throw new Error('no kind with indicators');
  const sample = samples[definition.id] as { fields: object };
  const record = parseDossier({ ...sample, fields: { ...sample.fields, ...fields } }, find);
  const made = indicatorTable({ definition, record, today, author: '秘书', language: 'zh' });
  if (!made) throw new Error('no table');
  return made;
}

it('has a line for each target, in docx and xlsx alike', async () => {
  const { paper, workbook } = table();
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await makeDocument(paper)) });
  expect(value).toContain('项目合作目标、成果与考核指标表');
  expect(value).toContain('优于4 ppm');
  const [sheet] = workbook.sheets;
  expect(sheet?.rows.length).toBeGreaterThan(20);
  for (const row of sheet?.rows ?? []) expect(value).toContain(String(row[2]));
  expect((await makeWorkbook(workbook)).length).toBeGreaterThan(2000);
});

it('is marked while the guideline is a draft (C-F01), and not by the final text', () => {
  expect(table({ guideline_status: '征求意见稿' }).paper.watermark).toBe('依据征求意见稿');
  expect(table().paper.watermark).toBeUndefined();
});

it('is null for a kind that measures nothing', () => {
  const other = definitions.find(({ indicators }) => indicators === undefined);
  if (!other) throw new Error('every kind measures');
  const record = parseDossier(samples[other.id], find);
  expect(indicatorTable({ definition: other, record, today, author: '秘书', language: 'zh' })).toBeNull();
});
