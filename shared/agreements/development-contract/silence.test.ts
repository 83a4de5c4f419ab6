import { describe, expect, it } from 'vitest';
import { contract, day, owed, type Json } from '../../../test/fixtures/agreements/contract.ts';
import { check } from '../../engine/check.ts';
import { definition } from './definition.ts';

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
    const arrived = [...events, { key: 'change_reply_delivered', date: '2024-11-07', evidence: ['a'] }];
    expect(reply(arrived, '2024-11-20')?.status).toBe('deemed');
    expect(reply(arrived, '2024-11-20', 'B-T12#2')).toMatchObject({ status: 'met', met_on: '2024-11-07' });
  });

  it('our answer is given when it has arrived; what was said in time is no silence', () => {
    const said = [asked('party_a', '1'), { key: 'change_replied', date: '2024-10-16', evidence: ['a'] }];
    expect(reply(said, '2024-10-17')).toMatchObject({
      status: 'due_soon',
      title: { zh: '第1次变更请求的答复：待送达凭证' },
      silence: { alarm: 3 },
    });
    expect(reply(said, '2024-10-21')).toMatchObject({ status: 'overdue', silence: null });
    expect(owed(contract({ events: said }), 'B-C01#1', '2024-10-21')?.triggered_on ?? null).toBeNull();
    // Delivery alone says that there was an answer, and what it said.
    const arrived = { key: 'change_reply_delivered', date: '2024-10-17', agreed: true, evidence: ['a'] };
    expect(reply([asked('party_a', '1'), arrived], '2024-10-17')).toMatchObject({ met_on: '2024-10-17' });
    expect(
      owed(contract({ events: [asked('party_a', '1'), arrived] }), 'B-C01#1', '2024-10-21'),
    ).toMatchObject({ triggered_on: '2024-10-17' });
    // Theirs is given when we have it in hand.
    const theirs = [asked('party_b', '1'), { key: 'change_replied', date: '2024-10-16', evidence: ['a'] }];
    expect(reply(theirs, '2024-10-17')).toMatchObject({ met_on: '2024-10-16' });
  });

  it('an answer given in time that arrived too late is told', () => {
    const late = [
      asked('party_a', '1'),
      { key: 'change_replied', date: '2024-10-17', evidence: ['a'] },
      { key: 'change_reply_delivered', date: '2024-10-21', evidence: ['a'] },
    ];
    const told = check(definition, contract({ events: late }), { today: day('2024-10-22') });
    expect(told.filter(({ rule }) => rule === 'B-T12').map(({ message }) => message.zh)).toEqual([
      '2024-10-17答复，2024-10-21送达，已过2024-10-18：对方可主张视为同意',
    ]);
  });
});
