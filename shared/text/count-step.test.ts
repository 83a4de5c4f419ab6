import { describe, expect, it } from 'vitest';
import type { Count } from '../agreements/define.ts';
import { builtInCalendar, withClosedDays } from '../calendar/calendar.ts';
import { addDays, addMonths } from '../calendar/civil.ts';
import { addWorkdays } from '../calendar/workdays.ts';
import { fourDates } from '../engine/dates.ts';
import type { CountStep } from '../model/derived.ts';
import { CivilDate } from '../model/units.ts';
import { countStep, countStepWords } from './count-step.ts';
import { languages } from './text.ts';

const units = ['working_day', 'natural_day', 'month', 'year', 'fixed_date', 'none'] as const;
const directions = ['after', 'before', 'on'] as const;
const closed = withClosedDays(builtInCalendar, [{ date: CivilDate.parse('2024-06-05'), reason: '停电' }]);
const first = CivilDate.parse('2024-01-01');

/** Every step the engine can make: all ways of counting from every day of two years and into the estimated ones. */
function everyStep(): CountStep[] {
  const steps: CountStep[] = [];
  for (let day = 0; day < 731; day += 1) {
    const from = addDays(first, day);
    steps.push(...addWorkdays(from, 3).steps, ...addWorkdays(from, -3).steps, ...addWorkdays(from, 0).steps);
    for (const unit of units) {
      for (const dir of directions) {
        const count: Count = { offset: 1, unit, dir };
        steps.push(...fourDates(from, count, 1, builtInCalendar).steps);
        steps.push(...fourDates(from, count, 1, closed).steps);
        const ready = addDays(addMonths(from, 40), 1);
        steps.push(...fourDates(from, count, 1, builtInCalendar, { ready }).steps);
      }
    }
  }
  return steps;
}

describe('the words of a count (design section 3: a printable proof)', () => {
  const steps = everyStep();

  it('has words in both languages for every step that the engine makes', () => {
    for (const why of new Set(steps.map((step) => step.why)))
      for (const language of languages) expect(countStepWords(language, { why })).toMatch(/\S/);
  });

  it('has no words for steps that nothing makes', () => {
    expect(new Set(steps.map((step) => step.why))).toEqual(new Set(Object.keys(countStep.zh)));
  });

  it('never shows the engine’s own word', () => {
    for (const step of steps) expect(step.detail ?? '').not.toMatch(/^[a-z_]+$/);
    for (const language of languages)
      for (const words of Object.values(countStep[language])) expect(words).not.toContain('_');
  });

  it('says the holiday and its notice beside', () => {
    const [, second] = addWorkdays(CivilDate.parse('2024-09-30'), 1).steps;
    expect(second && countStepWords('zh', second)).toMatch(/^放假，不计 · 国庆节：国务院办公厅关于2024年/);
  });

  it('fails loudly for a step without words', () => {
    expect(() => countStepWords('zh', { why: 'because' })).toThrow('because');
  });
});
