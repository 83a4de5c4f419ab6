import type { Deadline, Definition, EventType } from '../../../shared/agreements/define.ts';
import type { Obligation } from '../../../shared/model/derived.ts';

export interface NextStep {
  /** `done`: it meets the obligation; `begin`: its count begins; `gate`: a condition is met by it. */
  kind: 'done' | 'begin' | 'gate';
  event: EventType;
  installment: number | null;
}

/** The next sensible thing to record for an obligation, or null where nothing can be recorded. */
export function nextStep(definition: Definition | undefined, obligation: Obligation): NextStep | null {
  if (definition === undefined) return null;
  const find = (key: string | null | undefined) => definition.events.find((event) => event.key === key);
  const step = (kind: NextStep['kind'], event: EventType | undefined): NextStep | null =>
    event === undefined ? null : { kind, event, installment: obligation.installment };
  if (obligation.status === 'pending_trigger') return step('begin', find(obligation.trigger));
  if (obligation.status === 'waiting_gate') {
    const gate = obligation.gates.find((one) => one.met_on === null);
    return step('gate', gate && find(gateEvent(definition, obligation, gate.key)));
  }
  if (['met', 'met_late', 'standing', 'not_applicable'].includes(obligation.status)) return null;
  const deadline = deadlineOf(definition, obligation);
  // B-T12: what we answer is given when it has arrived.
  const done = (obligation.side === 'ours' && deadline?.silence?.reply?.delivered) || deadline?.metBy?.[0];
  return step('done', find(done ?? (isPayment(obligation) ? definition.payments?.appliedBy : undefined)));
}

/** The deadline an obligation was derived from; an instance may carry a rule and a key of its own. */
function deadlineOf(definition: Definition, obligation: Obligation): Deadline | undefined {
  const find = (test: (deadline: Deadline) => boolean) => definition.deadlines.find(test);
  return (
    find((deadline) => deadline.rule === obligation.rule) ??
    find((deadline) => deadline.key === obligation.key) ??
    (isPayment(obligation)
      ? find((deadline) => [deadline.key, deadline.rule].includes(definition.payments?.deadline ?? ''))
      : undefined)
  );
}

function isPayment(obligation: Obligation): boolean {
  return obligation.amount !== null && obligation.installment !== null;
}

function gateEvent(definition: Definition, obligation: Obligation, gate: string): string {
  const own = deadlineOf(definition, obligation)?.gates ?? [];
  const all = definition.deadlines.flatMap((deadline) => deadline.gates ?? []);
  return [...own, ...all].find((candidate) => candidate.key === gate)?.event ?? gate;
}

/** What the count waits for, in the kind's own words. */
export function triggerTitle(
  definition: Definition | undefined,
  trigger: string,
): { zh: string; en: string } | undefined {
  return (
    definition?.events.find((event) => event.key === trigger)?.title ??
    definition?.sections.flatMap((section) => section.fields).find((field) => field.key === trigger)?.title
  );
}
