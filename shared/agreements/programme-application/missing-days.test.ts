import { expect, it } from 'vitest';
import { schedule } from '../../engine/schedule.ts';
import type { DossierRecord } from '../../model/record.ts';
import { CivilDate } from '../../model/units.ts';
import { definition } from './definition.ts';

const today = CivilDate.parse('2026-03-16');

function daysOf(fields: Record<string, string>) {
  const record: DossierRecord = {
    kind: definition.id,
    definitionVersion: definition.version,
    our_side: 'cn_lead',
    fields: { direction_code: '1.2', ...fields },
    events: [],
    entries: {},
  };
  return schedule(definition, record, { today })
    .filter(({ rule }) => rule === 'C-T02')
    .map(({ title, status, side, statutory }) => [title.zh.slice(0, 4), status, side, statutory]);
}

it('C-T02: a day that the draft does not give is due today, on our side, until it is entered', () => {
  expect(daysOf({})).toEqual([
    ['录入日期', 'due_today', 'ours', today],
    ['录入日期', 'due_today', 'ours', today],
    ['录入日期', 'due_today', 'ours', today],
  ]);
  expect(daysOf({ application_due: '2026-05-29' })).toEqual([
    ['提交申报', expect.stringMatching(/^(open|due_soon)$/u), 'ours', '2026-05-29'],
    ['录入日期', 'due_today', 'ours', today],
    ['录入日期', 'due_today', 'ours', today],
  ]);
});

it('C-T02: asks for no day before a direction is chosen', () => {
  expect(daysOf({ direction_code: '' }).map(([, status]) => status)).not.toContain('due_today');
});
