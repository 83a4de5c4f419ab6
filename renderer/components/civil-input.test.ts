import { describe, expect, it } from 'vitest';
import { CivilDate } from '../../shared/model/units.ts';
import { readDate } from './civil-input.ts';

const today = CivilDate.parse('2024-10-14');

describe('readDate', () => {
  it.each([
    ['2024-10-14', '2024-10-14'],
    ['20241014', '2024-10-14'],
    ['2024/1/5', '2024-01-05'],
    ['2024．10．14', '2024-10-14'],
    ['２０２４年１０月１４日', '2024-10-14'],
    ['2024 年 5 月 16 日', '2024-05-16'],
    ['10-18', '2024-10-18'],
    ['1018', '2024-10-18'],
  ])('reads %s', (text, date) => expect(readDate(text, today)).toBe(date));

  it.each(['', '2024-02-30', '2024-13-01', '20241', 'tomorrow', '99999999'])('refuses %s', (text) =>
    expect(readDate(text, today)).toBeNull(),
  );
});
