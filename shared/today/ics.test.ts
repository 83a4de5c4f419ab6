import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readIcs, textOf } from '../../test/support/ics.ts';
import type { CivilDate } from '../model/units.ts';
import { type IcsEvent, icsText } from './ics.ts';

const event = (change: Partial<IcsEvent> = {}): IcsEvent => ({
  uid: 'd-A-T05#1@juanzong',
  date: '2024-12-31' as CivilDate,
  summary: '提交验收资料',
  description: '',
  tentative: false,
  alarms: [],
  ...change,
});
const file = (events: IcsEvent[]) =>
  readIcs(
    new TextEncoder().encode(
      icsText({
        product: '-//Juanzong//Juanzong 1//ZH',
        name: '卷宗',
        stamp: '2024-10-14T01:02:03.456Z',
        events,
      }),
    ),
  );

it('is a calendar of all-day entries that begins and ends as RFC 5545 says', () => {
  const calendar = file([event({ tentative: true, alarms: [3, 1, 0] })]);
  expect(calendar.name).toBe('VCALENDAR');
  expect(textOf(calendar, 'VERSION')).toBe('2.0');
  expect(textOf(calendar, 'PRODID')).toBe('-//Juanzong//Juanzong 1//ZH');
  const [one] = calendar.inside;
  if (one === undefined) throw new Error('no entry');
  expect(one.name).toBe('VEVENT');
  expect(textOf(one, 'UID')).toBe('d-A-T05#1@juanzong');
  expect(textOf(one, 'DTSTAMP')).toBe('20241014T010203Z');
  expect(one.properties.filter(({ name }) => name.startsWith('DT') && name !== 'DTSTAMP')).toEqual([
    { name: 'DTSTART', params: { VALUE: 'DATE' }, value: '20241231' },
    { name: 'DTEND', params: { VALUE: 'DATE' }, value: '20250101' },
  ]);
  expect(textOf(one, 'STATUS')).toBe('TENTATIVE');
  expect(one.inside.map((alarm) => [alarm.name, textOf(alarm, 'ACTION'), textOf(alarm, 'TRIGGER')])).toEqual([
    ['VALARM', 'DISPLAY', '-P2DT15H'],
    ['VALARM', 'DISPLAY', '-PT15H'],
    ['VALARM', 'DISPLAY', 'PT9H'],
  ]);
});

it('carries any words through: folded at 75 octets between characters, escaped, no line of its own', () => {
  const words = fc.string({ unit: fc.constantFrom(...'甲乙𠀀é;,:\\\n"abc '), maxLength: 200 });
  fc.assert(
    fc.property(words, words, (summary, description) => {
      const [one] = file([event({ summary, description })]).inside;
      if (one === undefined) throw new Error('no entry');
      expect(textOf(one, 'SUMMARY')).toBe(summary);
      expect(textOf(one, 'DESCRIPTION')).toBe(description);
    }),
  );
  // Nobody begins a component of his own through a title.
  const [only, ...more] = file([event({ summary: 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT' })]).inside;
  expect(more).toEqual([]);
  expect(only && textOf(only, 'SUMMARY')).toBe('x\nEND:VEVENT\nBEGIN:VEVENT');
});
