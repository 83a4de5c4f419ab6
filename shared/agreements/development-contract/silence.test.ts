import { describe, expect, it } from 'vitest';
import { contract, owed, type Json } from '../../../test/fixtures/agreements/contract.ts';

describe('B-T12: silence counts as consent', () => {
  const asked = (requester: string, ground: string, more: Json = {}) => ({
    key: 'change_request_received',
    date: '2024-10-08',
    requester,
    ground,
    evidence: ['a'],
    ...more,
  });
  const reply = (events: Json[], today: string, id = 'B-T12#1') => owed(contract({ events }), id, today);

  it('we were asked: louder from five days before, on the day as written, then a derived fact', () => {
    const events = [asked('party_a', '1')];
    const alarms = ['2024-10-10', '2024-10-13', '2024-10-15', '2024-10-17', '2024-10-18'].map(
      (today) => reply(events, today)?.silence?.alarm,
    );
    expect(alarms).toEqual([0, 1, 2, 3, 3]);
    expect(reply(events, '2024-10-13')).toMatchObject({
      side: 'ours',
      obligor: 'party_b',
      nominal: '2024-10-18',
      statutory: '2024-10-18',
      silence: { days_left: 5, until: '2024-10-18' },
    });
    expect(reply(events, '2024-10-18')?.status).toBe('due_today');
    expect(reply(events, '2024-10-19')?.status).toBe('deemed');
    // What was deemed agreed is put into writing (B-C01, B-Q12).
    expect(owed(contract({ events }), 'B-C01#1', '2024-10-19')).toMatchObject({ triggered_on: '2024-10-19' });
  });

  it('the last day rolls by law and not for the careful (B-Q20); the other side has until its end', () => {
    const ours = [{ ...asked('party_a', '2'), date: '2024-09-22' }];
    expect(reply(ours, '2024-09-29')).toMatchObject({
      nominal: '2024-10-02',
      statutory: '2024-10-08',
      safe: '2024-09-30',
      silence: { days_left: 3, alarm: 2 },
    });
    const theirs = [{ ...asked('party_b', '2'), date: '2024-09-22' }];
    expect(reply(theirs, '2024-10-05')).toMatchObject({
      side: 'theirs',
      obligor: 'party_a',
      status: 'due_soon',
      silence: { days_left: 3 },
    });
    expect(reply(theirs, '2024-10-08')?.status).not.toBe('deemed');
    expect(reply(theirs, '2024-10-09')?.status).toBe('deemed');
  });

  it('only on one of the four grounds; the fourth counts against us until a person decides (B-C02, G-018)', () => {
    const late = '2024-11-01';
    expect(reply([asked('party_a', 'none')], late)).toMatchObject({ status: 'overdue', silence: null });
    expect(reply([asked('party_a', '4')], late)?.status).toBe('deemed');
    expect(reply([asked('party_a', '4', { ground_accepted: false })], late)?.silence).toBeNull();
    expect(reply([asked('party_b', '4')], late)?.silence).toBeNull();
    expect(reply([asked('party_b', '4', { ground_accepted: true })], late)?.status).toBe('deemed');
  });

  it('an answer to the second request does not stand for the first', () => {
    const events = [
      asked('party_a', '1'),
      { ...asked('party_a', '3'), date: '2024-11-04' },
      { key: 'change_replied', date: '2024-11-06', evidence: ['a'] },
    ];
    expect(reply(events, '2024-11-20')?.status).toBe('deemed');
    expect(reply(events, '2024-11-20', 'B-T12#2')).toMatchObject({ status: 'met', met_on: '2024-11-06' });
  });
});
