import { describe, expect, it } from 'vitest';
import type { Definition } from '../../../shared/agreements/define.ts';
import type { Obligation } from '../../../shared/model/derived.ts';
import { nextStep, triggerTitle } from './next-step.ts';

const title = (zh: string) => ({ zh, en: zh });
const definition = {
  events: [
    { key: 'begun', title: title('生效') },
    { key: 'invoice', title: title('收票') },
    { key: 'paid', title: title('付款') },
    { key: 'filed', title: title('归档') },
  ],
  sections: [{ fields: [{ key: 'due', title: title('期限') }] }],
  deadlines: [
    { rule: 'X-T1', key: 'filing', metBy: ['filed'] },
    { rule: 'X-T3', key: 'answer', metBy: ['begun'], silence: { reply: { delivered: 'filed' } } },
    { rule: 'X-T2', key: 'payment', metBy: ['paid'], gates: [{ key: 'ticket', event: 'invoice' }] },
  ],
  payments: { deadline: 'payment', appliedBy: 'paid' },
} as unknown as Definition;

const obligation = (change: Partial<Obligation>) =>
  ({
    rule: 'X-T1',
    key: 'filing',
    trigger: 'begun',
    gates: [],
    amount: null,
    installment: null,
    status: 'open',
    ...change,
  }) as Obligation;

describe('nextStep', () => {
  it('records what meets an open duty', () => {
    expect(nextStep(definition, obligation({}))).toMatchObject({ kind: 'done', event: { key: 'filed' } });
    expect(nextStep(definition, obligation({ status: 'overdue' }))?.event.key).toBe('filed');
  });

  it('records the delivery of an answer of ours, and the answer of theirs (B-T12)', () => {
    const asked = { rule: 'X-T3', key: 'answer' };
    expect(nextStep(definition, obligation({ ...asked, side: 'ours' }))?.event.key).toBe('filed');
    expect(nextStep(definition, obligation({ ...asked, side: 'theirs' }))?.event.key).toBe('begun');
  });

  it('records what begins a count that has not begun', () => {
    expect(nextStep(definition, obligation({ status: 'pending_trigger' }))).toMatchObject({
      kind: 'begin',
      event: { key: 'begun' },
    });
  });

  it('records the first shut gate of an instalment, under its number', () => {
    const waiting = obligation({
      rule: 'X-T9',
      key: 'payment_2',
      status: 'waiting_gate',
      amount: 100 as Obligation['amount'],
      installment: 2,
      gates: [
        { key: 'quota', title: title('指标'), met_on: '2024-01-01' as never },
        { key: 'ticket', title: title('发票'), met_on: null },
      ],
    });
    expect(nextStep(definition, waiting)).toMatchObject({
      kind: 'gate',
      event: { key: 'invoice' },
      installment: 2,
    });
    expect(nextStep(definition, { ...waiting, status: 'open' })?.event.key).toBe('paid');
  });

  it('offers nothing where nothing can be recorded', () => {
    for (const status of ['met', 'met_late', 'standing', 'not_applicable'] as const)
      expect(nextStep(definition, obligation({ status }))).toBeNull();
    expect(nextStep(undefined, obligation({}))).toBeNull();
  });
});

describe('triggerTitle', () => {
  it('names an event or the field that fixes the date', () => {
    expect(triggerTitle(definition, 'begun')?.zh).toBe('生效');
    expect(triggerTitle(definition, 'due')?.zh).toBe('期限');
    expect(triggerTitle(definition, 'nothing')).toBeUndefined();
  });
});
