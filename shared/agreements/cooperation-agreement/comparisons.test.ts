import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { viewOf } from '../../engine/view.ts';
import { parseDossier } from '../../model/exchange.ts';
import { CivilDate } from '../../model/units.ts';
import { comparisons } from './comparisons.ts';
import { definition } from './definition.ts';

const sample = JSON.parse(readFileSync(new URL('./sample.json', import.meta.url), 'utf8')) as {
  fields: object;
  entries: object;
};

function rows(key: string, change: { fields?: object; entries?: object } = {}) {
  const raw = {
    ...sample,
    fields: { ...sample.fields, ...change.fields },
    entries: { ...sample.entries, ...change.entries },
  };
  const record = parseDossier(raw, () => definition);
  const view = viewOf(definition, record, { today: CivilDate.parse('2024-12-02') });
  const one = comparisons.find((each) => each.key === key);
  return (one?.rows(view) ?? []).map((row) => [row.left, row.right, row.state]);
}

describe('what is laid side by side', () => {
  it('A-F11: every item of the research content with the outputs that answer', () => {
    const output = (title: string, content_item: string) => ({ type: '方法', title, content_item });
    const told = rows('content_and_outputs', {
      entries: {
        outputs: [output('甲法', '一'), output('乙法', '二、要素提取与成果规整'), output('丙法', '第一项')],
      },
    });
    expect(told).toEqual([
      ['一、影像辐射一致化', '甲法；丙法', 'met'],
      ['二、要素提取与成果规整', '乙法', 'met'],
      ['三、在日常监测和年度调查中的应用', '', 'open'],
    ]);
  });

  it('A-R02: the application beside the agreement, amounts and lists by what they say', () => {
    const told = rows('two_baselines', {
      fields: {
        application_values: [
          { item: 'total_amount', text: '12万元' },
          { item: 'project_leader', text: '陆 某丁' },
          {
            item: 'research_content',
            text: '1.影像辐射一致化；2.要素提取与成果规整；3.在日常监测和年度调查中的应用',
          },
          { item: 'project_title', text: '另一个题目' },
          { item: 'objective', text: '另一个目标', agreed: true },
        ],
      },
    });
    expect(told.map((row) => row[2])).toEqual(['same', 'same', 'same', 'differs', 'agreed']);
    expect(told[0]).toEqual(['12万元', '¥120,000.00', 'same']);
    expect(rows('two_baselines')).toEqual([]);
  });
});
